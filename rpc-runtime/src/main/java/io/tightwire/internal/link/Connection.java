package io.tightwire.internal.link;

import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.flow.Timed;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One peer, as long as its connection lasts. Confined to the loop thread, but for the methods that
 * {@link Peer} says.
 */
public final class Connection implements Peer {

  /**
   * Above this number of queued bytes, a caller should hold back frames that it may still cancel.
   */
  private static final long WRITABLE_BELOW = 1 << 20;

  private static final long PROBATION = TimeUnit.MILLISECONDS.toNanos(Backoff.LONGEST_MILLIS);

  private final String name;
  private final Endpoint endpoint;
  private final @Nullable String key;
  private final MessageSink sink;
  private final LinkContext context;
  private final Agent<?> agent;
  private final FlushQueue flushQueue;
  private final LinkBytes total;
  private final long maxQueuedBytes;
  private final Outbox outbox;
  private final InFlightBytes inFlight;
  private @Nullable OutboundMessage refused;
  private @Nullable DisconnectReason gone;
  private boolean announced;
  private boolean queued;
  private boolean stuck;
  private boolean proven;

  /** The time of the first message. */
  private long firstMessageAt = Timed.NEVER;

  Connection(
      String name, Endpoint endpoint, @Nullable String key, MessageSink sink, LinkContext context) {
    LinkOptions options = context.options();
    this.name = name;
    this.endpoint = endpoint;
    this.key = key;
    this.sink = sink;
    this.context = context;
    this.agent = context.agent();
    this.flushQueue = context.flushQueue();
    this.total = context.bytes();
    this.maxQueuedBytes = options.maxQueuedBytes();
    this.inFlight = context.inFlightBytes();
    this.outbox = new Outbox(options.maxMessageSize(), inFlight);
    sink.reportWritesTo(inFlight);
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
    send(new OutboundMessage(buffer, offset, length, inFlight));
  }

  @Override
  public void handOver(byte[] buffer, int length) {
    send(OutboundMessage.reusable(buffer, length, inFlight));
  }

  private void send(OutboundMessage frame) {
    if (gone != null) {
      return;
    }
    long limit = total.isAboveHighWatermark() ? WRITABLE_BELOW : maxQueuedBytes;
    if (outbox.bytes() + frame.size() > limit && !outbox.isEmpty()) {
      drop("it does not keep up: more than " + limit + " bytes are queued for it");
      return;
    }
    long before = outbox.bytes();
    outbox.add(frame);
    total.addQueued(outbox.bytes() - before);
    if (!queued) {
      queued = true;
      flushQueue.add(this);
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
        && sink.isFlushed()
        && outbox.bytes() < WRITABLE_BELOW
        && (outbox.isEmpty() || !total.isAboveHighWatermark());
  }

  @Override
  public long unsentBytes() {
    return outbox.bytes() + inFlight.unsent();
  }

  @Override
  public long unsentBytesInAll() {
    return total.unsent();
  }

  @Override
  public boolean isStalled(long now, long nanos) {
    return gone == null && sink.isStalled(now, nanos);
  }

  @Override
  public void markProven() {
    proven = true;
  }

  /**
   * Returns whether the connection has proven itself: it was marked so, or it delivered a message
   * and lasted longer than the longest delay between two attempts.
   */
  public boolean isProven(long now) {
    return proven || (firstMessageAt != Timed.NEVER && now - firstMessageAt >= PROBATION);
  }

  @Override
  public boolean isReceiving(long now, long nanos) {
    return gone == null && sink.isReceiving(now, nanos);
  }

  @Override
  public void drop(String reason) {
    if (gone == null) {
      disconnect(DisconnectReason.dropped(reason));
      sink.disconnect("dropped it: " + reason);
    }
  }

  /** Records that the connection was lost or dropped. */
  public void disconnect(DisconnectReason reason) {
    if (gone == null) {
      gone = reason;
      total.addQueued(-outbox.bytes());
      outbox.clear();
      inFlight.releaseAll();
      refused = null;
      flushQueue.addDisconnected(this);
    }
  }

  public boolean isDisconnected() {
    return gone != null;
  }

  /** Reports the connection to the agent, once, when it can be written to or has a message. */
  public void announce(long now) {
    if (!announced) {
      announced = true;
      agent.onConnected(this, now);
    }
  }

  void notifyDisconnected(long now) {
    if (gone == null) {
      return;
    }
    if (announced) {
      agent.onDisconnected(this, gone, now);
    } else {
      agent.onFailed(endpoint, gone, now);
    }
  }

  /** Delivers the peer's message to the agent; ignores it if the connection is gone. */
  public void deliver(InboundMessage message, long now) {
    LargeBytes large = message.takeLarge(); // it does not count any more, delivered or not
    byte[] small = message.take();
    if (gone != null) {
      return;
    }
    announce(now);
    if (firstMessageAt == Timed.NEVER) {
      firstMessageAt = now;
    }
    if (gone == null) {
      try {
        if (large == null) {
          total.recordMoved(small.length);
          agent.onMessage(this, small, now);
        } else {
          total.recordMoved(large.length());
          agent.onLargeMessage(this, large, now);
        }
      } catch (Throwable e) { // out of memory, at worst: its calls may be lost, the others' are not
        reportFailure(e);
        drop("its message could not be handled: " + e);
      }
    }
  }

  /** Sends what the transport takes; returns the number of messages. Drops itself if it fails. */
  int tryFlush() {
    try {
      return flush();
    } catch (Throwable e) { // out of memory, at worst: the others' messages go out
      reportFailure(e);
      drop("queued frames could not be sent to it: " + e);
      return 0;
    }
  }

  private void reportFailure(Throwable fault) {
    context.reportFailure(name, fault);
  }

  private int flush() {
    int sent = 0;
    while (gone == null) {
      if (refused == null && !inFlight.hasCapacity()) { // a refused message has its capacity
        break;
      }
      long before = outbox.bytes();
      OutboundMessage message = refused != null ? refused : outbox.next();
      total.addQueued(outbox.bytes() - before);
      if (message == null) {
        break;
      }
      if (refused == null) {
        inFlight.acquire(message.size());
      }
      switch (sink.transmit(message)) {
        case SENT -> {
          refused = null;
          sent++;
          total.recordMoved(message.size());
        }
        case REFUSED -> {
          refused = message;
          stuck = true;
          return sent;
        }
        case UNREACHABLE -> disconnect(DisconnectReason.lost());
      }
    }
    stuck = refused != null || !outbox.isEmpty();
    return sent;
  }

  /** Returns whether the socket refused a message, though there was capacity. */
  boolean isRefused() {
    return refused != null;
  }

  boolean isFlushed() {
    return gone != null || (refused == null && outbox.isEmpty() && sink.isFlushed());
  }

  /** Records that nothing is queued any more: the next frame enters the flush queue again. */
  void onFlushed() {
    queued = false;
  }

  @Override
  public String toString() {
    return name;
  }
}
