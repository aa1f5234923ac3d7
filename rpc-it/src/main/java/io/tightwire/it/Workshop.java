package io.tightwire.it;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/**
 * A service with a method for each kind of result. Each scenario provides its own implementation.
 */
@RpcService(name = "workshop")
public interface Workshop {

  /** Adds. */
  int add(int a, int b);

  /** Adds three numbers: an overload with a different name on the wire. */
  @RpcMethod(name = "addThree")
  int add(int a, int b, int c);

  /** Does the work that the scenario needs. */
  String work(String what);

  /** Does work without a result. */
  void submit(String what);

  /** Responds later; no thread waits meanwhile. */
  CompletionStage<String> workLater(String what);

  /** Responds later, with a future. */
  CompletableFuture<Long> countLater(long from);

  /** Returns numbers that are produced as they are read. */
  Stream<Integer> numbers(int count);

  /** Publishes numbers as they are requested. */
  Flow.Publisher<Integer> feed(int count);

  /** Returns large items, one after the other. */
  Stream<byte[]> crates(int count, int bytes);

  /** Returns its argument, of any size. */
  byte[] store(byte[] bytes);

  /** Returns a value of the requested size. */
  byte[] fetch(int bytes);

  /** Does work with a short deadline, unless the caller sets another. */
  @RpcMethod(timeout = "PT0.3S")
  String hurry(String what);

  /** Does work that may be done twice. */
  @RpcMethod(idempotent = true)
  String read(String what);

  /** Does work on a lane of concurrency 1. */
  @RpcMethod(lane = "narrow")
  String inOrder(int caller, int number);

  /** Returns the metadata of the call. */
  Map<String, String> metadata();
}
