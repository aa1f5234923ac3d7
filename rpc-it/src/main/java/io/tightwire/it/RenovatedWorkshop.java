package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.stream.Stream;

/**
 * Another version of {@link Workshop}, as a client that was not rebuilt, or a newer one, has it.
 */
@RpcService(name = "workshop")
public interface RenovatedWorkshop {

  /** There is no such method in the other version. */
  String polish(String what);

  /** One argument where the other version takes two. */
  int add(int a);

  /** A number where the other version takes a text. */
  String work(int what);

  /** A text where the other version returns a number. */
  Map metadata();

  /** A stream where the other version has one answer. */
  Stream<String> workLater(String what);

  /** Another result than that of the other version: a record where that has a map. */
  record Map(int size) {}
}
