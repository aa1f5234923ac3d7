package com.acme;

import io.tightwire.annotation.RpcService;

class Outer {

  @RpcService
  interface Inner {
    Data data(Data data);

    void log(String format, Object2... arguments);

    final class Holder {
      private Holder() {}

      @RpcService
      public interface Deepest {
        int[] numbers(int... numbers);
      }
    }
  }

  record Data(int a) {}

  record Object2(int a) {}
}
