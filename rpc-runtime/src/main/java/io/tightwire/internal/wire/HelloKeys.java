package io.tightwire.internal.wire;

/**
 * The keys of the HELLO frame's map. Constants only.
 *
 * <p>Immutable.
 */
final class HelloKeys {

  static final String MAX_MESSAGE_SIZE = "maxMessageSize";
  static final String SERVICES = "services";
  static final String FINGERPRINTS = "fingerprints";

  private HelloKeys() {}
}
