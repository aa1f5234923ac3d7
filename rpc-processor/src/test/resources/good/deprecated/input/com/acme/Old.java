package com.acme;

import io.tightwire.annotation.RpcService;

@RpcService
public interface Old {

  /**
   * Old.
   *
   * @deprecated use {@link #better}
   */
  @Deprecated
  int worse(int a);

  @Deprecated(since = "2", forRemoval = true)
  int worst(int a);

  Data better(Data data);
}
