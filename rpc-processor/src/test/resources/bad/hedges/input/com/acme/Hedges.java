package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

@RpcService
public interface Hedges {

  @RpcMethod(hedge = "PT0.03S")
  int oncePlease();

  @RpcMethod(idempotent = true, hedge = "30ms")
  int unreadable();

  @RpcMethod(idempotent = true, hedge = "PT0.0009S")
  int tooSoon();

  @RpcMethod(idempotent = true, hedge = "-PT1S")
  int before();

  @RpcMethod(idempotent = true, hedge = "PT0.03S")
  Stream<Integer> stream();

  @RpcMethod(hedge = "PT0.03S")
  Flow.Publisher<Integer> publisher();

  @RpcMethod(idempotent = true, timeout = "PT2S", hedge = "PT2S")
  int asTheTimeout();

  @RpcMethod(idempotent = true, timeout = "PT2S", hedge = "PT1M")
  int afterTheTimeout();

  @RpcMethod(idempotent = true, timeout = "2s", hedge = "PT1S")
  int badTimeoutOnly();

  @RpcMethod(idempotent = true, timeout = "PT0.002S", hedge = "PT0.001S")
  void fine();
}
