package io.tightwire.telemetry.opentelemetry;

import io.opentelemetry.api.trace.Span;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The implementation; remembers which span was current in each piece of it. Thread-safe. */
final class ShopService implements Shop {

  /** The ids of the current spans, in the order of the pieces. */
  final List<String> seen = new CopyOnWriteArrayList<>();

  /** Opened by tests. */
  final CountDownLatch gate = new CountDownLatch(1);

  /** Counted down by a handler that waits for the gate. */
  final CountDownLatch atGate = new CountDownLatch(1);

  volatile @Nullable ShopStub elsewhere;

  private void see() {
    seen.add(Span.current().getSpanContext().getSpanId());
  }

  private void awaitGate() {
    atGate.countDown();
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public int price(String item) {
    see();
    return item.length();
  }

  @Override
  public int priceBehindGate(String item) {
    see();
    awaitGate();
    return item.length();
  }

  @Override
  public CompletionStage<Integer> priceLater(String item) {
    see();
    return CompletableFuture.completedFuture(item.length());
  }

  @Override
  public int priceElsewhere(String item) {
    see();
    ShopStub other = elsewhere;
    return other == null ? -1 : other.price(item).remote();
  }

  @Override
  public void visit(String who) {
    see();
  }

  @Override
  public Stream<Integer> queue(int last) {
    see();
    return IntStream.rangeClosed(1, last)
        .mapToObj(
            number -> {
              see();
              return number;
            });
  }

  @Override
  public Flow.Publisher<Integer> arrivals(int last) {
    see();
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private int next = 1;

              @Override
              public void request(long n) {
                for (long left = n; left > 0 && next <= last; left--) {
                  subscriber.onNext(next++);
                  if (next > last) {
                    subscriber.onComplete();
                  }
                }
              }

              @Override
              public void cancel() {
                next = Integer.MAX_VALUE;
              }
            });
  }

  @Override
  public int total(Stream<Integer> numbers) {
    see();
    return numbers.mapToInt(Integer::intValue).sum();
  }

  @Override
  public Stream<Integer> twice(Stream<Integer> numbers) {
    see();
    return numbers.limit(2).flatMap(number -> Stream.of(number, number));
  }

  @Override
  public Flow.Publisher<Integer> silence() {
    see();
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              @Override
              public void request(long n) {}

              @Override
              public void cancel() {}
            });
  }

  @Override
  public String name() {
    see();
    awaitGate();
    return "shop";
  }

  @Override
  public int broken(String why) {
    see();
    throw new IllegalStateException(why);
  }
}
