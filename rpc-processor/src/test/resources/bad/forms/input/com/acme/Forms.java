package com.acme;

import io.tightwire.annotation.RpcService;

class Forms {

  @RpcService
  interface Generic<T> {
    T get();
  }

  @RpcService
  record Data(int a) {}

  @RpcService
  private interface Hidden {
    void hide();
  }

  @RpcService
  sealed interface Closed permits Door {
    void close();
  }

  static final class Door implements Closed {
    @Override
    public void close() {}
  }
}
