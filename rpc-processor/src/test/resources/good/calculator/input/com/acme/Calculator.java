package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.math.BigDecimal;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

@RpcService
public interface Calculator {

  /**
   * Adds two numbers.
   *
   * @param a the one
   * @param b the other
   * @return their sum
   */
  @RpcMethod(timeout = "PT2S", idempotent = true, hedge = "PT0.03S", lane = "quick")
  int add(int a, int b);

  CompletionStage<Integer> multiplyLater(int x, int y);

  void submitTask(long taskId);

  Flow.Publisher<Integer> count(int n);

  Stream<Integer> squares(int n);

  Account withdraw(String id, BigDecimal amount) throws InsufficientFundsException;
}
