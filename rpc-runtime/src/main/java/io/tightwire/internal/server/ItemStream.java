package io.tightwire.internal.server;

import io.tightwire.generated.MethodDescriptor;
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

  /** How many more bytes of items the client takes. Confined to the loop thread. */
  private long byteCredit;

  /** Who wants the source to advance; the handler is the first to have the turn. */
  private final AtomicInteger turns = new AtomicInteger(1);

  private final ItemQueue queue;
  private final AtomicLong bytes = new AtomicLong();
  private final AtomicBoolean posted = new AtomicBoolean();
  private volatile @Nullable Source source;
  private volatile boolean full;

  /**
   * What a publisher is asked for at once, at most; and as long as its items are of unknown size.
   */
  private static final int BATCH = 128;

  private static final int FIRST_BATCH = 16;

  /** Of the largest item; 0 before the first. */
  private volatile int largest;

  private boolean released;

  ItemStream(ServerCall call) {
    this.call = call;
    this.queue = new ItemQueue(call.id(), call.session().items);
  }

  /** The handler returned a stream. */
  void start(Source from) {
    source = from;
  }

  /** The handler is done with its turn: what the client has granted meanwhile can be used. */
  void handlerReturned() {
    pump();
  }

  /**
   * The client takes more; for the loop.
   *
   * @return whether items that waited for that can go now
   */
  boolean grant(long items, long moreBytes) {
    boolean waited = awaitsCredit();
    byteCredit = sum(byteCredit, moreBytes);
    if (items > 0) {
      credit.accumulateAndGet(items, ItemStream::sum);
      schedule();
    }
    return waited && byteCredit > 0;
  }

  /** Whether items wait for the client to take more bytes; for the loop. */
  boolean awaitsCredit() {
    return byteCredit <= 0 && !queue.isEmpty();
  }

  /** The call was called off. */
  void cancelled() {
    schedule();
  }

  /** Takes credit for as many items as there is room for, if none is larger than those before. */
  long takeCredit() {
    boolean crowded = call.session().items.isCrowded();
    if (!hasRoom() || (crowded && !hasSentAll())) {
      return 0;
    }
    long fitting =
        crowded ? 1 : largest == 0 ? FIRST_BATCH : Math.min(BATCH, Math.max(1, ROOM / largest));
    long all = credit.getAndUpdate(left -> left - Math.min(left, fitting));
    return Math.min(all, fitting);
  }

  /** Whether the source need not wait; if it need, it is asked again when there is room. */
  boolean hasRoom() {
    if (bytes.get() < ROOM) {
      return true;
    }
    full = true;
    return bytes.get() < ROOM;
  }

  /** Whether nothing is ready; if something is, the source is asked again when it has left. */
  private boolean hasSentAll() {
    if (bytes.get() == 0) {
      return true;
    }
    full = true;
    return bytes.get() == 0;
  }

  /** Of two numbers, of which the second is not negative. */
  static long sum(long a, long b) {
    return a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b;
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

  /**
   * Sends one item. Those that come faster than the loop turns go out together.
   *
   * @throws io.tightwire.codec.CodecException if it can't be encoded; nothing is sent then
   */
  <T> void emit(MethodDescriptor<T> method, @Nullable T item) {
    int size = queue.write(method.result(), item, call.core().encoder().limit(call));
    call.itemEmitted();
    if (size > largest) {
      largest = size;
    }
    bytes.addAndGet(size);
    if (!posted.get() && !posted.getAndSet(true)) {
      call.core().post((loop, now) -> loop.items(call, now));
    }
  }

  /** Takes some of what waits to be sent and may be; for the loop. */
  ItemQueue.@Nullable Run poll() {
    ItemQueue.Run run =
        byteCredit > 0 ? queue.take(call.core().encoder().limit(call), byteCredit) : null;
    if (run != null) {
      byteCredit -= queue.valueBytes(run);
      if (bytes.addAndGet(-run.length()) < ROOM && full) {
        full = false;
        schedule();
      }
    }
    return run;
  }

  /** Whether nothing waits to be sent. */
  boolean isEmpty() {
    return queue.isEmpty();
  }

  /** The source can take credit, or more of it: there may be some. */
  void wantsMore() {
    schedule();
  }

  /** The call is over: nothing is sent any more. */
  void close() {
    queue.close();
  }

  /** The loop is about to take what waits. */
  void taken() {
    posted.set(false);
  }
}
