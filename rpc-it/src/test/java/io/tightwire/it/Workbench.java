package io.tightwire.it;

import io.tightwire.RpcContext;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A workshop in which every method succeeds; scenarios override the methods that they test.
 * Thread-safe.
 */
class Workbench implements Workshop {

  @Override
  public int add(int a, int b) {
    return Math.addExact(a, b);
  }

  @Override
  public int add(int a, int b, int c) {
    return a + b + c;
  }

  @Override
  public String work(String what) {
    return what + " done";
  }

  @Override
  public void submit(String what) {}

  @Override
  public CompletionStage<String> workLater(String what) {
    return CompletableFuture.supplyAsync(() -> what + " done later");
  }

  @Override
  public CompletableFuture<Long> countLater(long from) {
    return CompletableFuture.supplyAsync(() -> from + 1);
  }

  @Override
  public Stream<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed();
  }

  @Override
  public Flow.Publisher<Integer> feed(int count) {
    return subscriber -> {
      SubmissionPublisher<Integer> publisher = new SubmissionPublisher<>();
      publisher.subscribe(subscriber);
      CompletableFuture<Void> unused =
          CompletableFuture.runAsync(
              () -> {
                IntStream.rangeClosed(1, count).forEach(publisher::submit);
                publisher.close();
              });
    };
  }

  @Override
  public Stream<byte[]> crates(int count, int bytes) {
    return IntStream.range(0, count).mapToObj(i -> new byte[bytes]);
  }

  @Override
  public byte[] store(byte[] bytes) {
    return bytes;
  }

  @Override
  public byte[] fetch(int bytes) {
    return new byte[bytes];
  }

  @Override
  public String hurry(String what) {
    return what + " done quickly";
  }

  @Override
  public String read(String what) {
    return what + " read";
  }

  @Override
  public String inOrder(int caller, int number) {
    return caller + ":" + number;
  }

  @Override
  public Map<String, String> metadata() {
    return RpcContext.current().metadata();
  }
}
