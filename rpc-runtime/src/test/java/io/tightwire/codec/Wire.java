package io.tightwire.codec;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.function.Consumer;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/** Encodes and decodes with this library and with msgpack-core, the reference. */
final class Wire {

  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private Wire() {}

  /** Returns the bytes that this library writes. */
  static byte[] written(Consumer<WireWriter> body) {
    WireWriter out = new WireWriter(1, Integer.MAX_VALUE - 8);
    body.accept(out);
    return out.toByteArray();
  }

  static <T> byte[] written(Codec<T> codec, T value) {
    return written(out -> codec.write(out, value));
  }

  /** Returns the bytes that the reference writes. */
  static byte[] packed(Packing body) {
    try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
      body.pack(packer);
      packer.flush();
      return packer.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the value that the reference reads from the bytes, all of which it must consume. */
  static <T> T unpacked(byte[] bytes, Unpacking<T> body) {
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(bytes)) {
      T value = body.unpack(unpacker);
      if (unpacker.getTotalReadBytes() != bytes.length) {
        throw new AssertionError(
            "Read " + unpacker.getTotalReadBytes() + " of " + bytes.length + " bytes");
      }
      return value;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static WireReader reader(String hex) {
    return new WireReader(bytes(hex));
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  /** Returns the number of bytes that the current thread has allocated so far. */
  static long allocated() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  interface Packing {
    void pack(MessagePacker packer) throws IOException;
  }

  interface Unpacking<T> {
    T unpack(MessageUnpacker unpacker) throws IOException;
  }
}
