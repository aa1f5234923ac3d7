package io.tightwire.processor.model;

/**
 * The primitive types. Each constant has the name of the runtime's codec for the box. Immutable.
 */
public enum PrimitiveType {
  BOOLEAN("boolean", "false"),
  BYTE("byte", "0"),
  SHORT("short", "0"),
  CHAR("char", "0"),
  INT("int", "0"),
  LONG("long", "0"),
  FLOAT("float", "0"),
  DOUBLE("double", "0");

  private final String keyword;
  private final String zero;

  PrimitiveType(String keyword, String zero) {
    this.keyword = keyword;
    this.zero = zero;
  }

  /** Returns the Java keyword, such as {@code int}. */
  public String keyword() {
    return keyword;
  }

  /** Returns the literal of its default value. */
  public String zero() {
    return zero;
  }

  /** Returns the name in methods of readers and writers: {@code Int}, as in {@code readInt}. */
  public String capitalized() {
    return Character.toUpperCase(keyword.charAt(0)) + keyword.substring(1);
  }
}
