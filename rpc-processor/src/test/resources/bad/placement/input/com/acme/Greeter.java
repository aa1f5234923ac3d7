package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;

@RpcService
public interface Greeter extends Base {

  @RpcMethod(timeout = "PT2S")
  String greet(String name);

  @RpcMethod(timeout = "PT2S")
  static Greeter polite() {
    throw new UnsupportedOperationException();
  }

  @RpcMethod(idempotent = true)
  private void rehearse() {}

  /** A parent of services elsewhere, for all that is known here. */
  interface Unused {
    @RpcMethod(idempotent = true)
    int count();
  }

  /** Settings are not the implementation's to make. */
  abstract class Host implements Greeter {
    @RpcMethod(lane = "slow")
    @Override
    public String greet(String name) {
      return "Hello, " + name;
    }
  }
}

/** A parent, whose methods its services have. */
interface Base {
  @RpcMethod(idempotent = true)
  int count();
}
