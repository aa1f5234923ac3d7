package io.tightwire.benchmarks.peers;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.MessageLite;
import com.google.protobuf.Parser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.rsocket.Payload;
import io.rsocket.util.ByteBufPayload;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Protobuf messages as payloads. Stateless; thread-safe. */
final class Payloads {

  private Payloads() {}

  static Payload encode(MessageLite message) {
    return ByteBufPayload.create(buffer(message));
  }

  static Payload encode(byte method, MessageLite message) {
    return ByteBufPayload.create(buffer(message), Unpooled.wrappedBuffer(new byte[] {method}));
  }

  private static ByteBuf buffer(MessageLite message) {
    int size = message.getSerializedSize();
    ByteBuf buffer = ByteBufAllocator.DEFAULT.buffer(size);
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(buffer.nioBuffer(0, size));
      message.writeTo(out);
      out.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return buffer.writerIndex(size);
  }

  /** Reads and releases. */
  static <T> T decode(Parser<T> parser, Payload payload) {
    try {
      return parser.parseFrom(CodedInputStream.newInstance(payload.sliceData().nioBuffer()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      payload.release();
    }
  }
}
