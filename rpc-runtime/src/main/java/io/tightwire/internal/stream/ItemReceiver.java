package io.tightwire.internal.stream;

import io.tightwire.internal.wire.Items;
import io.tightwire.internal.wire.Slice;

/**
 * The receiving half of one stream: the credit that was granted to the sender, and the items that
 * came and are not yet read. The package's description explains credit.
 *
 * <p>Methods of the loop's part are confined to the loop thread, those of the reader's part to one
 * thread at a time; {@link #isEmpty}, {@link #discard} and {@link #close} are thread-safe.
 */
public final class ItemReceiver {

  private final ReceivingCall call;
  private final WindowBudget.Share share;
  private final Window window;
  private final ItemBuffer buffer = new ItemBuffer();

  // Confined to the loop thread.

  /** The number of items that the sender may still send. */
  private long credit;

  /** The number of bytes that they may have. The last item may have more than is left. */
  private long byteCredit;

  private long received;

  /**
   * Creates a receiver that has granted nothing.
   *
   * @param call also stands for the reader: what was granted counts in the budget until the call
   *     can't be reached any more
   */
  public ItemReceiver(ReceivingCall call, WindowBudget budget) {
    this(call, budget.open(call), false);
  }

  private ItemReceiver(ReceivingCall call, WindowBudget.Share share, boolean slowly) {
    this.call = call;
    this.share = share;
    this.window = new Window(share, slowly);
  }

  /**
   * Creates a receiver that has granted nothing, and grants little until its reader has shown that
   * it reads.
   *
   * @param call also stands for the reader, as above
   */
  public static ItemReceiver startingSlowly(ReceivingCall call, WindowBudget budget) {
    return new ItemReceiver(call, budget.open(call), true);
  }

  // --- the reader's part ---

  /**
   * Grants the first credit, which leaves with the request. Must be called before the loop knows
   * the call.
   *
   * @param demand how many items the reader can take
   */
  public void grantWithRequest(long demand) {
    addCredit(window.grant(demand, call.now()));
  }

  /**
   * Grants credit and sends it, if there is enough to grant.
   *
   * @param demand how many items the reader can take from now on
   */
  public void grantIfDue(long demand) {
    if (window.isGrantDue(demand)) {
      call.sendCredit(window.grant(demand, call.now()));
    }
  }

  /** Returns whether an item is there to be read. */
  public boolean hasNext() {
    return buffer.hasNext();
  }

  /** Returns the next item; there must be one. */
  public Slice next() {
    Slice item = buffer.next();
    window.read(item.length());
    return item;
  }

  /** Returns whether nothing came since the reader looked last. */
  public boolean isEmpty() {
    return buffer.isEmpty();
  }

  /** Drops the items that the reader has not begun to read. */
  public void discard() {
    buffer.discard();
  }

  /** Drops all items that are not read. */
  public void discardAll() {
    buffer.discardAll();
  }

  /** Releases all that is granted: nothing will be read any more. */
  public void close() {
    share.close();
  }

  // --- the loop's part ---

  /** Adds credit that was granted. */
  public void addCredit(Window.Grant more) {
    credit += more.items();
    byteCredit += more.bytes();
  }

  /** Returns how many items the sender may still send. */
  public long credit() {
    return credit;
  }

  /** Returns whether the sender may send an item. */
  public boolean hasCredit() {
    return credit > 0 && byteCredit > 0;
  }

  /**
   * Returns how many items are granted and not read, for messages: the reader may change it
   * meanwhile.
   */
  public long granted() {
    return window.items();
  }

  /** Returns how many bytes the sender may still send. */
  public long byteCredit() {
    return byteCredit;
  }

  /**
   * Uses credit for items that came.
   *
   * @return for how many of them there was credit
   */
  public int useCredit(Items come) {
    int permitted = 0;
    while (permitted < come.count() && credit > 0 && byteCredit > 0) {
      credit--;
      byteCredit -= come.length(permitted++);
    }
    received += permitted;
    return permitted;
  }

  /** Adds items for the reader. */
  public void add(Items come) {
    buffer.add(come);
  }

  /** Returns how many items came for which there was credit. */
  public long received() {
    return received;
  }

  /** Releases what was granted and will not be used, since the sender has ended the stream. */
  public void releaseUnused() {
    share.release(byteCredit);
  }
}
