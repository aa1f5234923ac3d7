package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Optional;

@RpcService
public interface Structures {

  Optional<Optional<String>> twice();

  void endless(Endless<String> endless);

  void shape(Shape shape);

  List<Result<String>> impossible();

  void secret(Other.Secret secret);

  void figure(Figure figure);

  <T> void generic(T value);

  void open(Open<String> open);

  Bounded<String> bounded();

  Bounded<List<? extends java.lang.Number>> several();

  record Endless<T>(T value, Endless<List<T>> next) {}

  sealed interface Shape {}

  record Square(double side) implements Shape {}

  final class Blob implements Shape {
    private Blob() {}
  }

  interface Other {
    record Square(double side) implements Shape {}

    record Holder(com.acme.other.Hidden.Inner hidden) {}

    record Secret(List<Holder> holders) {}
  }


  abstract sealed class Figure {}

  final class Disc extends Figure {}

  sealed interface Result<T> {}

  record Number(int value) implements Result<Integer> {}

  sealed interface Open<T> {}

  record Unbound<S, T>(T value) implements Open<T> {}

  sealed interface Bounded<T> {}

  record Numeric<N extends java.lang.Number>(N value) implements Bounded<N> {}

  record Several<T>(T value) implements Bounded<List<T>> {}
}
