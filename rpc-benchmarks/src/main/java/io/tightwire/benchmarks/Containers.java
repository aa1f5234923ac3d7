package io.tightwire.benchmarks;

import io.tightwire.annotation.RpcService;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Collections, for {@link ContainerBenchmark}. */
@RpcService
interface Containers {

  void list(List<Integer> list);

  void map(Map<String, Integer> map);

  void points(Set<Point> points);

  record Point(int x, int y) {}
}
