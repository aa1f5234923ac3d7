package io.tightwire.internal.wire;

import io.tightwire.codec.WireWriter;
import io.tightwire.stub.ArgumentsWriter;
import io.tightwire.stub.MethodDescriptor;
import java.util.Arrays;
import java.util.Map;

/**
 * A REQUEST that is complete but for its id and the time it has left, which are known only when it
 * is sent; both have a fixed place to be put. Confined to one thread at a time.
 */
public final class EncodedRequest {

  private static final int ID_AT = 2;
  private static final int TYPICAL = 128;

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
   * @param timed whether it has a deadline
   * @param maxSize the largest frame, in bytes
   * @throws io.tightwire.codec.CodecException if it is larger, or can't be encoded
   */
  public static EncodedRequest of(
      MethodDescriptor<?> method,
      int flags,
      boolean timed,
      Map<String, String> metadata,
      ArgumentsWriter arguments,
      int maxSize) {
    WireWriter out = FrameWriter.begin(7, Kind.REQUEST, 0, TYPICAL, maxSize);
    method.writePath(out);
    out.writeInt(flags);
    int remainingAt = out.size();
    if (timed) {
      FrameWriter.writeFixed(out);
    } else {
      out.writeNil();
    }
    writeMetadata(out, metadata);
    out.beginArray(method.parameters());
    arguments.write(out);
    out.endArray();
    return new EncodedRequest(out.buffer(), out.size(), timed ? remainingAt : -1);
  }

  /** A SHUTDOWN, which is a request to the server itself. */
  public static EncodedRequest shutdown() {
    byte[] buffer = FrameWriter.shutdown(0);
    return new EncodedRequest(buffer, buffer.length, -1);
  }

  private static void writeMetadata(WireWriter out, Map<String, String> metadata) {
    if (metadata.isEmpty()) {
      out.writeNil();
    } else {
      FrameWriter.writeTexts(out, metadata);
    }
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
          buffer, remainingAt, (int) Math.min(Math.max(remainingMillis, 0), 0xffff_ffffL));
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
