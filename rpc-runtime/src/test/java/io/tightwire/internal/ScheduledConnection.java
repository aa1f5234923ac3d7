package io.tightwire.internal;

import io.tightwire.internal.client.ClientCore;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.server.ServerCore;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The connection between the client of a {@link Schedule} and its server. Confined to one thread.
 */
final class ScheduledConnection {

  private final String endpoint;
  private final ClientCore client;
  private FakePeer toServer;
  private FakePeer toClient;
  private boolean connected;

  /** Whether the server knows the client. */
  private boolean known;

  /** The calls that had a response on this connection. */
  private final Set<Long> responded = new HashSet<>();

  /** What the client has sent and the server has not got. */
  private final ArrayDeque<byte[]> underWay = new ArrayDeque<>();

  private CreditTally credit = new CreditTally();

  ScheduledConnection(String endpoint, ClientCore client) {
    this.endpoint = endpoint;
    this.client = client;
    toServer = new FakePeer(endpoint);
    toClient = new FakePeer(endpoint);
  }

  boolean isConnected() {
    return connected;
  }

  /** Returns whether one side has dropped the connection. */
  boolean isDropped() {
    return connected && (toServer.dropped() != null || toClient.dropped() != null);
  }

  /** Returns whether messages are in flight. */
  boolean isBusy() {
    collect();
    return connected && !(underWay.isEmpty() && toClient.isEmpty());
  }

  void setWritable(boolean toTheServer, boolean toTheClient) {
    toServer.setWritable(toTheServer);
    toClient.setWritable(toTheClient);
  }

  void connect(long now) {
    toServer = new FakePeer(endpoint);
    toClient = new FakePeer(endpoint);
    responded.clear();
    underWay.clear();
    credit = new CreditTally();
    connected = true;
    client.onConnected(toServer, now);
  }

  void disconnect(ServerCore server, long now) {
    connected = false;
    client.onDisconnected(toServer, DisconnectReason.lost("cut"), now);
    if (known) {
      known = false;
      server.onDisconnected(toClient, DisconnectReason.lost("cut"), now);
    }
  }

  /** Delivers one message; returns whether there was one. */
  boolean deliverTo(ScheduledServer server, long now) {
    collect();
    byte[] message = connected ? underWay.poll() : null;
    if (message == null) {
      return false;
    }
    if (!known) {
      known = true;
      server.core().onConnected(toClient, now);
    }
    server.receive(toClient, message, now);
    return true;
  }

  /** Takes what the client has sent, and checks it against the credit that it has got so far. */
  private void collect() {
    for (byte[] message; (message = toServer.poll()) != null; ) {
      frames(message).forEach(credit::sent);
      underWay.add(message);
    }
    if (toServer.dropped() != null) {
      underWay.clear();
    }
  }

  /** Delivers one message; returns whether there was one. */
  boolean deliverToClient(long now) {
    collect();
    byte[] message = connected ? toClient.poll() : null;
    if (message != null) {
      recordResponses(message);
      client.onMessage(toServer, message, now);
    }
    return message != null;
  }

  private void recordResponses(byte[] message) {
    for (Frame frame : frames(message)) {
      credit.received(frame);
      boolean last =
          frame instanceof Frame.Result
              || frame instanceof Frame.Failure
              || frame instanceof Frame.End;
      if (last && !responded.add(frame.id())) {
        throw new AssertionError("a second response: " + frame);
      }
    }
  }

  private static List<Frame> frames(byte[] message) {
    FrameReader reader = new FrameReader().open(message);
    List<Frame> frames = new ArrayList<>();
    try {
      while (reader.hasNext()) {
        frames.add(reader.next());
      }
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
    return frames;
  }
}
