package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;

@RpcService
public interface Greeter {

  String greet(Persom person, int times);

  List<Persom> everyone();

  int count();

  record Person(String name) {}
}
