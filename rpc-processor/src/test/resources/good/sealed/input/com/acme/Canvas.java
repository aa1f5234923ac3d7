package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.List;

@RpcService
public interface Canvas {

  Shape draw(Shape shape, List<Round> rounds);

  Result<Circle> load(String name);

  Result<String> check();

  sealed interface Shape permits Round, Square, Unit {}

  sealed interface Round extends Shape {}

  record Circle(double radius) implements Round {}

  record Ellipse(double a, double b) implements Round {}

  record Square(double side) implements Shape {}

  enum Unit implements Shape {
    POINT,
    LINE
  }

  sealed interface Result<T> {}

  record Ok<T>(T value) implements Result<T> {}

  record Failed<T>(String why) implements Result<T> {}

  record Checked(boolean fine) implements Result<String> {}
}
