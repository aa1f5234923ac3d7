package io.tightwire.it.docs.javadoc;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;

@RpcService
public interface Inventory {

  @RpcMethod(idempotent = true, timeout = "PT2S")
  int count(String article);

  @RpcMethod(idempotent = true, hedge = "PT0.03S")
  int price(String article);

  @RpcMethod(name = "countIn")
  int count(String article, String warehouse);

  @RpcMethod(lane = "reports")
  String report(int year);
}
