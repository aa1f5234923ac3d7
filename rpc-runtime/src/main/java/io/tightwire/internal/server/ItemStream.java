package io.tightwire.internal.server;

import io.tightwire.codec.WireWriter;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The items of one streaming call on their way out: the client's credit, the source that is asked
 * for as many, and the frames that wait for the loop. The source's user code runs on the call's
 * lane, one thread at a time, and only while there is credit: a stream that waits holds no thread.
 * Safe for use by many threads.
 */
final class ItemStream {

  /** Where items come from. Confined to one thread at a time: the one that {@link #pump} has. */
  interface Source {
    /** Emits what the credit allows, or asks for it. */
    void advance();

    /** The call is over: lets go of what the source holds. */
    void release();
  }

  /** How many bytes of items may wait for the loop or the client before the source has to. */
  static final int ROOM = 256 * 1024;

  private final ServerCall call;
  private final AtomicLong credit = new AtomicLong();

  /** Who wants the source to advance; the handler is the first to have the turn. */
  private final AtomicInteger turns = new AtomicInteger(1);

  private final ConcurrentLinkedQueue<WireWriter> frames = new ConcurrentLinkedQueue<>();
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean posted = new AtomicBoolean();
  private volatile @Nullable Source source;
  private volatile boolean full;

  /** Of the last item; a guess at first. */
  private volatile int lastSize = 4096;

  private boolean released;

  ItemStream(ServerCall call) {
    this.call = call;
  }

  /** The handler returned a stream. */
  void start(Source from) {
    source = from;
  }

  /** The handler is done with its turn: what the client has granted meanwhile can be used. */
  void handlerReturned() {
    pump();
  }

  /** The client takes more. */
  void grant(long items) {
    credit.accumulateAndGet(items, ItemStream::sum);
    schedule();
  }

  /** The call was called off. */
  void cancelled() {
    schedule();
  }

  /** Takes credit for as many items as there is room for, if they are of the size of the last. */
  long takeCredit() {
    if (!hasRoom()) {
      return 0;
    }
    long fitting = Math.max(1, ROOM / lastSize);
    long all = credit.getAndUpdate(left -> left - Math.min(left, fitting));
    return Math.min(all, fitting);
  }

  /** Takes credit for one item, if there is any. */
  boolean takeOne() {
    if (credit.get() == 0 || !hasRoom()) {
      return false;
    }
    credit.decrementAndGet();
    return true;
  }

  /** Whether the source need not wait; if it need, it is asked again when there is room. */
  private boolean hasRoom() {
    if (bytes.get() < ROOM) {
      return true;
    }
    full = true;
    return bytes.get() < ROOM;
  }

  /** Of two numbers of items, neither negative. */
  static long sum(long a, long b) {
    return a + b < 0 ? Long.MAX_VALUE : a + b;
  }

  private void schedule() {
    if (turns.getAndIncrement() == 0) {
      call.lane().resume(this::pump);
    }
  }

  private void pump() {
    Source from = source;
    if (from == null) {
      return; // and keeps the turn: there is nothing to come
    }
    int seen = turns.get();
    while (seen != 0) {
      if (!released && call.isCancelled()) {
        released = true;
        call.scoped(from::release);
      } else if (!released) {
        call.inside(from::advance);
      }
      seen = turns.addAndGet(-seen);
    }
  }

  /** The source came to its end, one way or the other, and need not be released. */
  void over() {
    released = true;
  }

  /** Sends one item. Frames that come faster than the loop turns go out together. */
  void emit(WireWriter frame) {
    call.itemEmitted();
    lastSize = frame.size();
    bytes.addAndGet(frame.size());
    frames.add(frame);
    if (!posted.getAndSet(true)) {
      call.core().post((loop, now) -> loop.items(call));
    }
  }

  /** What waits to be sent, one frame after the other; for the loop. */
  @Nullable WireWriter poll() {
    WireWriter frame = frames.poll();
    if (frame != null && bytes.addAndGet(-frame.size()) < ROOM && full) {
      full = false;
      schedule();
    }
    return frame;
  }

  /** Whether nothing waits to be sent. */
  boolean isEmpty() {
    return frames.isEmpty();
  }

  /** The source can take credit, or more of it: there may be some. */
  void wantsMore() {
    schedule();
  }

  /** The loop is about to take what waits. */
  void taken() {
    posted.set(false);
  }
}
