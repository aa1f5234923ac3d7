package io.tightwire.processor.model;

/**
 * A codec that a service names. Immutable.
 *
 * @param label its class in messages
 * @param fault the reason why it can't be used, or {@code NONE}
 * @param type the type that it is for, as in messages; empty if that is unknown
 */
public record CodecModel(String label, Fault fault, String type) {

  /** The reasons why a codec can't be used. Immutable. */
  public enum Fault {
    /** It can be used. */
    NONE,
    /** It is not a {@code Codec} of one plain class or interface. */
    NO_CODEC,
    /** Generated code can't create it. */
    NOT_CREATABLE,
    /** The runtime has a codec for its type. */
    BUILT_IN,
    /** Another codec of the service is for the same type. */
    DUPLICATE
  }
}
