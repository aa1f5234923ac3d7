package io.tightwire.internal.client;

import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Liveness;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.stream.ItemBytes;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One connection to a server, from its handshake to its end: without HELLO, ready, or draining. Its
 * calls are numbered on their own, so that no other server can respond to them. Confined to the
 * loop thread.
 */
final class ServerConnection {

  private final Server server;
  private final Peer peer;
  private final Liveness liveness;
  private final long timeout;
  private final InFlightCalls inFlight = new InFlightCalls();
  private MethodNames methods = new MethodNames(null);
  private boolean ready;
  private Set<String> notReady = Set.of();

  /** Why the connection drains; null if it does not. */
  private @Nullable String drainReason;

  /** Whether the peer was told that the connection has proven itself. */
  private boolean proven;

  private long maxMessageSize = Long.MAX_VALUE;

  /** The items of the streams that calls send; null before the first. */
  private @Nullable InputQueue inputs;

  ServerConnection(Server server, Peer peer, Heartbeat heartbeat, long now) {
    this.server = server;
    this.peer = peer;
    this.liveness = new Liveness(heartbeat, now);
    this.timeout = Times.nanos(heartbeat.timeout());
  }

  Server server() {
    return server;
  }

  /** Returns the calls in flight. */
  InFlightCalls inFlight() {
    return inFlight;
  }

  /**
   * Returns the call in flight of that id, about which the server has sent something: its attempt
   * here is its current one from now on. Returns null if it has ended.
   */
  @Nullable ClientCall respondingCall(long id) {
    ClientCall call = inFlight.get(id);
    if (call != null && call.other != null) {
      call.focusOn(this);
    }
    return call;
  }

  /** Makes the connection ready, after the server's HELLO. */
  void ready(Frame.Hello hello) {
    maxMessageSize = hello.maxMessageSize();
    methods = new MethodNames(hello.services());
    peer.packAtMost(maxMessageSize);
    ready = true;
  }

  /**
   * Sets which services are not ready, by what the server says. Those that its HELLO does not name
   * are ignored.
   */
  void notReady(Set<String> services) {
    Set<String> known = new TreeSet<>();
    for (String service : services) {
      if (service.isEmpty() || methods.mayContainService(service)) {
        known.add(service);
      }
    }
    notReady = Collections.unmodifiableSet(known);
  }

  /** Returns the services that are not ready, sorted; the empty name is the server as a whole. */
  Set<String> notReady() {
    return notReady;
  }

  /** Returns whether the server has said HELLO and the connection does not drain. */
  boolean isReady() {
    return ready && drainReason == null;
  }

  /** Sends no more calls; those in flight end normally. */
  void drain(String why) {
    drainReason = why;
  }

  boolean isDraining() {
    return drainReason != null;
  }

  /** Returns whether a call can be sent now: the peer is ready, and applies no backpressure. */
  boolean acceptsCalls() {
    return ready && drainReason == null && peer.isWritable();
  }

  /** Returns whether the peer applies no backpressure. */
  boolean isWritable() {
    return peer.isWritable();
  }

  /**
   * Returns the queue of the items that calls in flight send.
   *
   * @param budget of all connections; counts what is queued
   */
  InputQueue inputs(SharedByteBudget budget) {
    if (inputs == null) {
      inputs = new InputQueue(this, new ItemBytes(budget));
    }
    return inputs;
  }

  /** Returns the size of the largest message, in bytes, that the server takes. */
  long maxMessageSize() {
    return maxMessageSize;
  }

  /** Returns whether the server may have the method. */
  boolean mayHave(MethodDescriptor<?> method) {
    return methods.mayContain(method);
  }

  /** Returns the methods that the server has, by its HELLO. */
  MethodNames methods() {
    return methods;
  }

  /** Records that the server does not have the method. */
  void hasNot(MethodDescriptor<?> method) {
    methods.remove(method);
  }

  void send(byte[] frame) {
    peer.send(frame);
  }

  void send(byte[] buffer, int offset, int length) {
    peer.send(buffer, offset, length);
  }

  /** Drops the connection; its end is reported later. */
  void drop(String why) {
    ready = false;
    peer.drop(why);
  }

  /** Drops the connection if it drains and no call is in flight. */
  void dropIfDrained() {
    if (drainReason != null && inFlight.isEmpty()) {
      drop(drainReason);
    }
  }

  /**
   * Sends a request.
   *
   * @param last whether its bytes are not needed again, so that their array may be reused
   */
  void send(EncodedRequest request, boolean last) {
    if (last) {
      peer.handOver(request.handOver(), request.length());
    } else {
      peer.send(request.buffer(), request.length());
    }
  }

  /** Marks the connection as proven, since the server ended a call over it. */
  void markProven() {
    if (!proven) {
      proven = true;
      peer.markProven();
    }
  }

  void heard(long now) {
    liveness.heard(now);
  }

  /**
   * Sends a heartbeat if it is time, and drops a server that is silent or takes nothing.
   *
   * @return when to check again
   */
  long check(long now) {
    boolean receiving = peer.isReceiving(now, timeout);
    String fault = liveness.fault(receiving, peer.isStalled(now, timeout), now);
    if (fault != null) {
      server.lost(this, fault);
      drop(fault);
      return Timed.NEVER;
    }
    if (liveness.shouldPing(now)) {
      send(FrameWriter.ping());
    }
    if (receiving) {
      liveness.heard(now); // the server's frames are behind the message that it is sending
    }
    return liveness.next();
  }
}
