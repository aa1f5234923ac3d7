package io.tightwire.it.docs.guide;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** The service of docs/GUIDE.md. */
@RpcService(name = "orders")
public interface Orders {

  /** Places an order. */
  Receipt place(Order order) throws OutOfStockException;

  /** Finds out what an order would cost; some of that takes a while. */
  CompletionStage<Quote> quote(Order order);

  /** An order that was placed; may safely be asked twice. */
  @RpcMethod(idempotent = true, timeout = "PT2S")
  Optional<Order> find(String id);

  /** Writes something down. */
  void note(String text);

  /** All orders, read as they are needed. */
  Stream<Order> all();

  /** What happens from now on. */
  Flow.Publisher<Change> changes();

  /** Counts the shelves, one count after the other. */
  @RpcMethod(lane = "stocktaking")
  int count(String shelf);
}
