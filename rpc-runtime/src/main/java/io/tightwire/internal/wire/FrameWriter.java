package io.tightwire.internal.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireWriter;
import io.tightwire.internal.flow.LargeArrays;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.msgpack.core.MessagePack.Code;

/**
 * Encodes frames, each into its own buffer unless it says otherwise. Ids take the five-byte form of
 * MessagePack's integers, which gives them a fixed place. Stateless; thread-safe.
 */
public final class FrameWriter {

  /** The name of this implementation in HELLO. */
  public static final String AGENT = "tightwire-java";

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final IntFunction<byte[]> BUFFERS = LargeArrays.shared()::acquire;
  private static final int SMALL = 32;

  /** The most bytes of a READY besides its entries, and of an entry besides the name. */
  private static final int READY_HEAD = 16;

  private static final int READY_ENTRY = 6;
  private static final int UNBOUNDED = Integer.MAX_VALUE - 8;

  private FrameWriter() {}

  public static byte[] hello(String agent, int maxMessageSize, Map<String, List<String>> services) {
    return hello(agent, maxMessageSize, services, Map.of());
  }

  /**
   * Encodes a HELLO.
   *
   * @param services their methods' names
   * @param fingerprints by service and method
   */
  public static byte[] hello(
      String agent,
      int maxMessageSize,
      Map<String, List<String>> services,
      Map<String, Map<String, String>> fingerprints) {
    WireWriter out = begin(5, FrameType.HELLO, 0, 64, UNBOUNDED);
    out.writeInt(Frame.VERSION);
    out.writeString(agent);
    out.beginMap(1 + (services.isEmpty() ? 0 : 1) + (fingerprints.isEmpty() ? 0 : 1));
    out.writeString(HelloKeys.MAX_MESSAGE_SIZE);
    out.writeInt(maxMessageSize);
    if (!services.isEmpty()) {
      out.writeString(HelloKeys.SERVICES);
      out.beginMap(services.size());
      services.forEach(
          (service, methods) -> {
            out.writeString(service);
            out.beginArray(methods.size());
            methods.forEach(out::writeString);
            out.endArray();
          });
      out.endMap();
    }
    if (!fingerprints.isEmpty()) {
      out.writeString(HelloKeys.FINGERPRINTS);
      out.beginMap(fingerprints.size());
      fingerprints.forEach(
          (service, ofMethods) -> {
            out.writeString(service);
            writeTexts(out, ofMethods);
          });
      out.endMap();
    }
    out.endMap();
    return out.toByteArray();
  }

  /**
   * Writes a map of strings: metadata, for example.
   *
   * @throws UnencodableTextException if one of them can't be encoded or does not fit
   */
  static void writeTexts(WireWriter out, Map<String, String> texts) {
    int start = out.size();
    out.beginMap(texts.size());
    int count = 0;
    for (Map.Entry<String, String> text : texts.entrySet()) {
      try {
        out.writeString(text.getKey());
        out.writeString(text.getValue());
      } catch (CodecException e) {
        throw new UnencodableTextException(text.getKey(), e);
      }
      count++;
    }
    out.endMap(start, count);
  }

  /**
   * Encodes a RESULT, left in its writer so that it need not be copied.
   *
   * @throws io.tightwire.codec.CodecException if the value can't be encoded or the frame is too
   *     large
   */
  public static <T> WireWriter result(long id, Codec<T> codec, @Nullable T value, int maxSize) {
    WireWriter out = begin(3, FrameType.RESULT, id, 64, maxSize);
    codec.write(out, value);
    return out;
  }

  /** Encodes a RESULT of nil. */
  public static byte[] nilResult(long id) {
    WireWriter out = begin(3, FrameType.RESULT, id, SMALL, SMALL);
    out.writeNil();
    return out.toByteArray();
  }

  /** Encodes an ITEM. */
  public static <T> WireWriter item(long id, Codec<T> codec, @Nullable T value, int maxSize) {
    return item(new byte[SMALL], 0, id, codec, value, maxSize);
  }

  /**
   * Encodes an ITEM at a position of a buffer, left in its writer.
   *
   * @param buffer has room for its {@linkplain #headLength head}
   * @param maxSize of the frame
   * @throws io.tightwire.codec.CodecException if the value can't be encoded or the frame is too
   *     large
   */
  public static <T> WireWriter item(
      byte[] buffer, int at, long id, Codec<T> codec, @Nullable T value, int maxSize) {
    WireWriter out = begin(buffer, at, 3, FrameType.ITEM, id, maxSize);
    codec.write(out, value);
    return out;
  }

  /**
   * Encodes an ERROR about a call, or with id 0 the connection, that no handler threw.
   *
   * @param mayHaveExecuted whether the handler may have started
   */
  public static byte[] error(long id, String status, String message, boolean mayHaveExecuted) {
    WireWriter out = begin(8, FrameType.ERROR, id, 128, UNBOUNDED);
    out.writeString(status);
    out.writeString(message);
    out.writeNil();
    out.writeNil();
    out.writeNil();
    out.writeBoolean(mayHaveExecuted);
    return out.toByteArray();
  }

  /**
   * Encodes an ERROR for what a handler threw, left in its writer.
   *
   * @param message null if it has none
   * @param state writes the declared exception's state, an array; null for nil
   * @throws io.tightwire.codec.CodecException if the state can't be encoded or the frame is too
   *     large
   */
  public static WireWriter thrown(
      long id,
      String status,
      @Nullable String message,
      String type,
      @Nullable String stackTrace,
      @Nullable Consumer<WireWriter> state,
      int maxSize) {
    WireWriter out = begin(8, FrameType.ERROR, id, 256, maxSize);
    out.writeString(status);
    out.writeString(message);
    out.writeString(type);
    out.writeString(stackTrace);
    if (state == null) {
      out.writeNil();
    } else {
      state.accept(out);
    }
    out.writeBoolean(true);
    return out;
  }

  public static byte[] end(long id) {
    return begin(2, FrameType.END, id, SMALL, SMALL).toByteArray();
  }

  /** Encodes a CREDIT that does not bound the bytes of the items. */
  public static byte[] credit(long id, long items) {
    WireWriter out = begin(3, FrameType.CREDIT, id, SMALL, SMALL);
    out.writeLong(items);
    return out.toByteArray();
  }

  public static byte[] credit(long id, long items, long bytes) {
    WireWriter out = begin(4, FrameType.CREDIT, id, SMALL, SMALL);
    out.writeLong(items);
    out.writeLong(bytes);
    return out.toByteArray();
  }

  public static byte[] cancel(long id, String reason) {
    WireWriter out = begin(3, FrameType.CANCEL, id, 64, UNBOUNDED);
    out.writeString(reason);
    return out.toByteArray();
  }

  public static byte[] stop(long id) {
    return begin(2, FrameType.STOP, id, SMALL, SMALL).toByteArray();
  }

  public static byte[] ping() {
    WireWriter out = begin(3, FrameType.PING, 0, SMALL, SMALL);
    out.writeNil();
    return out.toByteArray();
  }

  /** Encodes a PING whose PONG has the same payload, an encoded value. */
  public static byte[] ping(Slice payload) {
    return withPayload(FrameType.PING, payload);
  }

  /** Encodes the PONG to a PING, with its payload. */
  public static byte[] pong(Slice payload) {
    return withPayload(FrameType.PONG, payload);
  }

  private static byte[] withPayload(int type, Slice payload) {
    byte[] head = begin(3, type, 0, SMALL, SMALL).toByteArray();
    byte[] frame = Arrays.copyOf(head, head.length + payload.length());
    System.arraycopy(payload.array(), payload.offset(), frame, head.length, payload.length());
    return frame;
  }

  public static byte[] goAway(String reason) {
    WireWriter out = begin(3, FrameType.GOAWAY, 0, 64, UNBOUNDED);
    out.writeString(reason);
    return out.toByteArray();
  }

  /**
   * Encodes a READY that is no larger than its receiver takes. Names that do not fit are left out:
   * calls of these services go on.
   *
   * @param notReady the names of the services that are not ready; empty for the server as a whole
   */
  public static byte[] ready(Collection<String> notReady, long maxSize) {
    List<byte[]> names = new ArrayList<>();
    long size = READY_HEAD;
    for (String service : notReady) {
      byte[] name = service.getBytes(UTF_8);
      if (name.length <= Frame.Ready.MAX_NAME
          && names.size() < Frame.Ready.MAX_NAMES
          && size + name.length + READY_ENTRY <= maxSize) {
        size += name.length + READY_ENTRY;
        names.add(name);
      }
    }
    WireWriter out = begin(3, FrameType.READY, 0, (int) size, UNBOUNDED);
    out.beginMap(names.size());
    for (byte[] name : names) {
      out.writeString(new String(name, UTF_8));
      out.writeBoolean(false);
    }
    out.endMap();
    return out.toByteArray();
  }

  public static byte[] shutdown(long id) {
    return begin(2, FrameType.SHUTDOWN, id, SMALL, SMALL).toByteArray();
  }

  /** Returns how many bytes precede the value in an ITEM or RESULT that this class encodes. */
  public static int headLength(long id) {
    return id >>> 32 == 0 ? 7 : 11;
  }

  /**
   * Starts a frame. Its own array is written by hand: it does not count as nesting of the values.
   */
  static WireWriter begin(int elements, int kind, long id, int capacity, int maxSize) {
    return begin(new byte[capacity], 0, elements, kind, id, maxSize);
  }

  private static WireWriter begin(
      byte[] buffer, int at, int elements, int kind, long id, int maxSize) {
    buffer[at] = (byte) (Code.FIXARRAY_PREFIX | elements);
    buffer[at + 1] = (byte) kind;
    if (id >>> 32 == 0) {
      buffer[at + 2] = Code.UINT32;
      INT.set(buffer, at + 3, (int) id);
      return writer(buffer, at, at + 7, maxSize);
    }
    WireWriter out = writer(buffer, at, at + 2, Math.max(maxSize, SMALL));
    out.writeLong(id); // a foreign client's
    return out;
  }

  private static WireWriter writer(byte[] buffer, int start, int size, int maxSize) {
    WireWriter out = new WireWriter(buffer, start, size, maxSize);
    out.growWith(BUFFERS);
    return out;
  }

  /** Reserves the place of an integer below 2^32, which {@link #patchFixed} sets. */
  static void writeFixed(WireWriter out) {
    out.writeLong(0xffff_ffffL);
  }

  /** Sets an integer whose place {@link #writeFixed} reserved, or a frame's id. */
  static void patchFixed(byte[] buffer, int at, int value) {
    INT.set(buffer, at + 1, value);
  }
}
