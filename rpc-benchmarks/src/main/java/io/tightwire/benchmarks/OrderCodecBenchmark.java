package io.tightwire.benchmarks;

import io.tightwire.benchmarks.peers.MsgpackOrders;
import io.tightwire.benchmarks.work.Order;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.core.buffer.ArrayBufferInput;
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
 * Encodes and decodes the typical DTO, with the generated codec and with msgpack-core directly,
 * whose packer and unpacker are reused. An order is built again before it is written, and read
 * completely afterwards, as {@code ProtobufCodecBenchmark} has to do. {@link #build} measures the
 * building alone.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OrderCodecBenchmark {

  private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
  private final byte[] encoded = write(Order.sample(4711));
  private final ArrayBufferInput input = new ArrayBufferInput(encoded);
  private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);
  private long id;

  @Benchmark
  public Order build() {
    return Order.sample(id++);
  }

  private static byte[] write(Order order) {
    WireWriter out = new WireWriter(256, 1 << 20);
    CalcCodecs.writeOrder(out, order);
    return out.toByteArray();
  }

  @Benchmark
  public byte[] wireWrite() {
    return write(Order.sample(id++));
  }

  @Benchmark
  public byte[] msgpackWrite() throws IOException {
    packer.clear();
    MsgpackOrders.pack(packer, Order.sample(id++));
    return packer.toByteArray();
  }

  @Benchmark
  public long wireRead() {
    return CalcCodecs.readOrder(new WireReader(encoded)).checksum();
  }

  @Benchmark
  public long msgpackRead() throws IOException {
    input.reset(encoded);
    unpacker.reset(input);
    return MsgpackOrders.unpack(unpacker).checksum();
  }
}
