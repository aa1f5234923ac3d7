package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.NullUnmarked;
import org.jspecify.annotations.Nullable;

@RpcService
@NullMarked
public interface Strict {

  String both(String strict, @Nullable String lax);

  @Nullable String maybe(Optional<String> optional, int number, @Nullable Integer box);

  List<String> strictAll(List<@Nullable String> laxElements);

  @Nullable List<Person> laxList(Map<String, @Nullable Person> laxValues);

  String[] array(String @Nullable [] laxArray, @Nullable String[] laxElements, byte[] bytes);

  Box<String> box(Box<@Nullable String> lax);

  Lax lax(Lax lax);

  Color color(@Nullable Color color);

  enum Color {
    RED
  }

  record Person(String name, @Nullable String nick, List<String> tags, Color color, int age) {}

  record Box<T extends @Nullable Object>(T content) {}

  @NullUnmarked
  record Lax(String anything) {}
}
