package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import javax.annotation.processing.Generated;

/**
 * The client's side of {@link Shop}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ShopStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public ShopStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Shop.Order> order(Shop.Customer customer, List<Shop.Line> lines,
      Optional<String> voucher) {
    return RemoteCall.of(channel, ShopMethods.ORDER, out -> {
      ShopCodecs.writeCustomer(out, customer);
      ShopCodecs.writeListOfLine(out, lines);
      ShopCodecs.writeOptionalOfString(out, voucher);
    });
  }

  public RemoteCall<Map<String, List<Shop.Order>>> ordersByCustomer() {
    return RemoteCall.of(channel, ShopMethods.ORDERS_BY_CUSTOMER, ArgumentsWriter.NONE);
  }

  public RemoteCall<Optional<Shop.Order>> find(long number) {
    return RemoteCall.of(channel, ShopMethods.FIND, out -> out.writeLong(number));
  }

  public RemoteCall<Void> ship(List<Long> numbers) {
    return RemoteCall.of(channel, ShopMethods.SHIP, out ->
        ShopCodecs.writeListOfLong(out, numbers));
  }

  public RemoteStreamingCall<Shop.Order> all(Shop.State state) {
    return RemoteStreamingCall.of(channel, ShopMethods.ALL, out ->
        ShopCodecs.STATE.write(out, state));
  }

  public RemoteCall<Optional<Shop.State>> state(long number) {
    return RemoteCall.of(channel, ShopMethods.STATE, out -> out.writeLong(number));
  }

  public RemoteCall<List<Shop.State>> states() {
    return RemoteCall.of(channel, ShopMethods.STATES, ArgumentsWriter.NONE);
  }

  public RemoteCall<Shop.Empty> empty(Shop.Empty empty) {
    return RemoteCall.of(channel, ShopMethods.EMPTY, out -> ShopCodecs.writeEmpty(out, empty));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Shop blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Shop {
    private final ShopStub stub;

    Blocking(ShopStub stub) {
      this.stub = stub;
    }

    @Override
    public Shop.Order order(Shop.Customer customer, List<Shop.Line> lines,
        Optional<String> voucher) {
      return stub.order(customer, lines, voucher).remote();
    }

    @Override
    public Map<String, List<Shop.Order>> ordersByCustomer() {
      return stub.ordersByCustomer().remote();
    }

    @Override
    public CompletableFuture<Optional<Shop.Order>> find(long number) {
      return stub.find(number).remoteFuture();
    }

    @Override
    public CompletableFuture<Void> ship(List<Long> numbers) {
      return stub.ship(numbers).remoteFuture();
    }

    @Override
    public Stream<Shop.Order> all(Shop.State state) {
      RemoteStream<Shop.Order> items = stub.all(state).remoteStreaming();
      return StreamSupport.stream(
          Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
          .onClose(items::close);
    }

    @Override
    public Optional<Shop.State> state(long number) {
      return stub.state(number).remote();
    }

    @Override
    public List<Shop.State> states() {
      return stub.states().remote();
    }

    @Override
    public Shop.Empty empty(Shop.Empty empty) {
      return stub.empty(empty).remote();
    }
  }
}
