package io.tightwire.benchmarks;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import io.tightwire.benchmarks.work.Order;

/** The same service; all its methods except those with streams have a lane that can be inline. */
@RpcService(name = "io.tightwire.benchmarks.Calc")
public interface InlineCalc extends Calc {

  /** The name of the lane. */
  String LANE = "tiny";

  @Override
  @RpcMethod(lane = LANE)
  int add(int a, int b);

  @Override
  @RpcMethod(lane = LANE)
  Order echo(Order order);

  @Override
  @RpcMethod(lane = LANE)
  byte[] bytes(byte[] data);

  @Override
  @RpcMethod(lane = LANE)
  void oneWay(long value);
}
