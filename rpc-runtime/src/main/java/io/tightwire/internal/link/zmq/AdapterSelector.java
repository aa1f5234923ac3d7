package io.tightwire.internal.link.zmq;

import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.PassResult;
import io.tightwire.internal.link.SelectorHook;
import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.Pipe;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.channels.spi.AbstractSelectableChannel;
import java.nio.channels.spi.AbstractSelector;
import java.util.Collections;
import java.util.HashSet;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zmq.ZError;
import zmq.poll.Poller;

/**
 * A selector over a JDK one that takes {@link StreamChannel}s too, and spares JeroMQ's poller two
 * situations that it handles badly: see {@link ReadyKeys#publish} and {@link #yieldIfRacing}.
 * Confined to the thread that selects, as far as other selectors are.
 */
final class AdapterSelector extends AbstractSelector {

  private static final long NANOS_A_MILLI = 1_000_000;

  private final Selector jdk;
  private final Set<SelectionKey> keys = ConcurrentHashMap.newKeySet();
  private final Set<SelectionKey> keysView = Collections.unmodifiableSet(keys);
  private final Set<SelectionKey> selected = new HashSet<>();
  private final ReadyKeys ready = new ReadyKeys();
  private final Queue<AdapterKey> toAsk = new ConcurrentLinkedQueue<>();
  private final Consumer<SelectionKey> collect = this::collect;
  private @Nullable AdapterKey mailbox;
  private boolean justMailbox;
  private boolean looked;
  private @Nullable IoThread thread;

  /** Whether JeroMQ's poller must return from its select, though nothing may be ready. */
  private volatile boolean asked;

  AdapterSelector(Selector jdk) {
    super(jdk.provider());
    this.jdk = jdk;
  }

  void closeOrThrow() {
    try {
      close();
    } catch (IOException e) {
      throw new ZError.IOException(e);
    }
  }

  @Override
  protected SelectionKey register(
      AbstractSelectableChannel channel, int ops, @Nullable Object attachment) {
    AdapterKey key = new AdapterKey(this, channel, ops, jdk);
    key.attach(attachment);
    keys.add(key);
    key.presumeWritable();
    if (channel instanceof StreamChannel stream) {
      stream.watchedBy(key);
    }
    if (attachment instanceof Poller.Handle && Thread.currentThread() instanceof IoThread current) {
      thread = current;
      current.selectsWith(this);
      if (mailbox == null && channel instanceof Pipe.SourceChannel) {
        mailbox = key;
      }
    }
    return key;
  }

  private void flushCancelled() {
    Set<SelectionKey> cancelled = cancelledKeys();
    synchronized (cancelled) {
      for (SelectionKey key : cancelled) {
        drop((AdapterKey) key);
      }
      cancelled.clear();
    }
  }

  /**
   * A JDK channel has two keys here, ours and the JDK's. A closed channel's descriptor is let go
   * when the JDK selector lets go of its key and no other is left, so ours must go first, always.
   */
  private void drop(AdapterKey key) {
    key.cancelReal();
    keys.remove(key);
    selected.remove(key);
    deregister(key);
  }

  @Override
  public int select(long timeout) throws IOException {
    if (timeout < 0) {
      throw new IllegalArgumentException("Negative timeout: " + timeout);
    }
    SelectorHook hook = thread == null ? null : thread.hook();
    if (hook != null) {
      return selectAround(hook, timeout);
    }
    int updated = doSelect(timeout);
    yieldIfRacing(updated);
    return updated;
  }

  /**
   * Selects, and runs the thread's hook before each wait. Returns only when a key is ready or the
   * time is over: JeroMQ's poller treats any other return as a fault of its selector, and makes a
   * new one.
   *
   * @param timeout in milliseconds; 0: for ever
   */
  private int selectAround(SelectorHook hook, long timeout) throws IOException {
    long end = timeout == 0 ? Timed.NEVER : System.nanoTime() + timeout * NANOS_A_MILLI;
    while (true) {
      PassResult result = hook.pass();
      if (result == PassResult.OVER) {
        return doSelect(-1);
      }
      int updated =
          switch (result) {
            case FULL -> 0;
            case SENT -> lookAfterSending();
            case MORE -> doSelect(-1);
            default -> waitWith(hook, end);
          };
      if (updated > 0 || asked || (end != Timed.NEVER && end - System.nanoTime() <= 0)) {
        asked = false;
        return updated;
      }
    }
  }

  /** Reports this thread's own mailbox as ready after the hook has sent, without a system call. */
  private int lookAfterSending() throws IOException {
    AdapterKey own = mailbox;
    looked = own == null || !looked; // but other keys get their turn too
    if (own == null || looked) {
      return doSelect(-1);
    }
    selected.add(own);
    own.setReady(SelectionKey.OP_READ);
    return 1;
  }

  private int waitWith(SelectorHook hook, long end) throws IOException {
    while (hook.shouldSpin() && !hook.hasWork()) {
      int updated = doSelect(-1);
      if (updated > 0 || asked) {
        return updated;
      }
      AdaptiveSpin.yieldProcessor();
    }
    return hook.hasWork() ? 0 : sleepWith(hook, end);
  }

  private int sleepWith(SelectorHook hook, long end) throws IOException {
    long nanos = hook.beginSleep();
    if (end != Timed.NEVER) {
      nanos = Math.min(nanos, end - System.nanoTime());
    }
    try {
      if (nanos <= 0) {
        return doSelect(-1);
      }
      boolean forEver = nanos == Timed.NEVER;
      return doSelect(forEver ? 0 : nanos / NANOS_A_MILLI + 1);
    } finally {
      hook.endSleep();
    }
  }

  @Override
  public int select() throws IOException {
    return doSelect(0);
  }

  @Override
  public int selectNow() throws IOException {
    return doSelect(-1);
  }

  /**
   * Yields if only the mailbox is ready, twice in a row. JeroMQ's signaler writes its byte before
   * it counts it. A reader that wakes in between finds nothing and selects repeatedly until the
   * writer runs, which is the largest single cost on few cores.
   */
  @SuppressWarnings("ThreadPriorityCheck")
  private void yieldIfRacing(int updated) {
    if (updated != 1 || mailbox == null || !selected.contains(mailbox)) {
      justMailbox = false;
    } else if (justMailbox) {
      Thread.yield();
    } else {
      justMailbox = true;
    }
  }

  private synchronized int doSelect(long timeout) throws IOException {
    requireOpen();
    synchronized (selected) {
      flushCancelled(); // before the JDK's select, which then lets go of its keys
      askAgain();
      ready.clear();
      if (timeout < 0 || ready.hasPresumed()) {
        jdk.selectNow(collect);
      } else {
        jdk.select(collect, timeout);
      }
      ready.addPresumed();
      return ready.publish(selected);
    }
  }

  /** Records that its channel's needs have changed. Thread-safe. */
  void askSoon(AdapterKey key) {
    toAsk.add(key);
    if (Thread.currentThread() != thread) {
      jdk.wakeup();
    }
  }

  private void askAgain() {
    for (AdapterKey key; (key = toAsk.poll()) != null; ) {
      if (key.isValid()) {
        key.askReal();
      }
    }
  }

  /** Counts a key as writable from now on, until a write is partial. */
  void presume(AdapterKey key) {
    ready.presume(key);
  }

  /**
   * Runs {@code onReady}, in a select, when a connect has succeeded or failed. JeroMQ does not know
   * of it. The channel may be registered like any other afterwards.
   */
  void watchConnect(SocketChannel channel, Runnable onReady) throws IOException {
    SelectionKey unused = channel.register(jdk, SelectionKey.OP_CONNECT, onReady);
  }

  private void collect(SelectionKey jdkKey) {
    if (jdkKey.attachment() instanceof Runnable onReady) {
      jdkKey.interestOps(0);
      onReady.run();
      return;
    }
    ready.add((AdapterKey) jdkKey.attachment());
  }

  /** Records that JeroMQ's poller has asked for a channel's readiness, and handles it next. */
  void dispatches(SelectableChannel channel) {
    if (thread != null) {
      thread.handles(channel instanceof StreamChannel stream ? stream : null);
    }
  }

  /** Ends a sleep, so that the hook runs. Thread-safe. */
  void wakeHook() {
    jdk.wakeup();
  }

  @Override
  public Selector wakeup() {
    asked = true;
    jdk.wakeup();
    return this;
  }

  @Override
  public Set<SelectionKey> keys() {
    requireOpen();
    return keysView;
  }

  @Override
  public Set<SelectionKey> selectedKeys() {
    requireOpen();
    return selected;
  }

  private void requireOpen() {
    if (!isOpen()) {
      throw new ClosedSelectorException();
    }
  }

  /** Closes the watched channels after the selecting thread has died. */
  void forceClose() {
    for (SelectionKey key : keys) {
      try {
        key.channel().close();
      } catch (IOException e) {
        // The thread that would handle it has died.
      }
    }
    try {
      close();
    } catch (IOException e) {
      // As above.
    }
  }

  @Override
  protected void implCloseSelector() throws IOException {
    jdk.wakeup(); // a select in progress returns, a later one finds this closed
    synchronized (this) {
      synchronized (selected) {
        flushCancelled();
        for (SelectionKey key : keys) {
          key.cancel();
          drop((AdapterKey) key);
        }
        jdk.close(); // last: see drop
      }
    }
  }
}
