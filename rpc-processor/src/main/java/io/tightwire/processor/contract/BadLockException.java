package io.tightwire.processor.contract;

import java.io.Serial;

/** A lock file is not one; the message says in which line, and what is wrong with it. */
public final class BadLockException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  BadLockException(int line, String what) {
    super("line " + line + ": " + what);
  }

  BadLockException(String what) {
    super(what);
  }
}
