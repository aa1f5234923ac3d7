package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;

@RpcService
public interface Shop {

  void order(
      List<Item> items,
      long customer);

  Color color();

  record Item(
      String name,
      long price,
      int amount) {}

  enum Color {
    RED,
    BLUE
  }
}
