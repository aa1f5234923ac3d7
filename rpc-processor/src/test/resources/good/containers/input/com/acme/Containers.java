package com.acme;

import io.tightwire.annotation.RpcService;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;

@RpcService
public interface Containers {

  Set<String> set(Set<Integer> set);

  Collection<UUID> collection(Collection<Long> collection);

  int[] ints(boolean[] booleans, short[] shorts, char[] chars, long[] longs);

  int[][] matrix(float[][][] cube, double[] vector);

  byte[][] blobs(List<byte[]> blobs);

  String[] strings(Point[] points, Integer... boxes);

  List<String>[] lists(Map<String, Point>[][] maps);

  Optional<List<int[]>> deep(Map<Optional<UUID>, Set<List<Point>>> deep);

  OptionalInt optionalInt(OptionalLong a, OptionalDouble b);

  Later later(Later later);

  enum Kind {
    A,
    B
  }

  record Point(int x, int y) {}

  record Later(
      int first,
      List<String> list,
      Set<Kind> set,
      Map<Kind, int[]> map,
      Collection<Boolean> collection,
      OptionalLong number,
      Point[] points) {}
}
