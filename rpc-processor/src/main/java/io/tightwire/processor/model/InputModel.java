package io.tightwire.processor.model;

/**
 * The stream that a method takes, its last parameter. Immutable.
 *
 * @param kind how the implementation reads it
 * @param parameter the parameter; its type on the wire is that of one item
 * @param nullable whether it is declared to allow null
 */
public record InputModel(Kind kind, ParameterModel parameter, boolean nullable) {

  /** How the implementation of a method reads the stream that it takes. Immutable. */
  public enum Kind {
    /** The parameter is a {@code Stream}. */
    PULLED,
    /** The parameter is a {@code Flow.Publisher}. */
    PUBLISHED
  }
}
