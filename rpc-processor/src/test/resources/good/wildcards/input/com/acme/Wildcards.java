package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

@RpcService
public interface Wildcards {

  int count(Collection<? extends UUID> keys);

  List<? extends UUID> keys();

  Map<String, ? extends List<? extends Point>> nested(
      Map<? extends Kind, ? extends Set<? extends Point>> points);

  List<List<? extends Point>> invariant(Optional<List<? extends Point>> points);

  Page<? extends Point> page(Page<? extends Point> page, Page<List<? extends Point>> pages);

  Box<Shape<? extends Point>> shapes(Shape<? extends Point> shape);

  CompletionStage<? extends List<Point>> stage();

  CompletionStage<List<? extends Point>> stageOfMany(List<? extends Point> points);

  CompletableFuture<Map<String, ? extends Point>> future();

  Stream<? extends Point> stream();

  Stream<List<? extends Point>> streamOfMany(List<? extends List<? extends Point>> points);

  Flow.Publisher<List<? extends Point>> publisher();

  void arrays(List<? extends Point>[] points, List<? extends Point>[][] more);

  List<? extends @Nullable String> texts(List<? extends @Nullable String> texts);

  void fail() throws Failed;

  record Point(int x, int y) {}

  record Page<T>(List<? extends T> items, List<List<? extends T>> rows, T first) {}

  record Box<T>(T value) {}

  enum Kind {
    LARGE,
    SMALL
  }

  sealed interface Shape<T> {}

  record One<T>(T value) implements Shape<T> {}

  record Many<T>(Map<String, ? extends List<T>> values) implements Shape<T> {}

  final class Failed extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient List<? extends Point> points;

    Failed(List<? extends Point> points) {
      this.points = new ArrayList<>(points);
    }

    List<? extends Point> points() {
      return points;
    }
  }
}
