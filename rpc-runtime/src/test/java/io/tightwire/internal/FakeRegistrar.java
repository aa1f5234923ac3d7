package io.tightwire.internal;

import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.ServerAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Records the servers that are registered with it, and fails or blocks if asked to. Thread-safe.
 */
public final class FakeRegistrar implements Registrar {

  /** What has happened, in its order. */
  public final List<String> events = new CopyOnWriteArrayList<>();

  /** The servers that were registered. */
  public final List<ServerAddress> registered = new CopyOnWriteArrayList<>();

  /** What the next attempts to register throw. */
  public final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

  /** What removals throw. */
  public final ConcurrentLinkedQueue<Throwable> removalFailures = new ConcurrentLinkedQueue<>();

  /** The number of attempts to register that have begun. */
  public final AtomicInteger attempts = new AtomicInteger();

  /** Holds up attempts to register. */
  public volatile CountDownLatch registering = new CountDownLatch(0);

  /** Holds up removals. */
  public volatile CountDownLatch removing = new CountDownLatch(0);

  /** Is run by removals. */
  public volatile Runnable onRemoval = () -> {};

  @Override
  public Registration register(ServerAddress self) {
    attempts.incrementAndGet();
    await(registering);
    fail(failures);
    registered.add(self);
    events.add("registered");
    return new Registration() {
      private volatile boolean there = true;

      @Override
      public boolean isRegistered() {
        return there;
      }

      @Override
      public void update(Map<String, String> attributes) {
        throw new AssertionError("Nothing updates it");
      }

      @Override
      public void close() {
        events.add("removing");
        onRemoval.run();
        await(removing);
        fail(removalFailures);
        there = false;
        events.add("removed");
      }
    };
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static void fail(ConcurrentLinkedQueue<Throwable> failures) {
    Throwable next = failures.poll();
    if (next instanceof Error error) {
      throw error;
    }
    if (next instanceof RuntimeException exception) {
      throw exception;
    }
  }
}
