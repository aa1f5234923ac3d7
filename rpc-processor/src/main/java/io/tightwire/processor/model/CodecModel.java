package io.tightwire.processor.model;

/**
 * A codec that a service names. Immutable.
 *
 * @param label its class in messages
 * @param fault what is wrong with it
 * @param type what it is for, as messages name it; empty if that is unknown
 */
public record CodecModel(String label, Fault fault, String type) {

  /** What may be wrong with a codec. */
  public enum Fault {
    /** Nothing is. */
    NONE,
    /** It is not a {@code Codec} of one plain class or interface. */
    NO_CODEC,
    /** Generated code can't create it. */
    NOT_CREATABLE,
    /** Its type has a codec of the runtime's. */
    BUILT_IN,
    /** Another codec of the service is for the same type. */
    DUPLICATE
  }
}
