package io.tightwire.benchmarks;

import io.tightwire.benchmarks.Containers.Point;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Encodes and decodes small and larger collections with the generated codecs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ContainerBenchmark {

  @Param({"4", "1000"})
  private int size;

  private List<Integer> arrayList = List.of();
  private List<Integer> immutableList = List.of();
  private Map<String, Integer> hashMap = Map.of();
  private byte[] points = new byte[0];

  /** Fills the collections. */
  @Setup
  public void fill() {
    arrayList = new ArrayList<>(IntStream.range(0, size).boxed().toList());
    immutableList = List.copyOf(arrayList);
    hashMap = new HashMap<>(arrayList.stream().collect(Collectors.toMap(i -> "key-" + i, i -> i)));
    Set<Point> set = new LinkedHashSet<>();
    arrayList.forEach(i -> set.add(new Point(i, i * 7)));
    WireWriter out = new WireWriter(64, 1 << 20);
    ContainersCodecs.writeSetOfPoint(out, set);
    points = out.toByteArray();
  }

  @Benchmark
  public WireWriter writeArrayList() {
    WireWriter out = new WireWriter(4 * size, 1 << 20);
    ContainersCodecs.writeListOfInteger(out, arrayList);
    return out;
  }

  @Benchmark
  public WireWriter writeImmutableList() {
    WireWriter out = new WireWriter(4 * size, 1 << 20);
    ContainersCodecs.writeListOfInteger(out, immutableList);
    return out;
  }

  @Benchmark
  public WireWriter writeHashMap() {
    WireWriter out = new WireWriter(12 * size, 1 << 20);
    ContainersCodecs.writeMapOfStringToInteger(out, hashMap);
    return out;
  }

  @Benchmark
  public Set<Point> readSetOfRecords() {
    return ContainersCodecs.readSetOfPoint(new WireReader(points));
  }
}
