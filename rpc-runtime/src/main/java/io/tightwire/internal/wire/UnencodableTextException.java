package io.tightwire.internal.wire;

import io.tightwire.codec.CodecException;
import java.io.Serial;

/** A text of a map of texts, metadata say, that can't be encoded. */
public final class UnencodableTextException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Of a name; the rest may be as long as the user likes. */
  private static final int MAX_NAME = 100;

  private final String name;
  private final CodecException reason;

  UnencodableTextException(String name, CodecException reason) {
    super(reason.getMessage(), reason);
    this.name = name;
    this.reason = reason;
  }

  /** The text's name, fit for a message. */
  public String printableName() {
    String printable = name.replaceAll("[\\p{Cntrl}\\p{Cs}]", "?");
    return printable.length() <= MAX_NAME ? printable : printable.substring(0, MAX_NAME) + '…';
  }

  /** What is wrong. */
  public CodecException reason() {
    return reason;
  }
}
