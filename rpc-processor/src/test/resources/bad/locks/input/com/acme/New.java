package com.acme;

import io.tightwire.annotation.RpcService;

@RpcService
public interface New {

  void nothing();
}
