package io.tightwire.it.docs.guide;

import io.tightwire.RpcContext;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.SubmissionPublisher;
import java.util.stream.Stream;

/** A book of orders. Thread-safe, as implementations of services must be. */
final class OrderBook implements Orders {

  /** A shelf whose count does not end before it is cancelled. */
  static final String ENDLESS = "A8";

  private static final int STOCK = 10;

  final List<String> notes = new CopyOnWriteArrayList<>();
  final SubmissionPublisher<Change> changes = new SubmissionPublisher<>();
  private final Map<String, Order> orders = new ConcurrentHashMap<>();

  @Override
  public Receipt place(Order order) throws OutOfStockException {
    for (Order.Line line : order.lines()) {
      if (line.pieces() > STOCK) {
        throw new OutOfStockException(line.article(), STOCK);
      }
    }
    orders.put(order.id(), order);
    changes.submit(new Change.Placed(order));
    return new Receipt(order.id(), Instant.now());
  }

  @Override
  public CompletionStage<Quote> quote(Order order) {
    return CompletableFuture.supplyAsync(() -> new Quote(BigDecimal.TEN));
  }

  @Override
  public Optional<Order> find(String id) {
    return Optional.ofNullable(orders.get(id));
  }

  @Override
  public void note(String text) {
    notes.add(text);
  }

  @Override
  public Stream<Order> all() {
    return orders.values().stream();
  }

  @Override
  public Flow.Publisher<Change> changes() {
    return changes;
  }

  @Override
  public int count(String shelf) {
    RpcContext context = RpcContext.current();
    int stock = shelf.equals(ENDLESS) ? Integer.MAX_VALUE : STOCK;
    int pieces = 0;
    while (pieces < stock && !context.isCancelled()) { // the result is no longer needed
      pieces++;
    }
    return context.timeRemaining().orElse(Duration.ofDays(1)).isZero() ? 0 : pieces;
  }
}
