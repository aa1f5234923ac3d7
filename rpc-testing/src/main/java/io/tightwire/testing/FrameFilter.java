package io.tightwire.testing;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.Slice;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * Decides for each frame between a client and a server whether it is forwarded, delayed or dropped.
 * Uses no socket and no clock. Confined to the proxy's loop thread.
 */
final class FrameFilter {

  /** Executes the decisions. Confined to the proxy's loop thread. */
  interface Ends {

    void toServer(byte[] frame);

    void toClient(byte[] frames);

    /** Called when the client has announced the largest message that it accepts. */
    void clientTakes(long bytes);

    /** Called when the server has announced the largest message that it accepts. */
    void serverTakes(long bytes);

    /** Cuts the connection for a call, of which nothing is forwarded. */
    void cut(String path);

    /** Returns whether the client's PONG was meant for the proxy. If so, it is not forwarded. */
    boolean takesPong(Slice payload);
  }

  /**
   * A delayed request, and the frames of its call that follow it. Confined to the proxy's loop
   * thread.
   */
  private record Held(long id, long due, long turn, List<byte[]> frames) {}

  private static final Comparator<Held> BY_TIME =
      (a, b) -> a.due != b.due ? Long.signum(a.due - b.due) : Long.compare(a.turn, b.turn);

  private final CurrentPlan plan;
  private final Ends ends;
  private final PriorityQueue<Held> held = new PriorityQueue<>(BY_TIME);
  private final Map<Long, Held> heldById = new HashMap<>();
  private final Set<Long> lost = new HashSet<>();
  private final Set<Long> muted = new HashSet<>();
  private long turns;
  private long connection;

  /** Creates a filter without any calls. */
  FrameFilter(CurrentPlan plan, Ends ends) {
    this.plan = plan;
    this.ends = ends;
  }

  /** Forgets all calls, since the connection has ended. */
  void reset() {
    connection++;
    held.clear();
    heldById.clear();
    lost.clear();
    muted.clear();
  }

  void fromClient(byte[] message, long now) {
    take(message, (frame, bytes) -> decide(frame, bytes, now), ends::toServer);
  }

  /**
   * Splits a message into frames, as long as its connection exists.
   *
   * @param each gets each frame, with its bytes
   * @param receiver gets each frame that can't be decoded, and the rest of the message if the end
   *     of a frame can't be found; it will respond with the error
   */
  private void take(byte[] message, BiConsumer<Frame, byte[]> each, Consumer<byte[]> receiver) {
    long before = connection;
    WireReader in = new WireReader(message);
    while (!in.isAtEnd() && connection == before) {
      int from = in.position();
      byte[] bytes;
      Frame frame;
      try {
        FrameReader.skipFrame(in);
        bytes = Arrays.copyOfRange(message, from, in.position());
      } catch (CodecException e) {
        receiver.accept(Arrays.copyOfRange(message, from, message.length));
        return;
      }
      try {
        frame = new FrameReader().open(bytes).next();
      } catch (BadFrameException e) {
        receiver.accept(bytes);
        continue;
      }
      each.accept(frame, bytes);
    }
  }

  private void decide(Frame frame, byte[] bytes, long now) {
    if (frame instanceof Frame.Request request) {
      request(request, bytes, now);
    } else if (frame instanceof Frame.Credit) {
      follow(frame.id(), bytes);
    } else if (frame instanceof Frame.Cancel) {
      cancel(frame.id(), bytes);
    } else if (frame instanceof Frame.Pong pong && ends.takesPong(pong.payload())) {
      return;
    } else {
      if (frame instanceof Frame.Hello hello) {
        ends.clientTakes(hello.maxMessageSize());
      }
      ends.toServer(bytes);
    }
  }

  private void request(Frame.Request request, byte[] bytes, long now) {
    FaultPlan faults = plan.get();
    String path = text(request.path());
    if (faults.cuts(path)) {
      ends.cut(path);
      return;
    }
    if (faults.drops(path)) {
      if (!request.isOneWay()) {
        lost.add(request.id());
      }
      return;
    }
    if (faults.mutes(path) && !request.isOneWay()) {
      muted.add(request.id());
    }
    Duration delay = faults.delayOf(path);
    if (delay.isZero()) {
      ends.toServer(bytes);
    } else {
      List<byte[]> frames = new ArrayList<>();
      frames.add(bytes);
      Held call = new Held(request.id(), now + nanos(delay), ++turns, frames);
      held.add(call);
      heldById.put(call.id, call);
    }
  }

  /** Limits the delay, so that adding it to any clock value does not overflow. */
  private static long nanos(Duration delay) {
    Duration longest = Duration.ofNanos(Long.MAX_VALUE / 4);
    return (delay.compareTo(longest) < 0 ? delay : longest).toNanos();
  }

  private static String text(Slice path) {
    return new String(path.array(), path.offset(), path.length(), StandardCharsets.UTF_8);
  }

  private void follow(long id, byte[] bytes) {
    Held call = heldById.get(id);
    if (call != null) {
      call.frames.add(bytes);
    } else if (!lost.contains(id)) {
      ends.toServer(bytes);
    }
  }

  /** Drops a delayed call that is cancelled. */
  private void cancel(long id, byte[] bytes) {
    muted.remove(id);
    Held call = heldById.remove(id);
    if (call != null) {
      held.remove(call);
    } else if (!lost.remove(id)) {
      ends.toServer(bytes);
    }
  }

  void fromServer(byte[] message) {
    take(
        message,
        (frame, bytes) -> {
          if (frame instanceof Frame.Hello hello) {
            ends.serverTakes(hello.maxMessageSize());
          }
          if (!muted.contains(frame.id())) {
            ends.toClient(bytes);
          }
        },
        ends::toClient);
  }

  /**
   * Forwards the delayed frames that are due.
   *
   * @return the time when the next is due; {@link Long#MAX_VALUE} if none is delayed
   */
  long release(long now) {
    for (Held next = held.peek(); next != null; next = held.peek()) {
      if (next.due - now > 0) {
        return next.due;
      }
      pass(next);
    }
    return Long.MAX_VALUE;
  }

  /** Forwards all delayed frames. */
  void releaseAll() {
    for (Held next = held.peek(); next != null; next = held.peek()) {
      pass(next);
    }
  }

  private void pass(Held call) {
    held.remove(call);
    heldById.remove(call.id);
    call.frames.forEach(ends::toServer);
  }
}
