package com.acme;

import io.tightwire.annotation.RpcService;

@RpcService
public interface Both extends Left<String>, Right {

  @Override
  default int size() {
    return names().size();
  }
}
