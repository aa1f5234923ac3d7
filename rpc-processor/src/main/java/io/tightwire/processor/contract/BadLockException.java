package io.tightwire.processor.contract;

import java.io.Serial;

/**
 * Thrown when a lock file can't be read as one; the message says what is wrong, and in which line.
 * Immutable.
 */
public final class BadLockException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  BadLockException(int line, String what) {
    super("line " + line + ": " + what);
  }

  BadLockException(String what) {
    super(what);
  }
}
