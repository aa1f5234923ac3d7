package io.tightwire.internal.wire;

import io.tightwire.codec.WireWriter;
import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;

/**
 * A REQUEST that is complete but for its id and the time it has left, which are known only when it
 * is sent; both have a fixed place to be put. Confined to one thread at a time.
 */
public final class EncodedRequest {

  private static final int ID_AT = 2;
  private static final int TYPICAL = 128;
  private static final long MAX_REMAINING = 0xffff_ffffL;

  private final byte[] buffer;
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
   * @param timed whether it has a deadline that {@linkplain #canTell can be told}
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
    WireWriter out = FrameWriter.begin(7, FrameType.REQUEST, 0, TYPICAL, maxSize);
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
   * Whether the time that is left for a call can be told. For what is longer (49 days) the server
   * is given no deadline: the client has the call's, and tells when it passes.
   */
  public static boolean canTell(Duration timeout) {
    return timeout.compareTo(Duration.ofMillis(MAX_REMAINING)) <= 0;
  }

  /** A SHUTDOWN, which is a request to the server itself. */
  public static EncodedRequest shutdown() {
    byte[] buffer = FrameWriter.shutdown(0);
    return new EncodedRequest(buffer, buffer.length, -1);
  }

  /**
   * Puts in what is known only now.
   *
   * @param id of the call
   * @param remainingMillis ignored if the request has no deadline
   */
  public void stamp(int id, long remainingMillis) {
    FrameWriter.patchFixed(buffer, ID_AT, id);
    if (remainingAt >= 0) {
      FrameWriter.patchFixed(
          buffer, remainingAt, (int) Math.min(Math.max(remainingMillis, 0), MAX_REMAINING));
    }
  }

  /** The same request in bytes of its own. */
  public EncodedRequest copy() {
    return new EncodedRequest(Arrays.copyOf(buffer, length), length, remainingAt);
  }

  public byte[] buffer() {
    return buffer;
  }

  public int length() {
    return length;
  }
}
