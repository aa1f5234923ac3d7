package io.tightwire.internal.link.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.internal.link.ConnectionLimiter;
import io.tightwire.internal.link.CurveOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZMQ;
import zmq.util.Z85;

/**
 * Handles JeroMQ's <a href="https://rfc.zeromq.org/spec/27/">ZAP</a> requests, which ask whether a
 * client with a certain key may connect. Without a handler, every client may. Confined to the loop
 * thread.
 */
final class ZapHandler {

  private static final String ENDPOINT = "inproc://zeromq.zap.01";
  private static final int KEY_BYTES = 32;

  /** The parts of a request: version, id, domain, address, routing id, mechanism, key. */
  private static final int PARTS = 7;

  private static final byte[] NOTHING = {};

  /**
   * The property under which JeroMQ stores the key of a connection; secret, since a peer can add
   * properties (and its {@code User-Id} would take precedence over ours).
   */
  private final String keyName = "X-Key-" + UUID.randomUUID();

  private final Sockets sockets;
  private final CurveOptions curve;
  private final ConnectionLimiter limiter;
  private final SocketBase socket;

  ZapHandler(Sockets sockets, CurveOptions curve, ConnectionLimiter limiter) {
    this.sockets = sockets;
    this.curve = curve;
    this.limiter = limiter;
    this.socket = sockets.createInner(ZMQ.ZMQ_REP);
    if (!socket.bind(ENDPOINT)) {
      throw new IllegalStateException("JeroMQ has a gate already: errno " + socket.errno());
    }
  }

  /** Responds to all requests that wait. */
  void respond() {
    for (Msg first; (first = socket.recv(ZMQ.ZMQ_DONTWAIT)) != null; ) {
      List<byte[]> request = new ArrayList<>();
      request.add(first.data());
      for (Msg part = first; part.hasMore(); ) {
        part = socket.recv(ZMQ.ZMQ_DONTWAIT);
        if (part == null) {
          throw new IllegalStateException("JeroMQ gave a part of a request");
        }
        request.add(part.data());
      }
      respond(request);
    }
  }

  private void respond(List<byte[]> request) {
    byte[] key = request.size() == PARTS ? request.get(PARTS - 1) : NOTHING;
    String text = key.length == KEY_BYTES ? Z85.encode(key, KEY_BYTES) : "";
    boolean allowed = curve.allows(text);
    if (!allowed) {
      limiter.report("", "the key " + text + " is not allowed");
    }
    send(request.get(0), true);
    send(request.size() > 1 ? request.get(1) : NOTHING, true);
    send((allowed ? "200" : "400").getBytes(UTF_8), true);
    send((allowed ? "OK" : "Not allowed").getBytes(UTF_8), true);
    send(NOTHING, true);
    send(allowed ? metadata(text) : NOTHING, false);
  }

  private byte[] metadata(String key) {
    byte[] name = keyName.getBytes(UTF_8);
    byte[] value = key.getBytes(UTF_8);
    return ByteBuffer.allocate(1 + name.length + 4 + value.length)
        .put((byte) name.length)
        .put(name)
        .putInt(value.length)
        .put(value)
        .array();
  }

  private void send(byte[] part, boolean more) {
    Msg message = new Msg(part);
    boolean unused = socket.send(message, ZMQ.ZMQ_DONTWAIT | (more ? ZMQ.ZMQ_SNDMORE : 0));
  }

  /** Returns the key of a message's sender, if it is still allowed; null if not. */
  @Nullable String keyOf(Msg message) {
    String key = message.getMetadata() == null ? null : message.getMetadata().get(keyName);
    return key != null && curve.allows(key) ? key : null;
  }

  boolean allows(String key) {
    return curve.allows(key);
  }

  void close() throws IOException {
    sockets.discard(socket, 0);
  }
}
