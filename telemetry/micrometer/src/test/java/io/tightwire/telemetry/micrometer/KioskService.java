package io.tightwire.telemetry.micrometer;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The implementation; counts pieces that are not run in the scope of their call. Thread-safe. */
final class KioskService implements Kiosk {

  final AtomicInteger strangers = new AtomicInteger();

  /** Opened by tests. */
  final CountDownLatch gate = new CountDownLatch(1);

  /** Counted down by a handler that waits for the gate. */
  final CountDownLatch atGate = new CountDownLatch(1);

  private final ObservationRegistry registry;
  volatile @Nullable KioskStub own;

  KioskService(ObservationRegistry registry) {
    this.registry = registry;
  }

  private void expect(String method) {
    Observation current = registry.getCurrentObservation();
    if (current == null
        || !(current.getContextView() instanceof TightwireServerContext call)
        || !call.method().equals(method)) {
      strangers.incrementAndGet();
    }
  }

  @Override
  public int echo(int value) {
    expect("echo");
    return value;
  }

  @Override
  public CompletionStage<Integer> echoLater(int value) {
    expect("echoLater");
    return CompletableFuture.supplyAsync(() -> value);
  }

  @Override
  public int echoTwice(int value) {
    expect("echoTwice");
    KioskStub stub = own;
    int result = stub == null ? -1 : stub.echo(value).remote();
    expect("echoTwice");
    return result;
  }

  @Override
  public Stream<Integer> count(int last) {
    expect("count");
    return IntStream.rangeClosed(1, last).peek(number -> expect("count")).boxed();
  }

  @Override
  public Stream<Integer> twice(Stream<Integer> numbers) {
    expect("twice");
    return numbers.flatMap(number -> Stream.of(number, number));
  }

  @Override
  public int echoBehindGate(int value) {
    expect("echoBehindGate");
    atGate.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return value;
  }

  @Override
  public int broken(String why) {
    expect("broken");
    throw new IllegalStateException(why);
  }
}
