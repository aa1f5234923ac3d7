package com.acme;

import io.tightwire.annotation.RpcService;

/** Compiled together with what was generated from it before. */
@RpcService
public interface Greeter {
  String greet(String name);
}
