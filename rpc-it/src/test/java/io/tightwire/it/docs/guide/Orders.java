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

  /** Returns what an order would cost, which may take a while. */
  CompletionStage<Quote> quote(Order order);

  /** Returns an order that was placed; safe to retry. */
  @RpcMethod(idempotent = true, timeout = "PT2S")
  Optional<Order> find(String id);

  /** Records a note. */
  void note(String text);

  /** Returns all orders, read as the caller asks for them. */
  Stream<Order> all();

  /** Publishes the changes from now on. */
  Flow.Publisher<Change> changes();

  /** Counts one shelf; counts run one after the other. */
  @RpcMethod(lane = "stocktaking")
  int count(String shelf);
}
