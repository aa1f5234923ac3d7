package com.acme;

import io.tightwire.annotation.RpcMethod;
import io.tightwire.annotation.RpcService;
import java.util.stream.Stream;

@RpcService
public interface Names {

  int parameters(int in, int out, int args, int channel, int request, int stub, int value);

  String more(String implementation, String e, String declared) throws Exception;

  Stream<String> items(String items, String this$0, String $, String _a);

  void channel(String channel);

  void implementation(int[] implementation, int[] in);

  String blocking();

  @RpcMethod(name = "blockingTwice")
  String blocking(int times);

  int hashCode(int seed);

  boolean equals(String other);

  void notify2();

  void wait(String reason);

  String toString(int radix);

  String serviceName();

  String methods(int from);

  void of();

  int fun(int val, int let, int def, int lambda, int yield, int record);

  @RpcMethod(name = "upper")
  void ADD();

  @RpcMethod(name = "lower")
  void add();

  void service();

  Odd odd(Odd odd);

  record Odd(int out, int in, int present, int e, int value, Item item, Other.Item other) {}

  record Item(int size) {}

  interface Other {
    record Item(int[] element, java.util.List<Integer> size) {}

    record ListOfItem(java.util.List<Item> items) {}
  }

  @RpcMethod(name = "itemList")
  Other.ListOfItem items(Other.ListOfItem items);
}
