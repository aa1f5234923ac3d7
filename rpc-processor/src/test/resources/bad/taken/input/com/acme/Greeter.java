package com.acme;

import io.tightwire.annotation.RpcService;

@RpcService
public interface Greeter {
  String greet(String name);
}
