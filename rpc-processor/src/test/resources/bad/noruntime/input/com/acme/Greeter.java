package com.acme;

import io.tightwire.annotation.RpcService;

/** Compiled with nothing but the annotations. */
@RpcService
public interface Greeter {
  String greet(String name);
}

@RpcService
interface Other {
  int number();
}
