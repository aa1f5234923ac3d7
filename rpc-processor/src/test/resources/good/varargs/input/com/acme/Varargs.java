package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

@RpcService
@SuppressWarnings("unchecked") // what an abstract method with such a parameter needs
public interface Varargs {

  void put(List<String>... lists);

  CompletionStage<String> join(String separator, Map<String, List<String>>... maps);

  Stream<Box<String>> boxes(Box<String>[]... boxes);

  List<? extends List<? extends Number2>> bounded(List<? extends Number2>... lists);

  Filled filled(String... texts) throws Broken;

  record Number2(int value) {}

  record Box<T>(T content) {}

  record Filled(List<String>... lists) {
    @SafeVarargs
    public Filled {}
  }

  class Broken extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<String>[] lists;

    @SafeVarargs
    @SuppressWarnings("varargs")
    public Broken(List<String>... lists) {
      this.lists = lists;
    }

    public List<String>[] lists() {
      return lists;
    }
  }
}
