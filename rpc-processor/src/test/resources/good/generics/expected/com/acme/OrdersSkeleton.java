package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.lang.Integer;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.lang.Void;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Orders}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class OrdersSkeleton implements RpcSkeleton {
  private final Orders implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public OrdersSkeleton(Orders implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return OrdersMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Orders.Order>returning(OrdersMethods.GET, this::get),
        ServerMethod.<List<Orders.Order>>returning(OrdersMethods.ALL, this::all),
        ServerMethod.<Long>returning(OrdersMethods.COUNT, this::count),
        ServerMethod.<Void>returning(OrdersMethods.PUT, this::put),
        ServerMethod.<Orders.Order>completing(OrdersMethods.GET_LATER, this::getLater),
        ServerMethod.<Orders.Order>returning(OrdersMethods.GET_OR_ELSE, this::getOrElse),
        ServerMethod.<Orders.Page<Orders.Order>>returning(OrdersMethods.PAGE, this::page),
        ServerMethod.<Orders.Pair<Orders.Page<Orders.Order>, List<int[]>>>returning(OrdersMethods.PAIR,
            this::pair),
        ServerMethod.<Map<String, Orders.Page<Orders.Page<Orders.Order>>>>returning(OrdersMethods.NESTED,
            this::nested)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(OrdersSkeleton.class, "com.acme.Orders");
  }

  private Invocation<Orders.Order> get(WireReader in) {
    Long key = Codecs.LONG.read(in);
    return () -> implementation.get(key);
  }

  private Invocation<List<Orders.Order>> all(WireReader in) {
    return () -> implementation.all();
  }

  private Invocation<Long> count(WireReader in) {
    return () -> implementation.count();
  }

  private Invocation<Void> put(WireReader in) {
    Long key = Codecs.LONG.read(in);
    Orders.Order value = OrdersCodecs.readOrder(in);
    return () -> {
      implementation.put(key, value);
      return null;
    };
  }

  private Invocation<CompletionStage<? extends Orders.Order>> getLater(WireReader in) {
    Long key = Codecs.LONG.read(in);
    return () -> implementation.getLater(key);
  }

  private Invocation<Orders.Order> getOrElse(WireReader in) {
    Long key = Codecs.LONG.read(in);
    Orders.Order otherwise = OrdersCodecs.readOrder(in);
    return () -> implementation.getOrElse(key, otherwise);
  }

  private Invocation<Orders.Page<Orders.Order>> page(WireReader in) {
    Orders.Page<String> filter = OrdersCodecs.readPageOfString(in);
    return () -> implementation.page(filter);
  }

  private Invocation<Orders.Pair<Orders.Page<Orders.Order>, List<int[]>>> pair(WireReader in) {
    Orders.Pair<Integer, Orders.Order> pair = OrdersCodecs.readPairOfIntegerAndOrder(in);
    return () -> implementation.pair(pair);
  }

  private Invocation<Map<String, Orders.Page<Orders.Page<Orders.Order>>>> nested(WireReader in) {
    return () -> implementation.nested();
  }
}
