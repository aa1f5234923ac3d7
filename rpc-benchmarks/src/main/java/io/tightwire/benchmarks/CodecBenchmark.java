package io.tightwire.benchmarks;

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
import org.openjdk.jmh.infra.Blackhole;

/**
 * Encodes and decodes the MessagePack of a small record, with our codec and with msgpack-core,
 * whose packer and unpacker are reused.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class CodecBenchmark {

  // Not final: the compiler would fold constants.
  private int id = 4711;
  private String customer = "customer-0123456";
  private double price = 49.95;

  private final MessageBufferPacker packer = MessagePack.newDefaultBufferPacker();
  private final byte[] encoded = write(4711, "customer-0123456", 49.95);
  private final ArrayBufferInput input = new ArrayBufferInput(encoded);
  private final MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(input);

  private static byte[] write(int id, String customer, double price) {
    WireWriter out = new WireWriter(64, 1 << 20);
    out.beginArray(3);
    out.writeInt(id);
    out.writeString(customer);
    out.writeDouble(price);
    out.endArray();
    return out.toByteArray();
  }

  @Benchmark
  public byte[] wireWrite() {
    return write(id, customer, price);
  }

  @Benchmark
  public byte[] msgpackWrite() throws IOException {
    packer.clear();
    packer.packArrayHeader(3);
    packer.packInt(id);
    packer.packString(customer);
    packer.packDouble(price);
    return packer.toByteArray();
  }

  @Benchmark
  public void wireRead(Blackhole hole) {
    WireReader in = new WireReader(encoded);
    hole.consume(in.beginArray());
    hole.consume(in.readInt());
    hole.consume(in.readString());
    hole.consume(in.readDouble());
    in.endArray(0);
  }

  @Benchmark
  public void msgpackRead(Blackhole hole) throws IOException {
    input.reset(encoded);
    unpacker.reset(input);
    hole.consume(unpacker.unpackArrayHeader());
    hole.consume(unpacker.unpackInt());
    hole.consume(unpacker.unpackString());
    hole.consume(unpacker.unpackDouble());
  }
}
