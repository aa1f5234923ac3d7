package io.tightwire.benchmarks.messages;

import com.google.protobuf.InvalidProtocolBufferException;
import io.tightwire.benchmarks.proto.OrderMessage;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The same as {@code OrderCodecBenchmark}, with protobuf-java. A message remembers its encoded
 * strings and size, and decodes a string when it is first read; so each is built again before it is
 * written, and read completely after it is parsed.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProtobufCodecBenchmark {

  private final byte[] encoded = OrderMessages.sample(4711).toByteArray();
  private long id;

  @Benchmark
  public OrderMessage build() {
    return OrderMessages.sample(id++);
  }

  @Benchmark
  public byte[] protobufWrite() {
    return OrderMessages.sample(id++).toByteArray();
  }

  @Benchmark
  public long protobufRead() throws InvalidProtocolBufferException {
    return OrderMessages.checksum(OrderMessage.parseFrom(encoded));
  }
}
