package com.acme;

import io.tightwire.annotation.RpcService;

@RpcService
public interface Shadowed {

  String text(String own, java.lang.String real);

  java.util.List<List> lists(List own, java.util.List<java.lang.String> real);

  Integer number(Integer own, java.lang.Integer real, int primitive);

  Object object(RemoteCall call, Codec codec, Stub stub);

  java.util.Optional<Optional> optional();

  java.util.stream.Stream<java.lang.String> stream() throws Exception;

  record Stub(int value) {}

  record Codec(Blocking value) {}

  record Blocking(Override value) {}

  record Override(java.lang.String value) {}
}
