package io.tightwire.admin;

/** A request that gets no page but a status and a line of text. Immutable. */
final class HttpException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;

  HttpException(int status, String message) {
    super(message, null, false, false); // a peer's mistake: nobody reads where it was found
    this.status = status;
  }

  int status() {
    return status;
  }
}
