package io.tightwire.discovery.kubernetes;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which port of the pods is connected to: by its name, which may stand for different numbers in
 * different pods, or by its number. Immutable.
 *
 * @param name the port's name; null if it has a number
 * @param number the port's number; 0 if it has a name
 */
record SlicePort(@Nullable String name, int number) {

  private static final int MAX = 65_535;

  /**
   * Reads a port.
   *
   * @throws IllegalArgumentException if it is a number out of the range
   */
  static SlicePort of(String text) {
    if (!text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return new SlicePort(text, 0);
    }
    int number = text.length() <= 5 ? Integer.parseInt(text) : 0;
    if (number < 1 || number > MAX) {
      throw new IllegalArgumentException("the port is " + text + ", and not from 1 to " + MAX);
    }
    return new SlicePort(null, number);
  }

  /**
   * Returns the number of this port in a slice; 0 if the slice does not have it.
   *
   * <p>A slice without ports is that of a service which does not say any, and a port without a
   * number stands for all of them.
   */
  int in(List<EndpointSlice.Port> ports) {
    if (ports.isEmpty()) {
      return number;
    }
    for (EndpointSlice.Port port : ports) {
      if (!port.isTcp()) {
        continue;
      }
      if (name != null ? name.equals(port.name()) : port.number() == number) {
        return port.number();
      }
      if (port.number() == 0) {
        return number;
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    return name == null ? String.valueOf(number) : name;
  }
}
