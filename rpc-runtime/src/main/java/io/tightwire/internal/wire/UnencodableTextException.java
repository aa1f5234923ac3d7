package io.tightwire.internal.wire;

import io.tightwire.codec.CodecException;
import java.io.Serial;

/** A string of a map, metadata for example, that can't be encoded. Immutable. */
public final class UnencodableTextException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** The longest name in a message. */
  private static final int MAX_NAME = 100;

  private final String name;
  private final CodecException reason;

  UnencodableTextException(String name, CodecException reason) {
    super(reason.getMessage(), reason);
    this.name = name;
    this.reason = reason;
  }

  /** Returns the string's name, shortened and printable. */
  public String printableName() {
    String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return printable.length() <= MAX_NAME ? printable : printable.substring(0, MAX_NAME) + '…';
  }

  /** Returns what is wrong. */
  public CodecException reason() {
    return reason;
  }
}
