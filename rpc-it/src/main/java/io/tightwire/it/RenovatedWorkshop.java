package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.stream.Stream;

/**
 * Another version of {@link Workshop}, with incompatible changes: as in a client that was not
 * rebuilt, or in a newer one.
 */
@RpcService(name = "workshop")
public interface RenovatedWorkshop {

  /** A method that the other version does not have. */
  String polish(String what);

  /** A method with one parameter; it has two in the other version. */
  int add(int a);

  /** A method that takes a number; it takes a string in the other version. */
  String work(int what);

  /** A method that returns a string; it returns a number in the other version. */
  Map metadata();

  /** A method that returns a stream; it returns a single value in the other version. */
  Stream<String> workLater(String what);

  /** A method that returns a record; it returns a map in the other version. */
  record Map(int size) {}
}
