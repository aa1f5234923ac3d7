package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
import java.lang.Integer;
import java.lang.Long;
import java.lang.Override;
import java.lang.String;
import java.lang.Void;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Orders}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class OrdersStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public OrdersStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Describes a call of {@link Orders#get(java.lang.Object)}.
   *
   * @param key see the interface
   * @return the call
   */
  public RemoteCall<Orders.Order> get(Long key) {
    return RemoteCall.of(channel, OrdersMethods.GET, out -> Codecs.LONG.write(out, key));
  }

  /**
   * Describes a call of {@link Orders#all()}.
   *
   * @return the call
   */
  public RemoteCall<List<Orders.Order>> all() {
    return RemoteCall.of(channel, OrdersMethods.ALL, ArgumentsWriter.NONE);
  }

  /**
   * Describes a call of {@link Orders#count()}.
   *
   * @return the call
   */
  public RemoteCall<Long> count() {
    return RemoteCall.of(channel, OrdersMethods.COUNT, ArgumentsWriter.NONE);
  }

  /**
   * Describes a call of {@link Orders#put(java.lang.Object, java.lang.Object)}.
   *
   * @param key see the interface
   * @param value see the interface
   * @return the call
   */
  public RemoteCall<Void> put(Long key, Orders.Order value) {
    return RemoteCall.of(channel, OrdersMethods.PUT, out -> {
      Codecs.LONG.write(out, key);
      OrdersCodecs.writeOrder(out, value);
    });
  }

  /**
   * Describes a call of {@link Orders#getLater(java.lang.Object)}.
   *
   * @param key see the interface
   * @return the call
   */
  public RemoteCall<Orders.Order> getLater(Long key) {
    return RemoteCall.of(channel, OrdersMethods.GET_LATER, out -> Codecs.LONG.write(out, key));
  }

  /**
   * Describes a call of {@link Orders#getOrElse(java.lang.Object, java.lang.Object)}.
   *
   * @param key see the interface
   * @param otherwise see the interface
   * @return the call
   */
  public RemoteCall<Orders.Order> getOrElse(Long key, Orders.Order otherwise) {
    return RemoteCall.of(channel, OrdersMethods.GET_OR_ELSE, out -> {
      Codecs.LONG.write(out, key);
      OrdersCodecs.writeOrder(out, otherwise);
    });
  }

  public RemoteCall<Orders.Page<Orders.Order>> page(Orders.Page<String> filter) {
    return RemoteCall.of(channel, OrdersMethods.PAGE, out ->
        OrdersCodecs.writePageOfString(out, filter));
  }

  public RemoteCall<Orders.Pair<Orders.Page<Orders.Order>, List<int[]>>> pair(
      Orders.Pair<Integer, Orders.Order> pair) {
    return RemoteCall.of(channel, OrdersMethods.PAIR, out ->
        OrdersCodecs.writePairOfIntegerAndOrder(out, pair));
  }

  public RemoteCall<Map<String, Orders.Page<Orders.Page<Orders.Order>>>> nested() {
    return RemoteCall.of(channel, OrdersMethods.NESTED, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Orders blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Orders {
    private final OrdersStub stub;

    Blocking(OrdersStub stub) {
      this.stub = stub;
    }

    @Override
    public Orders.Order get(Long key) {
      return stub.get(key).remote();
    }

    @Override
    public List<Orders.Order> all() {
      return stub.all().remote();
    }

    @Override
    public long count() {
      return stub.count().remote();
    }

    @Override
    public void put(Long key, Orders.Order value) {
      stub.put(key, value).remote();
    }

    @Override
    public CompletionStage<Orders.Order> getLater(Long key) {
      return stub.getLater(key).remoteAsync();
    }

    @Override
    public Orders.Order getOrElse(Long key, Orders.Order otherwise) {
      return stub.getOrElse(key, otherwise).remote();
    }

    @Override
    public Orders.Page<Orders.Order> page(Orders.Page<String> filter) {
      return stub.page(filter).remote();
    }

    @Override
    public Orders.Pair<Orders.Page<Orders.Order>, List<int[]>> pair(
        Orders.Pair<Integer, Orders.Order> pair) {
      return stub.pair(pair).remote();
    }

    @Override
    public Map<String, Orders.Page<Orders.Page<Orders.Order>>> nested() {
      return stub.nested().remote();
    }
  }
}
