package com.acme;

import io.tightwire.annotation.RpcMethod;
import java.util.Collection;
import java.util.concurrent.CompletionStage;

interface Left<T> {
  Collection<T> names();

  int size();

  CompletionStage<T> first(T otherwise);

  @RpcMethod(timeout = "PT1S")
  void touch() throws Exception;
}
