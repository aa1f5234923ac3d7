package io.tightwire.testing;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A clerk that records its calls. Thread-safe. */
final class Desk implements Clerk {

  /** The calls, in the order in which their handlers began. */
  final List<String> asked = new CopyOnWriteArrayList<>();

  /** Released when a note was made. */
  final CountDownLatch noted = new CountDownLatch(1);

  /** Released when a handler ponders. */
  final CountDownLatch pondering = new CountDownLatch(1);

  /** Released when a handler was interrupted while it pondered. */
  final CountDownLatch interrupted = new CountDownLatch(1);

  /** Lets the handlers that ignore interrupts end. */
  final CountDownLatch consoled = new CountDownLatch(1);

  /** Waits for a signal; fails if it does not come. */
  static void await(CountDownLatch latch) throws InterruptedException {
    if (!latch.await(60, TimeUnit.SECONDS)) {
      throw new AssertionError("What was waited for has not happened");
    }
  }

  @Override
  public int add(int a, int b) {
    asked.add("add");
    return a + b;
  }

  @Override
  public int lookUp(int key) {
    asked.add("lookUp");
    return 100 + key;
  }

  @Override
  public CompletionStage<Integer> addLater(int a, int b) {
    asked.add("addLater");
    return CompletableFuture.supplyAsync(() -> a + b);
  }

  @Override
  public void note(String text) {
    asked.add("note " + text);
    noted.countDown();
  }

  @Override
  public Stream<Integer> numbers(int n) {
    asked.add("numbers");
    return IntStream.rangeClosed(1, n).boxed();
  }

  @Override
  public Flow.Publisher<Integer> feed(int n) {
    asked.add("feed");
    return subscriber -> {
      try (SubmissionPublisher<Integer> publisher =
          new SubmissionPublisher<>(ForkJoinPool.commonPool(), Math.max(1, n))) {
        publisher.subscribe(subscriber);
        IntStream.rangeClosed(1, n).forEach(publisher::submit);
      }
    };
  }

  @Override
  public int ponder() {
    asked.add("ponder");
    pondering.countDown();
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException e) {
      interrupted.countDown();
    }
    return 0;
  }

  @Override
  public int sulk() {
    asked.add("sulk");
    pondering.countDown();
    while (true) {
      try {
        consoled.await();
        return 0;
      } catch (InterruptedException e) {
        interrupted.countDown();
      }
    }
  }
}
