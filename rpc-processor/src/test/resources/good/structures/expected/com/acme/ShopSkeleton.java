package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Shop}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ShopSkeleton implements RpcSkeleton {
  private final Shop implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public ShopSkeleton(Shop implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return ShopMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Shop.Order>returning(ShopMethods.ORDER, this::order),
        ServerMethod.<Map<String, List<Shop.Order>>>returning(ShopMethods.ORDERS_BY_CUSTOMER,
            this::ordersByCustomer),
        ServerMethod.<Optional<Shop.Order>>completing(ShopMethods.FIND, this::find),
        ServerMethod.<Void>completing(ShopMethods.SHIP, this::ship),
        ServerMethod.<Shop.Order>streaming(ShopMethods.ALL, this::all),
        ServerMethod.<Optional<Shop.State>>returning(ShopMethods.STATE, this::state),
        ServerMethod.<List<Shop.State>>returning(ShopMethods.STATES, this::states),
        ServerMethod.<Shop.Empty>returning(ShopMethods.EMPTY, this::empty)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(ShopSkeleton.class, "com.acme.Shop");
  }

  private Invocation<Shop.Order> order(WireReader in) {
    Shop.Customer customer = ShopCodecs.readCustomer(in);
    List<Shop.Line> lines = ShopCodecs.readListOfLine(in);
    Optional<String> voucher = ShopCodecs.readOptionalOfString(in);
    return () -> implementation.order(customer, lines, voucher);
  }

  private Invocation<Map<String, List<Shop.Order>>> ordersByCustomer(WireReader in) {
    return () -> implementation.ordersByCustomer();
  }

  private Invocation<CompletionStage<? extends Optional<Shop.Order>>> find(WireReader in) {
    long number = in.readLong();
    return () -> implementation.find(number);
  }

  private Invocation<CompletionStage<? extends Void>> ship(WireReader in) {
    List<Long> numbers = ShopCodecs.readListOfLong(in);
    return () -> implementation.ship(numbers);
  }

  private Invocation<Stream<? extends Shop.Order>> all(WireReader in) {
    Shop.State state = ShopCodecs.STATE.read(in);
    return () -> implementation.all(state);
  }

  private Invocation<Optional<Shop.State>> state(WireReader in) {
    long number = in.readLong();
    return () -> implementation.state(number);
  }

  private Invocation<List<Shop.State>> states(WireReader in) {
    return () -> implementation.states();
  }

  private Invocation<Shop.Empty> empty(WireReader in) {
    Shop.Empty empty = ShopCodecs.readEmpty(in);
    return () -> implementation.empty(empty);
  }
}
