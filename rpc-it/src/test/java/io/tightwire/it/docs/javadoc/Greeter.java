package io.tightwire.it.docs.javadoc;

import io.tightwire.annotation.RpcService;

@RpcService
public interface Greeter {
  String greet(String name);
}
