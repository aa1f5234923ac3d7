package com.acme.fleet;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;

/** What the orchestrator asks of its workers. */
@RpcService
public interface Work {

  /** Scores a document. Doing that twice does no harm, so a call that is lost is retried. */
  @RpcMethod(idempotent = true, timeout = "PT10S")
  long score(long document);

  /** Charges an order. It must not happen twice, so a call that is lost is told to its caller. */
  @RpcMethod(timeout = "PT10S")
  void charge(long order);
}
