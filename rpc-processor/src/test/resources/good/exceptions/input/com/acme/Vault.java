package com.acme;

import io.tightwire.annotation.RpcService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeoutException;

@RpcService
public interface Vault {

  String open(String e, String declared) throws Denied, Locked, IOException, InterruptedException;

  void close() throws UncheckedIOException, TimeoutException;

  class Denied extends Exception {
    private static final long serialVersionUID = 1L;

    private final int attempts;

    public Denied(String message, int attempts) {
      super(message);
      this.attempts = attempts;
    }

    public Denied(String message) {
      this(message, 0);
    }

    public int attempts() {
      return attempts;
    }
  }

  class Locked extends Denied {
    private static final long serialVersionUID = 1L;

    Locked() {
      super("locked");
    }
  }
}
