package io.tightwire.benchmarks;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireWriter;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Writes and reads the frames of a small call, and the items of a stream that share a message. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class FrameBenchmark {
  private static final int LIMIT = 1 << 20;
  private static final int ITEMS = 64;

  private final byte[] request = copy(request(1));
  private final byte[] result = result(1).toByteArray();
  private final byte[] items = items();
  private int id;

  private static byte[] copy(EncodedRequest request) {
    byte[] bytes = new byte[request.length()];
    System.arraycopy(request.buffer(), 0, bytes, 0, bytes.length);
    return bytes;
  }

  private static byte[] items() {
    byte[] one = FrameWriter.item(1, Codecs.LONG, 4711L, LIMIT).toByteArray();
    byte[] all = new byte[ITEMS * one.length];
    for (int i = 0; i < ITEMS; i++) {
      System.arraycopy(one, 0, all, i * one.length, one.length);
    }
    return all;
  }

  /** {@code add(4711, 7)} with a deadline. */
  private static EncodedRequest request(int id) {
    EncodedRequest encoded =
        EncodedRequest.of(
            CalcMethods.ADD,
            0,
            true,
            Map.of(),
            out -> {
              out.writeInt(4711);
              out.writeInt(7);
            },
            LIMIT);
    encoded.stamp(id, 2_000);
    return encoded;
  }

  private static WireWriter result(int id) {
    return FrameWriter.result(id, Codecs.INT, 4718, LIMIT);
  }

  @Benchmark
  public EncodedRequest requestWrite() {
    return request(id++);
  }

  @Benchmark
  public Frame requestRead() throws BadFrameException {
    return new FrameReader().open(request).next();
  }

  @Benchmark
  public WireWriter resultWrite() {
    return result(id++ & Integer.MAX_VALUE);
  }

  @Benchmark
  public Frame resultRead() throws BadFrameException {
    return new FrameReader().open(result).next();
  }

  @Benchmark
  @OperationsPerInvocation(ITEMS)
  public void itemsRead(Blackhole hole) throws BadFrameException {
    for (FrameReader in = new FrameReader().open(items); in.hasNext(); ) {
      hole.consume(in.next());
    }
  }
}
