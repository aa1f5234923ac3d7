package com.acme.calculator;

import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The implementation: an ordinary class, called by many threads. */
public final class CalculatorService implements Calculator {

  /** Lets the quickstart wait until the one-way call has arrived. */
  final CountDownLatch taskSubmitted = new CountDownLatch(1);

  @Override
  public int add(int a, int b) {
    return Math.addExact(a, b);
  }

  @Override
  public CompletionStage<Integer> multiplyLater(int x, int y) {
    return CompletableFuture.supplyAsync(() -> x * y);
  }

  @Override
  public void submitTask(long taskId) {
    taskSubmitted.countDown();
  }

  @Override
  public Flow.Publisher<Integer> count(int n) {
    return subscriber -> {
      SubmissionPublisher<Integer> numbers = new SubmissionPublisher<>();
      numbers.subscribe(subscriber);
      ForkJoinPool.commonPool()
          .execute(
              () -> {
                IntStream.rangeClosed(1, n).forEach(numbers::submit);
                numbers.close();
              });
    };
  }

  @Override
  public Stream<Integer> squares(int n) {
    return IntStream.rangeClosed(1, n).mapToObj(i -> i * i);
  }

  @Override
  public int sum(Stream<Integer> numbers) {
    return numbers.mapToInt(Integer::intValue).sum();
  }

  @Override
  public Stream<Integer> totals(Stream<Integer> numbers) {
    AtomicInteger total = new AtomicInteger();
    return numbers.map(total::addAndGet);
  }

  @Override
  public Account withdraw(String id, BigDecimal amount) throws InsufficientFundsException {
    BigDecimal balance = new BigDecimal("100.00");
    if (amount.compareTo(balance) > 0) {
      throw new InsufficientFundsException(id, balance);
    }
    return new Account(id, balance.subtract(amount));
  }
}
