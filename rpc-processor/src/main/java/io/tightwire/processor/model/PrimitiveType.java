package io.tightwire.processor.model;

/** The primitive types. Each is named as the runtime's codec of its box is. Immutable. */
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

  /** {@code int}. */
  public String keyword() {
    return keyword;
  }

  /** The literal of its default value. */
  public String zero() {
    return zero;
  }

  /** {@code Int}, as in {@code readInt}. */
  public String capitalized() {
    return Character.toUpperCase(keyword.charAt(0)) + keyword.substring(1);
  }
}
