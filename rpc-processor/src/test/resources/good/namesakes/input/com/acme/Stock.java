package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.stream.Stream;

/** Its nested types hide others of the same names where the service is implemented. */
@RpcService
public interface Stock extends Shelf {

  com.acme.parts.Item.Kind kind(Item item, com.acme.parts.Item.Part part)
      throws com.acme.parts.Item.Broken;

  List<com.acme.parts.Item.Part> parts(List<com.acme.Part[]> others);

  com.acme.Part.Side side(Part part, String name);

  Stream<com.acme.Part> all();

  record Item(int number) {}

  record String(java.lang.String text) {}
}
