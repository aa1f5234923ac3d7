package io.tightwire.it;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** One method for each way to answer; what they do is up to each story. */
@RpcService(name = "workshop")
public interface Workshop {

  /** Adds. */
  int add(int a, int b);

  /** Adds three: an overload, told apart by its name on the wire. */
  @RpcMethod(name = "addThree")
  int add(int a, int b, int c);

  /** Whatever the story needs to be done. */
  String work(String what);

  /** Work that nobody waits for the result of. */
  void submit(String what);

  /** Answers later; no thread waits meanwhile. */
  CompletionStage<String> workLater(String what);

  /** The same, promised by a future. */
  CompletableFuture<Long> countLater(long from);

  /** Numbers, produced as they are read. */
  Stream<Integer> numbers(int count);

  /** Numbers, published as they are requested. */
  Flow.Publisher<Integer> feed(int count);

  /** Large things, one after the other. */
  Stream<byte[]> crates(int count, int bytes);

  /** Something of any size; comes back as it is. */
  byte[] store(byte[] bytes);

  /** Something of the size asked for. */
  byte[] fetch(int bytes);

  /** Work that has little time, unless the caller gives more. */
  @RpcMethod(timeout = "PT0.3S")
  String hurry(String what);

  /** Work that may be done twice. */
  @RpcMethod(idempotent = true)
  String read(String what);

  /** Work that is done one piece after the other. */
  @RpcMethod(lane = "narrow")
  String inOrder(int caller, int number);

  /** Texts that travelled with the call. */
  Map<String, String> metadata();
}
