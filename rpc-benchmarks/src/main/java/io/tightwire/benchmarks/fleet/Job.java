package io.tightwire.benchmarks.fleet;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;

/** The service under load. */
@RpcService
public interface Job {

  /** Works for a time. */
  String work(int micros);

  /** Works for a time, and may do so twice. */
  @RpcMethod(idempotent = true)
  String read(int micros);
}
