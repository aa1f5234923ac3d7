package io.tightwire.discovery.kubernetes;

import java.io.IOException;

/** A text is not JSON, exceeds a limit, or does not have what it should. */
final class JsonException extends IOException {

  private static final long serialVersionUID = 1;

  JsonException(String message) {
    super(message);
  }
}
