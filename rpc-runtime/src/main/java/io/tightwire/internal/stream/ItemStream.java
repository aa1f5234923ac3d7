package io.tightwire.internal.stream;

import io.tightwire.codec.Codec;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.flow.Turns;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The sending half of one stream: the receiver's credit, the source that is asked for that many
 * items, and the encoded items that wait for the loop. The source's user code runs one thread at a
 * time, and only while there is credit: a stream that waits holds no thread.
 *
 * <p>Three things have the source pause: no credit in items, {@link #HIGH_WATERMARK} bytes that are
 * not yet sent, and a peer whose streams use too much memory together ({@link ItemBytes}). The
 * package's description explains how they work together.
 *
 * <p>Thread-safe; methods of the loop's part are confined to the loop thread.
 */
public final class ItemStream {

  /** The source of items. Confined to one thread at a time: the one that {@link #pump} has. */
  public interface Source {
    /** Emits as many items as the credit allows, or requests them from its publisher. */
    void advance();

    /** Releases what the source holds, since the call is over. */
    void release();
  }

  /**
   * The source pauses while that many bytes of encoded items, or more, wait to be sent. It goes on
   * as soon as there are fewer.
   */
  public static final int HIGH_WATERMARK = 256 * 1024;

  /** The most items that a publisher is asked for at a time. */
  private static final int BATCH = 128;

  /** The same as long as the size of its items is unknown. */
  private static final int FIRST_BATCH = 16;

  private final SendingCall call;
  private final ItemBytes memory;
  private final ItemQueue queue;
  private final AtomicLong credit = new AtomicLong();

  /** The remaining credit in bytes. Confined to the loop thread. */
  private long byteCredit;

  /** The number of open requests to advance the source; the handler has the first turn. */
  private final Turns turns = Turns.taken();

  /** Created once, not for each turn. */
  private final Runnable turn = this::turn;

  /** The bytes of encoded items that wait to be sent. */
  private final AtomicLong ready = new AtomicLong();

  /** Whether the loop was asked to poll, and has not done so. */
  private final AtomicBoolean posted = new AtomicBoolean();

  private volatile @Nullable Source source;

  /** Whether the source waits for bytes to be sent. */
  private volatile boolean full;

  /** The size of the largest item; 0 before the first. */
  private volatile int largest;

  /**
   * Whether the source needs no {@link Source#release}. Confined to the thread that has the turn.
   */
  private boolean released;

  /**
   * Creates a stream without source and credit.
   *
   * @param memory counts what is encoded and not yet sent
   */
  public ItemStream(SendingCall call, ItemBytes memory) {
    this.call = call;
    this.memory = memory;
    this.queue = new ItemQueue(call.id(), memory);
  }

  // --- the handler's part ---

  /** Sets the source of the items; it advances from {@link #handlerReturned} on. */
  public void start(Source from) {
    source = from;
  }

  /** Ends the handler's turn: credit that came meanwhile can be used. */
  public void handlerReturned() {
    pump();
  }

  /** Releases the source soon, since the call is cancelled. */
  public void cancel() {
    schedule();
  }

  // --- the source's part ---

  boolean isCancelled() {
    return call.isCancelled();
  }

  /** Returns the method's name, for messages. */
  String name() {
    return call.name();
  }

  /**
   * Acquires credit for items: for as many as fit below the watermark, if none is larger than those
   * before.
   *
   * @return for how many; if 0, the source is asked again when there is some
   */
  long acquireCredit() {
    boolean crowded = memory.isCrowded();
    if (!hasRoom() || (crowded && !hasSentAll())) {
      return 0;
    }
    long fitting =
        crowded
            ? 1
            : largest == 0 ? FIRST_BATCH : Math.min(BATCH, Math.max(1, HIGH_WATERMARK / largest));
    long all = credit.getAndUpdate(left -> left - Math.min(left, fitting));
    return Math.min(all, fitting);
  }

  /** Returns whether the source may go on; if not, it is asked again when there is room. */
  boolean hasRoom() {
    if (ready.get() < HIGH_WATERMARK) {
      return true;
    }
    full = true;
    return ready.get() < HIGH_WATERMARK;
  }

  /** Returns whether no item is ready; if one is, the source is asked again when it is sent. */
  private boolean hasSentAll() {
    if (ready.get() == 0) {
      return true;
    }
    full = true;
    return ready.get() == 0;
  }

  /**
   * Encodes one item and has it sent. Items that come faster than the loop turns are sent together.
   *
   * @throws io.tightwire.codec.CodecException if it can't be encoded; nothing is sent then
   */
  <T> void emit(Codec<T> codec, @Nullable T item) {
    int size = queue.write(codec, item, call.maxFrameSize());
    call.itemEmitted();
    if (size > largest) {
      largest = size;
    }
    ready.addAndGet(size);
    if (!posted.get() && !posted.getAndSet(true)) {
      call.itemsReady();
    }
  }

  /** Requests a turn of the source, which can use credit now that it could not use before. */
  void requestTurn() {
    schedule();
  }

  /** Marks the source as ended: it need not be released. */
  void sourceEnded() {
    released = true;
  }

  private void schedule() {
    if (turns.ask()) {
      call.schedule(this::pump);
    }
  }

  private void pump() {
    if (source != null) { // else it keeps the turn: no item will come
      turns.run(turn);
    }
  }

  private void turn() {
    Source from = Objects.requireNonNull(source);
    if (!released && call.isCancelled()) {
      released = true;
      call.runRelease(from::release);
    } else if (!released) {
      call.runSource(from::advance);
    }
  }

  // --- the loop's part ---

  /**
   * Adds credit that the receiver granted.
   *
   * @return whether items that waited for it can be sent now
   */
  public boolean grant(long items, long bytes) {
    boolean waited = awaitsCredit();
    byteCredit = Times.saturatedSum(byteCredit, bytes);
    if (items > 0) {
      credit.accumulateAndGet(items, Times::saturatedSum);
      schedule();
    }
    return waited && byteCredit > 0;
  }

  /** Returns whether items wait for the receiver to take more bytes. */
  private boolean awaitsCredit() {
    return byteCredit <= 0 && !queue.isEmpty();
  }

  /** Marks the request of {@link SendingCall#itemsReady} as served: the next item repeats it. */
  public void polling() {
    posted.set(false);
  }

  /** Takes out some of the items that are ready and for which there is credit; null if none are. */
  public ItemQueue.@Nullable Run poll() {
    ItemQueue.Run run = byteCredit > 0 ? queue.poll(call.maxFrameSize(), byteCredit) : null;
    if (run != null) {
      byteCredit -= queue.valueBytes(run);
      if (ready.addAndGet(-run.length()) < HIGH_WATERMARK && full) {
        full = false;
        schedule();
      }
    }
    return run;
  }

  /** Returns whether no item is ready. */
  public boolean isEmpty() {
    return queue.isEmpty();
  }

  /** Drops what is ready, since the call is over. */
  public void close() {
    queue.close();
  }
}
