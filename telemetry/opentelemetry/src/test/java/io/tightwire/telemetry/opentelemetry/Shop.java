package io.tightwire.telemetry.opentelemetry;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** The service of the tests. */
@RpcService(name = "com.acme.Shop")
interface Shop {

  /** Returns the length of an item's name. */
  int price(String item);

  /** The same, once the gate is open. */
  int priceBehindGate(String item);

  /** The same, by a stage. */
  CompletionStage<Integer> priceLater(String item);

  /** The same, by a call of {@link #price} to another client's server. */
  int priceElsewhere(String item);

  /** Has no result. */
  void visit(String who);

  /** Returns numbers from 1 on, made as they are read. */
  Stream<Integer> queue(int last);

  /** Publishes numbers from 1 on. */
  Flow.Publisher<Integer> arrivals(int last);

  /** Returns the sum of some numbers. */
  int total(Stream<Integer> numbers);

  /** Returns each of the first two of some numbers, twice. */
  Stream<Integer> twice(Stream<Integer> numbers);

  /** Publishes nothing, and does not end. */
  Flow.Publisher<Integer> silence();

  /** Returns the name of the server, unless it is stopped before the gate opens. */
  @RpcMethod(idempotent = true)
  String name();

  /** Fails with an exception that is not declared. */
  int broken(String why);

  /** What a later version of the service has. */
  @RpcService(name = "com.acme.Shop")
  interface Later {

    /** Returns a discount. */
    int discount(String item);
  }
}
