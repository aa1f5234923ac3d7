package io.tightwire.benchmarks;

import io.tightwire.annotation.RpcService;
import io.tightwire.benchmarks.work.Order;
import java.util.stream.Stream;

/** The service that is compared, as a user of Tightwire writes it. */
@RpcService
public interface Calc {

  int add(int a, int b);

  Order echo(Order order);

  byte[] bytes(byte[] data);

  Stream<Long> stream(int n);

  long upload(Stream<Long> items);

  Stream<Long> duplex(Stream<Long> items);

  void oneWay(long value);
}
