package io.tightwire.internal.wire;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import java.util.HashSet;
import java.util.Set;

/**
 * Reads which services are not ready, within bounds. Stateless.
 *
 * <p>Thread-safe.
 */
final class ReadyServices {

  /** The most bytes before those of a string. */
  private static final int MAX_STRING_HEAD = 5;

  private ReadyServices() {}

  /**
   * Reads the body of a READY.
   *
   * @throws CodecException if it is no map from strings to booleans, or beyond the bounds
   */
  static Frame.Ready read(WireReader in) {
    int entries = in.beginMap();
    if (entries > Frame.Ready.MAX_NAMES) {
      throw new CodecException(
          "READY names "
              + entries
              + " services; at most "
              + Frame.Ready.MAX_NAMES
              + " are allowed");
    }
    Set<String> notReady = new HashSet<>();
    for (int i = 0; i < entries; i++) {
      String name = name(in);
      if (in.readBoolean()) {
        notReady.remove(name);
      } else {
        notReady.add(name);
      }
    }
    in.endMap();
    return new Frame.Ready(notReady);
  }

  private static String name(WireReader in) {
    int before = in.position();
    String name = in.readString();
    if (name == null) {
      throw new CodecException("The name of a service must not be nil");
    }
    if (in.position() - before > Frame.Ready.MAX_NAME + MAX_STRING_HEAD) {
      throw new CodecException(
          "READY names a service by more than " + Frame.Ready.MAX_NAME + " bytes");
    }
    return name;
  }
}
