package io.tightwire.cli.json;

import java.io.Serial;

/** Says why a text is no JSON, or more than is read. Immutable. */
public final class JsonException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Creates an exception with a message for people. */
  public JsonException(String message) {
    super(message);
  }
}
