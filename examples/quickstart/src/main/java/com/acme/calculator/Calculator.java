package com.acme.calculator;

import io.tightwire.annotation.RpcService;
import java.math.BigDecimal;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** The service: a plain interface. The stub, the skeleton and the codecs are generated from it. */
@RpcService
public interface Calculator {

  /** Adds two numbers. */
  int add(int a, int b);

  /** Multiplies later; no thread waits meanwhile. */
  CompletionStage<Integer> multiplyLater(int x, int y);

  /** Takes a task; has no result. */
  void submitTask(long taskId);

  /** Counts from 1 to n, as fast as the caller requests numbers. */
  Flow.Publisher<Integer> count(int n);

  /** Returns the squares of 1 to n, computed as they are read. */
  Stream<Integer> squares(int n);

  /** Returns the sum of the numbers that the caller sends. */
  int sum(Stream<Integer> numbers);

  /** Returns a total for each number that the caller sends, as it arrives. */
  Stream<Integer> totals(Stream<Integer> numbers);

  /** Takes money from an account. */
  Account withdraw(String id, BigDecimal amount) throws InsufficientFundsException;
}
