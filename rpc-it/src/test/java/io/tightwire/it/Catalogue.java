package io.tightwire.it;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;

/** A service whose calls may run on two servers. */
@RpcService
public interface Catalogue {

  /** Returns where a book is. */
  @RpcMethod(idempotent = true, hedge = "PT0.03S")
  String find(String title);
}
