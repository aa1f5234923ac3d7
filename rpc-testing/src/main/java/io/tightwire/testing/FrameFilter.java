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
 * Decides what becomes of each frame between a client and a server: passed on, held back, lost.
 * Knows no socket and no clock. Confined to the relay's loop thread.
 */
final class FrameFilter {

  /** Who does what was decided. */
  interface Ends {

    void toServer(byte[] frame);

    void toClient(byte[] frames);

    /** The other side has said what it takes in one message. */
    void clientTakes(long bytes);

    /** The other side has said what it takes in one message. */
    void serverTakes(long bytes);

    /** A call came that costs the connection; nothing of it goes on. */
    void cut(String path);

    /** The client asks its server to shut down; whether that was for the relay, and ends here. */
    boolean takesShutdown(long id);
  }

  /** A request that has not reached the server yet, and what follows it. */
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

  /** Nothing is under way. */
  FrameFilter(CurrentPlan plan, Ends ends) {
    this.plan = plan;
    this.ends = ends;
  }

  /** The connection is over, with all that was under way. */
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
   * Takes a message apart, as long as its connection is there.
   *
   * @param each told of each frame, with its bytes
   * @param receiver handed each frame that can't be decoded, and all from the first on whose end
   *     can't be found; it will say so
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
        frame = new FrameReader(bytes).next();
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
    } else if (frame instanceof Frame.Shutdown && ends.takesShutdown(frame.id())) {
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
    // A call of another client may come right now: one of them is cut.
    if (faults.cuts(path) && plan.change(current -> current.afterCut(path)).cuts(path)) {
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

  /** As much as can be told from a clock that may have begun anywhere. */
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

  /** A call that is called off on its way does not arrive any more. */
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
   * Passes on what was held back for long enough.
   *
   * @return when the next is due; {@link Long#MAX_VALUE} if none is held
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

  /** Passes on all that was held back. */
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
