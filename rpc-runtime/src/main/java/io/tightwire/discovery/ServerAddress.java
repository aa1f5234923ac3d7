package io.tightwire.discovery;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Where one server is, and what is known about it.
 *
 * <pre>{@code
 * ServerAddress first = ServerAddress.of("tcp://127.0.0.1:5555");
 * ServerAddress near = ServerAddress.of("tcp://127.0.0.1:5556").with("zone", "eu-1a");
 * }</pre>
 *
 * <p>Immutable.
 *
 * @param endpoint where it is: {@code tcp://host:port}, {@code ipc:///path} or {@code
 *     inproc://name}; checked by the client that connects
 * @param weight its share of the calls, relative to that of the others; from 1 to {@link
 *     #MAX_WEIGHT}
 * @param attributes names and values that describe it. Clients know {@code zone}; others are for
 *     resolvers and for people. The map is copied
 */
public record ServerAddress(String endpoint, int weight, Map<String, String> attributes) {

  /** The largest weight. */
  public static final int MAX_WEIGHT = 1000;

  /**
   * Creates an address.
   *
   * @param endpoint where it is
   * @param weight its share of the calls, from 1 to {@link #MAX_WEIGHT}
   * @param attributes names and values that describe it
   * @throws IllegalArgumentException if the weight is out of its range
   */
  public ServerAddress {
    Objects.requireNonNull(endpoint, "endpoint");
    if (weight < 1 || weight > MAX_WEIGHT) {
      throw new IllegalArgumentException(
          "The weight of " + endpoint + " is " + weight + "; use 1 to " + MAX_WEIGHT);
    }
    attributes = Map.copyOf(attributes);
  }

  /**
   * Returns the address of a server with weight 1 and without attributes.
   *
   * @param endpoint where it is
   * @return the address
   */
  public static ServerAddress of(String endpoint) {
    return new ServerAddress(endpoint, 1, Map.of());
  }

  /**
   * Returns the same address with another weight.
   *
   * @param value from 1 to {@link #MAX_WEIGHT}
   * @return the changed copy
   */
  public ServerAddress withWeight(int value) {
    return new ServerAddress(endpoint, value, attributes);
  }

  /**
   * Returns the same address with one more attribute.
   *
   * @param name the attribute's name; an earlier value of that name is replaced
   * @param value the attribute's value
   * @return the changed copy
   */
  public ServerAddress with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(attributes);
    changed.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, name));
    return new ServerAddress(endpoint, weight, changed);
  }
}
