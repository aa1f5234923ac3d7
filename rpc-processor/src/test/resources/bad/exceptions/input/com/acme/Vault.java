package com.acme;

import io.tightwire.annotation.RpcService;

@RpcService
public interface Vault {

  void open() throws Locked;

  class Locked extends Exception {
    private static final long serialVersionUID = 1L;

    private Locked(Thread by) {
      super(by.getName());
    }

    static Locked now() {
      return new Locked(Thread.currentThread());
    }
  }
}
