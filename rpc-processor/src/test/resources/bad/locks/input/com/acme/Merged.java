package com.acme;

import io.tightwire.annotation.RpcService;

@RpcService
public interface Merged {

  void nothing();
}
