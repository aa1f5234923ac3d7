package io.tightwire.internal.link;

import io.tightwire.internal.flow.Timed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import zmq.Msg;

/**
 * One peer, as long as its connection lasts. Confined to the loop thread, but for what {@link Peer}
 * says.
 */
final class Connection implements Peer {

  /** With more than this waiting, what can wait should do so where it can be called off. */
  private static final long WRITABLE_BELOW = 1 << 20;

  private static final long PROBATION = TimeUnit.MILLISECONDS.toNanos(Backoff.LONGEST_MILLIS);

  private final String name;
  private final Endpoint endpoint;
  private final @Nullable String key;
  private final Route route;
  private final Traffic traffic;
  private final long maxQueuedBytes;
  private final Outbox outbox;
  private final Transit transit;
  private @Nullable Parcel refused;
  private @Nullable String gone;
  private boolean announced;
  private boolean queued;
  private boolean stuck;
  private boolean inParts;
  private boolean proven;

  /** When the first message came. */
  private long heardAt = Timed.NEVER;

  Connection(String name, Endpoint endpoint, Route route, Traffic traffic, LinkOptions options) {
    this(name, endpoint, null, route, traffic, options);
  }

  Connection(
      String name,
      Endpoint endpoint,
      @Nullable String key,
      Route route,
      Traffic traffic,
      LinkOptions options) {
    this.name = name;
    this.endpoint = endpoint;
    this.key = key;
    this.route = route;
    this.traffic = traffic;
    this.maxQueuedBytes = options.maxQueuedBytes();
    this.outbox = new Outbox(options.maxMessageSize());
    this.transit = new Transit(traffic);
    route.tellOfWriting(transit);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Endpoint endpoint() {
    return endpoint;
  }

  @Override
  public @Nullable String key() {
    return key;
  }

  @Override
  public void send(byte[] buffer, int offset, int length) {
    if (gone != null) {
      return;
    }
    long limit = traffic.isCrowded() ? WRITABLE_BELOW : maxQueuedBytes;
    if (outbox.bytes() + length > limit && !outbox.isEmpty()) {
      drop("it does not keep up: more than " + limit + " bytes wait for it");
      return;
    }
    long before = outbox.bytes();
    outbox.add(buffer, offset, length);
    traffic.waits(outbox.bytes() - before);
    if (!queued) {
      queued = true;
      traffic.toFlush(this);
    }
  }

  @Override
  public void packAtMost(long bytes) {
    outbox.packAtMost(bytes);
  }

  @Override
  public boolean isWritable() {
    return gone == null
        && !stuck
        && outbox.bytes() < WRITABLE_BELOW
        && (outbox.isEmpty() || !traffic.isCrowded());
  }

  @Override
  public long unsentBytes() {
    return outbox.bytes() + transit.unsent();
  }

  @Override
  public long unsentBytesInAll() {
    return traffic.unsent();
  }

  @Override
  public boolean isStalled(long now, long nanos) {
    return gone == null && route.isStalled(now, nanos);
  }

  @Override
  public void markProven() {
    proven = true;
  }

  /**
   * Whether the connection was worth making: it did what it is there for, or it was heard from and
   * lasted for longer than clients ever wait between two.
   */
  boolean isProven(long now) {
    return proven || (heardAt != Timed.NEVER && now - heardAt >= PROBATION);
  }

  @Override
  public boolean isReceiving(long now, long nanos) {
    return gone == null && route.isReceiving(now, nanos);
  }

  @Override
  public void drop(String reason) {
    if (gone == null) {
      leave(reason);
      route.hangUp("gave it up: " + reason);
    }
  }

  /** The connection was lost, or is not wanted any more. */
  void leave(String reason) {
    if (gone == null) {
      gone = reason;
      traffic.waits(-outbox.bytes());
      outbox.clear();
      transit.abandon();
      refused = null;
      traffic.toBury(this);
    }
  }

  boolean isGone() {
    return gone != null;
  }

  /** The connection can be written to, or has something to say. */
  void announce(Agent<?> agent, long now) {
    if (!announced) {
      announced = true;
      agent.onConnected(this, now);
    }
  }

  void bury(Agent<?> agent, long now) {
    if (gone == null) {
      return;
    }
    if (announced) {
      agent.onDisconnected(this, gone, now);
    } else {
      agent.onFailed(gone, now);
    }
  }

  /** A message came from it, or a part of one, which nobody should send. */
  void deliver(Msg message, Agent<?> agent, long now) {
    byte[] bytes = message instanceof Frame frame ? frame.take() : message.data();
    if (gone != null) {
      return;
    }
    if (message instanceof Frame frame && !isWhole(frame)) {
      return;
    }
    announce(agent, now);
    if (heardAt == Timed.NEVER) {
      heardAt = now;
    }
    if (gone == null) {
      traffic.moved(bytes.length);
      try {
        agent.onMessage(this, bytes, now);
      } catch (Throwable e) { // out of memory, at worst: its calls may be lost, the others' are not
        traffic.failed(name, e);
        drop("a message of it could not be handled: " + e);
      }
    }
  }

  private boolean isWhole(Frame frame) {
    if (frame.isOutOfBounds()) {
      drop("it announced a message of impossible length, or too much at once");
      return false;
    }
    boolean whole = !inParts && !frame.isPartOfMore();
    inParts = frame.isPartOfMore();
    return whole;
  }

  /** Sends what it can; says how many messages went out. */
  int flush() {
    int sent = 0;
    while (gone == null) {
      if (!transit.hasRoom()) {
        break;
      }
      long before = outbox.bytes();
      Parcel parcel = refused != null ? refused : outbox.next(transit);
      traffic.waits(outbox.bytes() - before);
      if (parcel == null) {
        break;
      }
      if (refused == null) {
        transit.entered(parcel.size());
      }
      switch (route.transmit(parcel)) {
        case SENT -> {
          refused = null;
          sent++;
          traffic.moved(parcel.size());
        }
        case REFUSED -> {
          refused = parcel;
          stuck = true;
          return sent;
        }
        case UNREACHABLE -> leave("connection lost");
      }
    }
    stuck = !isFlushed();
    return sent;
  }

  /** Whether the socket would not take it, though there was room. */
  boolean isRefused() {
    return refused != null;
  }

  boolean isFlushed() {
    return gone != null || (refused == null && outbox.isEmpty());
  }

  /** Nothing waits any more: the next frame must announce itself. */
  void forgetQueued() {
    queued = false;
  }

  @Override
  public String toString() {
    return name;
  }
}
