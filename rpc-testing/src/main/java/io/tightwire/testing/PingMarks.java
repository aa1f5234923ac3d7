package io.tightwire.testing;

import io.tightwire.codec.WireWriter;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Slice;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Marks in what a client sends: the client's response to a PING of the proxy follows all frames
 * that the client sent before. The server sees neither. Confined to the proxy's loop thread.
 */
final class PingMarks {

  private final Map<ByteBuffer, CompletableFuture<@Nullable Void>> expected = new HashMap<>();
  private @Nullable Peer client;
  private long last;

  /** Begins with a client that gets the server's HELLO; it has sent no call before. */
  void begin(@Nullable Peer greeted) {
    client = greeted;
  }

  /**
   * Sends a PING to the client.
   *
   * @param arrived completed when the PONG arrives, or when the connection ends
   */
  void send(CompletableFuture<@Nullable Void> arrived) {
    if (client == null) {
      arrived.complete(null);
      return;
    }
    WireWriter payload = new WireWriter(64, 64);
    payload.writeString("io.tightwire.testing " + ++last);
    byte[] bytes = payload.toByteArray();
    expected.put(ByteBuffer.wrap(bytes), arrived);
    client.send(FrameWriter.ping(new Slice(bytes, 0, bytes.length)));
  }

  /** Handles a PONG; returns whether it is a mark, and must not reach the server. */
  boolean takes(Slice payload) {
    ByteBuffer key = ByteBuffer.wrap(payload.array(), payload.offset(), payload.length());
    CompletableFuture<@Nullable Void> arrived = expected.remove(key);
    if (arrived == null) {
      return false;
    }
    arrived.complete(null);
    return true;
  }

  /** Completes all marks, since nothing more arrives over the connection. */
  void end() {
    client = null;
    expected.values().forEach(arrived -> arrived.complete(null));
    expected.clear();
  }
}
