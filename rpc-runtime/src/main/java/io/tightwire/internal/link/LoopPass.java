package io.tightwire.internal.link;

import io.tightwire.internal.flow.LoopThread;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What a loop does in one pass: what was posted, what has arrived, what is due, what is to be sent.
 * Never waits.
 *
 * <p>{@link #hasWork()}, {@link #dueAt()} and {@link #poller()} are thread-safe; the rest is
 * confined to the thread that runs the loop.
 *
 * @param <T> the transport
 */
final class LoopPass<T extends Transport> implements SharedLoop {

  private static final int BATCH = 256;
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(20);

  private final Agent<?> agent;
  private final T transport;
  private final LinkContext context;
  private final FlushQueue flushQueue;
  private final LoopInbox<?> inbox;
  private final LoopClosing closing;
  private final boolean leavesTasks;
  private final LoopLoad load = new LoopLoad();

  private volatile @Nullable SocketEngine engine;
  private volatile long dueAt = Long.MAX_VALUE;
  private long due;
  private boolean hasSent;

  /**
   * Creates the passes of a loop.
   *
   * @param leavesTasks whether the tasks that come in each pass are left to the thread that runs it
   */
  LoopPass(
      Agent<?> agent,
      T transport,
      LinkContext context,
      LoopInbox<?> inbox,
      LoopClosing closing,
      boolean leavesTasks) {
    this.agent = agent;
    this.transport = transport;
    this.context = context;
    this.flushQueue = context.flushQueue();
    this.inbox = inbox;
    this.closing = closing;
    this.leavesTasks = leavesTasks;
  }

  T transport() {
    return transport;
  }

  /** Opens the transport, before the first pass. */
  void open() throws IOException {
    engine = transport.engine();
    transport.open();
  }

  /** Returns what moves the bytes; null before {@link #open()}, and if there is nothing. */
  @Nullable SocketEngine engine() {
    return engine;
  }

  @Override
  public @Nullable Poller poller() {
    SocketEngine used = engine;
    return used == null ? null : used.poller();
  }

  @Override
  public PassResult run() throws IOException {
    clearInterrupt();
    inbox.beginPass();
    long now = System.nanoTime();
    closing.begin(now); // earlier commands go first
    int work = inbox.run(now);
    Poller poller = poller();
    if (poller != null) {
      poller.dispatch();
    }
    int received = transport.receive(BATCH, now);
    work += received + flushQueue.notifyDisconnected(now);
    if (!leavesTasks) {
      TaskRunner.Task none = agent.nextTask(TaskRunner.NONE);
      assert none == null;
    }
    long agentDue = agent.onTick(now);
    int sent = flushQueue.flush();
    work += sent + flushQueue.notifyDisconnected(now);
    long transportDue = transport.tick(now);
    work += flushQueue.notifyDisconnected(now);
    due = Math.min(left(agentDue, now), left(transportDue, now));
    due = Math.min(due, closing.left(now));
    if (flushQueue.hasRefused()) {
      due = Math.min(due, RETRY); // the signal of its progress may have been consumed already
      work += transport.receive(BATCH, now); // as may the signal of a message
    }
    dueAt = due == Long.MAX_VALUE ? due : now + due;
    boolean part = poller != null && poller.takePart();
    if (part && work == 0) {
      load.recordPart(context.bytes(), now, System.nanoTime());
    } else {
      load.recordPass(work, agent, context.bytes(), now);
    }
    return result(received, sent, work);
  }

  /**
   * A caller's thread stays interrupted; the loop's own has nobody who interrupts it for a call.
   */
  private void clearInterrupt() {
    SocketEngine used = engine;
    if (!LoopThread.isOwn()) {
      return;
    }
    if (used != null) {
      used.clearInterrupt();
    } else {
      boolean unused = Thread.interrupted();
    }
  }

  private PassResult result(int received, int sent, int work) {
    hasSent |= sent > 0;
    if (received >= BATCH) {
      return PassResult.FULL; // or small messages would pile up, one read after the other
    }
    if (hasSent) {
      hasSent = false;
      return PassResult.SENT;
    }
    return work > 0 ? PassResult.MORE : PassResult.IDLE;
  }

  private static long left(long deadline, long now) {
    return deadline == Long.MAX_VALUE ? deadline : Math.max(0, deadline - now);
  }

  @Override
  public boolean isOver(long now) {
    Throwable cause = inbox.breakdown();
    if (cause != null) {
      throw new IllegalStateException("What runs the loop is broken: " + cause, cause);
    }
    return closing.isBegun()
        && ((inbox.hasNoCommand() && flushQueue.isFlushed()) || closing.left(now) <= 0);
  }

  @Override
  public boolean hasWork() {
    return inbox.hasNews();
  }

  @Override
  public boolean shouldSpin() {
    return load.shouldSpin(due);
  }

  /** Returns the time from the last pass to the next one, in nanoseconds. */
  long due() {
    return due;
  }

  @Override
  public long dueAt() {
    return dueAt;
  }

  @Override
  public boolean callersMayDrive() {
    return agent.callersMayDrive() && flushQueue.isFlushed();
  }
}
