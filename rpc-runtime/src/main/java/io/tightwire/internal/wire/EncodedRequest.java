package io.tightwire.internal.wire;

import io.tightwire.codec.WireWriter;
import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An encoded REQUEST. Its id and remaining time are known only when it is sent, and have a fixed
 * place. Confined to one thread at a time.
 */
public final class EncodedRequest {

  private static final int ID_AT = 2;

  /** Room for small arguments, and for all else but the path. */
  private static final int SMALL = 32;

  private static final long MAX_REMAINING = 0xffff_ffffL;

  /** Null once it was handed over. */
  private byte @Nullable [] buffer;

  private final int length;
  private final int remainingAt;

  private EncodedRequest(byte[] buffer, int length, int remainingAt) {
    this.buffer = buffer;
    this.length = length;
    this.remainingAt = remainingAt;
  }

  /**
   * Encodes a call.
   *
   * @param flags {@link Frame#ONE_WAY}, {@link Frame#STREAMING}
   * @param timed whether it has a deadline that {@linkplain #canTell fits into the frame}
   * @param maxSize the largest frame, in bytes
   * @throws UnencodableTextException if the metadata can't be encoded, or makes it larger
   * @throws io.tightwire.codec.CodecException if the arguments can't be, or make it larger
   */
  public static EncodedRequest of(
      MethodDescriptor<?> method,
      int flags,
      boolean timed,
      Map<String, String> metadata,
      ArgumentsWriter arguments,
      int maxSize) {
    WireWriter out =
        FrameWriter.begin(7, FrameType.REQUEST, 0, method.path().length() + SMALL, maxSize);
    method.writePath(out);
    out.writeInt(flags);
    int remainingAt = out.size();
    if (timed) {
      FrameWriter.writeFixed(out);
    } else {
      out.writeNil();
    }
    if (metadata.isEmpty()) {
      out.writeNil();
    } else {
      FrameWriter.writeTexts(out, metadata);
    }
    out.beginArray(method.parameters());
    arguments.write(out);
    out.endArray();
    return new EncodedRequest(out.buffer(), out.size(), timed ? remainingAt : -1);
  }

  /**
   * Returns whether the remaining time of a call fits into the frame. For a longer timeout, from 49
   * days on, the server gets no deadline, and the client cancels the call when it passes.
   */
  public static boolean canTell(Duration timeout) {
    return timeout.compareTo(Duration.ofMillis(MAX_REMAINING)) <= 0;
  }

  /** Encodes a SHUTDOWN, which is a request to the server itself. */
  public static EncodedRequest shutdown() {
    byte[] buffer = FrameWriter.shutdown(0);
    return new EncodedRequest(buffer, buffer.length, -1);
  }

  /**
   * Sets the id and the remaining time.
   *
   * @param id the call's
   * @param remainingMillis ignored if the request has no deadline
   */
  public void stamp(int id, long remainingMillis) {
    byte[] frame = buffer();
    FrameWriter.patchFixed(frame, ID_AT, id);
    if (remainingAt >= 0) {
      FrameWriter.patchFixed(
          frame, remainingAt, (int) Math.min(Math.max(remainingMillis, 0), MAX_REMAINING));
    }
  }

  /** Returns the same request in its own bytes. */
  public EncodedRequest copy() {
    return new EncodedRequest(Arrays.copyOf(buffer(), length), length, remainingAt);
  }

  public byte[] buffer() {
    byte[] owned = buffer;
    if (owned == null) {
      throw new IllegalStateException("The request was handed over; its memory is reused");
    }
    return owned;
  }

  /** Returns the buffer, which may be reused from now on: the request can't be sent once more. */
  public byte[] handOver() {
    byte[] owned = buffer();
    buffer = null;
    return owned;
  }

  public int length() {
    return length;
  }
}
