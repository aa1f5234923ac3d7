package com.acme;

import io.tightwire.annotation.RpcService;

/**
 * Ancient.
 *
 * @deprecated too old
 */
@Deprecated(forRemoval = true)
@RpcService
public interface Ancient {
  /** Works. */
  void work();
}
