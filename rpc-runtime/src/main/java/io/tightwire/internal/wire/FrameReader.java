package io.tightwire.internal.wire;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.internal.flow.LargeBytes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Decodes messages into their frames, one message after the other. Checks the structure of
 * everything, also of the user values that it does not decode: none is cut short or nested too
 * deeply. Confined to one thread.
 */
public final class FrameReader {

  /** The most items of one run, so that none needs large tables. */
  private static final int MAX_ITEMS = 1024;

  /** Metadata is copied out of a large message if it is no longer than that. */
  private static final int SMALL_METADATA = 1024;

  private static final byte[] NONE = new byte[0];

  private final WireReader in = new WireReader(NONE);
  private byte[] message = NONE;
  private int length;
  private @Nullable LargeBytes large;

  /** The index at which the latest frame begins. */
  private int begun;

  /** Whether the latest frame is a one-way REQUEST. */
  private boolean unanswered;

  /** Begins to read a message. */
  public FrameReader open(byte[] bytes) {
    return open(bytes, bytes.length, null);
  }

  /** Begins to read a message whose memory is reused, if it has a single frame. */
  public FrameReader open(LargeBytes bytes) {
    return open(bytes.array(), bytes.length(), bytes);
  }

  private FrameReader open(byte[] bytes, int size, @Nullable LargeBytes owner) {
    message = bytes;
    length = size;
    large = owner;
    in.open(bytes, 0, size);
    return this;
  }

  /** Forgets the message. Its frames stay as they are. */
  public void close() {
    message = NONE;
    length = 0;
    large = null;
    in.open(NONE, 0, 0);
  }

  /** Returns the number of bytes of the message. */
  public int length() {
    return length;
  }

  /** Returns whether another frame follows. */
  public boolean hasNext() {
    return !in.isAtEnd();
  }

  /**
   * Reads the next frame.
   *
   * @throws BadFrameException if it can't be decoded; the frame after it is next, if it can be
   *     found
   */
  public Frame next() throws BadFrameException {
    begun = in.position();
    unanswered = false;
    long id = 0;
    try {
      int elements = elements(in);
      if (elements < 2) {
        throw new CodecException("A frame has a kind and an id, not " + elements + " elements");
      }
      int kind = in.readInt();
      id = unsigned("id", in.readLong());
      requireIdOf(kind, id);
      int known = elementsOf(kind, elements);
      if (elements < known) {
        throw new CodecException(
            "A frame of kind " + kind + " has " + known + " elements, not " + elements);
      }
      Frame frame = body(kind, id, elements);
      for (int i = known; i < elements; i++) {
        in.skip();
      }
      return frame;
    } catch (CodecException e) {
      throw new BadFrameException(
          id, !stepOver(begun), unanswered, "Undecodable frame: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the items of the same call that directly follow the latest one. A bad item is left for
   * {@link #next}.
   *
   * @param first the latest frame
   * @return the latest item and those that follow
   */
  public Items itemRun(Frame.Item first) {
    int head = first.value().offset() - begun;
    Items.Builder run = new Items.Builder(message, begun, head);
    int end = first.value().offset() + first.value().length();
    run.add(end);
    if (in.position() == end) {
      while (run.count() < MAX_ITEMS && repeats(head) && readAnother()) {
        run.add(in.position());
      }
    }
    return run.build();
  }

  /** Returns whether the next frame has the same head: number of elements, kind and id. */
  private boolean repeats(int head) {
    int at = in.position();
    return length - at > head
        && Arrays.equals(message, begun, begun + head, message, at, at + head);
  }

  private boolean readAnother() {
    int from = in.position();
    try {
      for (int left = elements(in); left > 0; left--) {
        in.skip();
      }
      return true;
    } catch (CodecException e) {
      in.open(message, from, length - from);
      return false;
    }
  }

  /** A frame's own array does not count as nesting of the values in it. */
  private static int elements(WireReader in) {
    int elements = in.beginArray();
    in.endArray(0);
    return elements;
  }

  /**
   * Skips a frame without checking its contents or their nesting.
   *
   * @throws CodecException if its end can't be found
   */
  public static void skipFrame(WireReader in) {
    in.skipUnread(elements(in));
  }

  /** Skips a bad frame. Returns false, at the end of the message, if its end can't be found. */
  private boolean stepOver(int from) {
    in.open(message, from, length - from);
    try {
      skipFrame(in);
      return true;
    } catch (CodecException e) {
      in.open(message, length, 0);
      return false;
    }
  }

  /** Returns how many elements this version knows; later versions may append more. */
  private static int elementsOf(int kind, int elements) {
    return switch (kind) {
      case FrameType.HELLO -> 5;
      case FrameType.REQUEST -> 7;
      case FrameType.ERROR -> elements == 7 ? 7 : 8;
      case FrameType.CREDIT -> elements == 3 ? 3 : 4;
      case FrameType.RESULT, FrameType.ITEM, FrameType.CANCEL -> 3;
      case FrameType.PING, FrameType.PONG, FrameType.GOAWAY, FrameType.READY -> 3;
      default -> 2;
    };
  }

  /** Checks the id: calls are numbered from 1, the connection has 0, ERROR may have either. */
  private static void requireIdOf(int kind, long id) {
    switch (kind) {
      case FrameType.REQUEST,
          FrameType.RESULT,
          FrameType.ITEM,
          FrameType.END,
          FrameType.CREDIT,
          FrameType.CANCEL,
          FrameType.SHUTDOWN,
          FrameType.STOP -> {
        if (id == 0) {
          throw new CodecException(
              "A frame of kind " + kind + " is about a call, and needs an id from 1 up");
        }
      }
      case FrameType.HELLO, FrameType.PING, FrameType.PONG, FrameType.GOAWAY, FrameType.READY -> {
        if (id != 0) {
          throw new CodecException(
              "A frame of kind " + kind + " is about the connection, with the id 0, not " + id);
        }
      }
      default -> {}
    }
  }

  private Frame body(int kind, long id, int elements) {
    return switch (kind) {
      case FrameType.HELLO -> hello();
      case FrameType.REQUEST -> request(id);
      case FrameType.RESULT -> new Frame.Result(id, owner(value()));
      case FrameType.ERROR -> failure(id, elements);
      case FrameType.ITEM -> new Frame.Item(id, value());
      case FrameType.END -> new Frame.End(id);
      case FrameType.CREDIT -> credit(id, elements);
      case FrameType.CANCEL -> new Frame.Cancel(id, in.readString());
      case FrameType.PING -> new Frame.Ping(value());
      case FrameType.PONG -> new Frame.Pong(value());
      case FrameType.GOAWAY -> new Frame.GoAway(in.readString());
      case FrameType.SHUTDOWN -> new Frame.Shutdown(id);
      case FrameType.STOP -> new Frame.Stop(id);
      case FrameType.READY -> ReadyServices.read(in);
      default -> new Frame.Unknown(id, kind);
    };
  }

  private Frame hello() {
    int version = in.readInt();
    String agent = text("agent");
    long maxMessageSize = Long.MAX_VALUE;
    int entries = in.beginMap();
    @Nullable Slice services = null;
    @Nullable Slice fingerprints = null;
    for (int i = 0; i < entries; i++) {
      switch (text("key")) {
        case HelloKeys.MAX_MESSAGE_SIZE ->
            maxMessageSize = unsigned(HelloKeys.MAX_MESSAGE_SIZE, in.readLong());
        case HelloKeys.SERVICES -> services = value();
        case HelloKeys.FINGERPRINTS -> fingerprints = value();
        default -> in.skip();
      }
    }
    in.endMap();
    return new Frame.Hello(version, agent, maxMessageSize, services, fingerprints);
  }

  private Frame request(long id) {
    Slice path = path();
    int flags = flags();
    long remaining = remaining();
    Slice metadata = metadata();
    Slice arguments = arguments();
    if (!isOnlyFrame() || metadata.length() > SMALL_METADATA) {
      return new Frame.Request(id, path, flags, remaining, metadata, arguments);
    }
    // The arguments are read first, and then the message is reused.
    return new Frame.Request(
        id, path.copied(), flags, remaining, metadata.copied(), owner(arguments));
  }

  /** Returns the last value of a frame; it owns a large message if nothing else is in that. */
  private Slice owner(Slice last) {
    return large != null && isOnlyFrame() ? last.ownedBy(large) : last;
  }

  private boolean isOnlyFrame() {
    return large != null && begun == 0 && in.isAtEnd();
  }

  private Slice path() {
    int length = in.skipString();
    return new Slice(message, in.position() - length, length);
  }

  private int flags() {
    int flags = in.readInt();
    unanswered = (flags & Frame.ONE_WAY) != 0;
    return flags;
  }

  private long remaining() {
    return in.tryReadNil() ? -1 : unsigned("remaining time", in.readLong());
  }

  /** Checks metadata and leaves it encoded. Its errors must not quote its contents. */
  private Slice metadata() {
    int from = in.position();
    if (!in.tryReadNil()) {
      try {
        for (int left = in.beginMap(); left > 0; left--) {
          String unusedKey = text("key");
          String unusedValue = text("value");
        }
        in.endMap();
      } catch (CodecException e) {
        throw new CodecException(
            "The metadata must be a map from texts to texts: " + e.getMessage(), e);
      }
    }
    return new Slice(message, from, in.position() - from);
  }

  private Slice arguments() {
    int from = in.position();
    in.endArray(in.beginArray());
    return new Slice(message, from, in.position() - from);
  }

  /** Only what a handler threw may be without a message. */
  private Frame failure(long id, int elements) {
    String status = text("status");
    String message = in.readString();
    String type = in.readString();
    if (message == null && type == null) {
      throw new CodecException("The message must not be nil, unless there is a type");
    }
    String stackTrace = in.readString();
    return new Frame.Failure(
        id, status, message, type, stackTrace, value(), elements == 7 || in.readBoolean());
  }

  private Frame credit(long id, int elements) {
    long items = unsigned("credit", in.readLong());
    boolean bounded = elements > 3 && !in.tryReadNil();
    long bytes = bounded ? unsigned("credit in bytes", in.readLong()) : Long.MAX_VALUE;
    if (items == 0 && (bytes == 0 || !bounded)) {
      throw new CodecException("Credit must be greater than zero");
    }
    return new Frame.Credit(id, items, bytes);
  }

  private Slice value() {
    int from = in.position();
    in.skip();
    return new Slice(message, from, in.position() - from);
  }

  private String text(String what) {
    @Nullable String text = in.readString();
    if (text == null) {
      throw new CodecException("The " + what + " must not be nil");
    }
    return text;
  }

  private static long unsigned(String what, long value) {
    if (value < 0) {
      throw new CodecException("The " + what + " must not be negative: " + value);
    }
    return value;
  }
}
