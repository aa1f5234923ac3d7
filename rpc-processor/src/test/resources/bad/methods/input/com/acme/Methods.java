package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;

@RpcService(name = "acme/methods")
public interface Methods {

  int find(String name);

  int find(String name, int limit);

  @RpcMethod(name = "find")
  int search();

  <T> T identity(T value);

  Object clone();

  @RpcMethod(timeout = "2s")
  void soon();

  @RpcMethod(timeout = "PT0S")
  void now();

  @RpcMethod(timeout = "-PT1S")
  void before();

  @RpcMethod(name = "by/name")
  void slash();

  @RpcMethod(name = " padded")
  void padded();

  @RpcMethod(name = "two\nlines")
  void lines();

  @RpcMethod(name = "half \uD83D")
  void half();

  @RpcMethod(name = "a name, \uD83D\uDE00")
  void fine();
}
