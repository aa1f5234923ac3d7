package io.tightwire.internal.link;

import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.report.RateLimitedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * What owns a link's sockets and runs its agent. One {@link #pass} does all there is to do, without
 * waiting; in between it sleeps until it is woken or something is due. It has a thread of its own,
 * and moves to JeroMQ's I/O thread once there is one. Safe for use by many threads, but for what
 * {@link HostedLoop} calls.
 *
 * @param <C> what can be posted to the agent
 * @param <W> how it is connected
 */
final class Loop<C, W extends Transport> {

  private static final int BATCH = 256;
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_LINGER = TimeUnit.DAYS.toNanos(1);
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  /** With so much to do in a pass, sleeping gathers more, and nothing is lost by it. */
  private static final int HEAVY_LOAD = 16;

  private static final int LOAD_WEIGHT = 8;

  private final LinkOptions options;
  private final Agent<C> agent;
  private final W transport;
  private final LinkContext context;
  private final FlushQueue flushQueue;
  private final Mailbox<C> commands = new Mailbox<>();
  private final Mailbox<LoopTask> tasks = new Mailbox<>();
  private final AtomicBoolean sleeping = new AtomicBoolean();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> breakdown = new AtomicReference<>();
  private final AtomicReference<@Nullable Duration> closing = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;

  /** The thread that makes the passes. */
  private volatile Thread runner;

  private volatile @Nullable Sockets sockets;
  private volatile boolean signalled;
  private volatile @Nullable Throwable failure;

  // Confined to the loop thread.
  private long due;
  private long closeBy;
  private boolean closes;
  private boolean idle;
  private long idleSince;
  private long limit;
  private int load;
  private boolean streaming;
  private boolean hasSent;
  private final AdaptiveSpin spin = new AdaptiveSpin();
  private final RateLimitedLog unclean = new RateLimitedLog("io.tightwire.link", Level.WARNING);

  /** Makes the wire, which must be able to wake the loop. */
  interface TransportFactory<W extends Transport> {
    W create(LinkContext context);
  }

  Loop(LinkOptions options, Agent<C> agent, TransportFactory<W> factory) {
    this.options = options;
    this.agent = agent;
    this.context = new LinkContext(options, agent, this::signal);
    this.flushQueue = context.flushQueue();
    this.transport = factory.create(context);
    this.thread = new LoopThread(this::run, options.name());
    this.runner = thread;
  }

  /** For tasks, which run on the loop thread. */
  W transport() {
    return transport;
  }

  /** Starts the thread, unless it runs. */
  void start() {
    if (started.compareAndSet(false, true)) {
      try {
        thread.start();
      } catch (Throwable t) { // no memory for one more thread: whoever started it is told
        started.set(false);
        throw t;
      }
    }
  }

  /** What broke the loop; null if nothing did. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Hands a command over.
   *
   * @return false if the link is closed; otherwise the agent gets the command, exactly once
   */
  boolean post(C command) {
    if (!commands.offer(command)) {
      return false;
    }
    wake();
    return true;
  }

  /**
   * Hands a task over.
   *
   * @return false if the link is closed; otherwise the task is run or called off, exactly once
   */
  boolean execute(LoopTask task) {
    if (!tasks.offer(task)) {
      return false;
    }
    wake();
    return true;
  }

  /** Something changed that only a pass can see, even if one is under way; by any thread. */
  private void signal() {
    signalled = true;
    wake();
  }

  /** For what {@link #hasWork()} sees, too. */
  private void wake() {
    if (sleeping.get() && sleeping.compareAndSet(true, false)) {
      Sockets current = sockets;
      if (current != null) {
        current.wakeUp();
      }
    }
  }

  /** The sockets are of no use any more; called by any thread. */
  private void breakDown(Throwable cause) {
    breakdown.compareAndSet(null, cause);
    wake();
  }

  /** Ends the loop once all is sent that was to be, or after {@code linger}; waits for it. */
  void close(Duration linger) {
    beginClose(linger);
    if (Thread.currentThread() != runner) {
      await(nanos(linger) + GRACE);
    }
  }

  /** The same, without waiting. */
  void beginClose(Duration linger) {
    closing.compareAndSet(null, Duration.ofNanos(nanos(linger)));
    start();
    wake();
  }

  private static long nanos(Duration linger) {
    return Math.max(0, Math.min(TimeUnit.NANOSECONDS.convert(linger), LONGEST_LINGER));
  }

  private void await(long nanos) {
    try {
      ended.await(nanos, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop closes without being waited for
    }
  }

  private void run() {
    Throwable thrown = null;
    boolean ended = false;
    try {
      Sockets opened = new Sockets(options, this::breakDown);
      sockets = opened;
      transport.open(opened);
      PassResult result = pass();
      while (!ended && !isOver(System.nanoTime())) {
        IoThread host = opened.ioThread();
        if (host != null) {
          ended = runOn(host, opened);
        } else {
          if (result == PassResult.IDLE) {
            sleep(opened);
          }
          result = pass();
        }
      }
    } catch (Throwable t) {
      thrown = t;
    }
    try {
      if (!ended) {
        end(thrown);
      }
    } finally {
      finish();
    }
  }

  /** Lives on JeroMQ's I/O thread until it is over; returns whether all is told then. */
  private boolean runOn(IoThread host, Sockets opened) {
    opened.moveTo(host);
    runner = host;
    boolean ended = new HostedLoop(this, host).run();
    runner = thread;
    return ended;
  }

  boolean isOver(long now) {
    Throwable cause = breakdown.get();
    if (cause != null) {
      throw new IllegalStateException("A thread of JeroMQ died: " + cause, cause);
    }
    return closes && ((commands.isEmpty() && flushQueue.isFlushed()) || now - closeBy >= 0);
  }

  /** Does what there is to do, without waiting. */
  PassResult pass() throws IOException {
    if (sockets != null) {
      sockets.clearInterrupt();
    }
    signalled = false; // before anything is looked at
    long now = System.nanoTime();
    checkClosing(now); // what was posted before goes first
    int work = runTasks(now) + runCommands(now);
    int received = transport.receive(BATCH, now);
    work += received + flushQueue.notifyDisconnected(now);
    long agentDue = agent.onTick(now);
    int sent = flushQueue.flush();
    work += sent + flushQueue.notifyDisconnected(now);
    long wireDue = transport.tick(now);
    work += flushQueue.notifyDisconnected(now);
    due = Math.min(left(agentDue, now), left(wireDue, now));
    if (closes) {
      due = Math.min(due, closeBy - now);
    }
    if (flushQueue.hasRefused()) {
      due = Math.min(due, RETRY); // the signal that it goes on may have been taken in already
      work += transport.receive(BATCH, now); // as may that of a message
    }
    recordLoad(work, now);
    return result(received, sent, work);
  }

  private PassResult result(int received, int sent, int work) {
    hasSent |= sent > 0;
    if (received >= BATCH) {
      return PassResult.FULL; // or what small messages take would pile up, a read at a time
    }
    if (hasSent) {
      hasSent = false;
      return PassResult.SENT;
    }
    return work > 0 ? PassResult.MORE : PassResult.IDLE;
  }

  /** Keeps count of how much there is to do at a time, and how long nothing was before that. */
  private void recordLoad(int work, long now) {
    if (work > 0) {
      streaming = agent.isStreaming(now);
      load += (work * LOAD_WEIGHT - load) / LOAD_WEIGHT;
      if (idle) {
        spin.recordWait(now - idleSince, limit);
      }
      idle = false;
    } else if (!idle) {
      idle = true;
      idleSince = now;
      limit = AdaptiveSpin.limit(context.bytes().takeMoved());
    }
  }

  private void checkClosing(long now) {
    Duration linger = closing.get();
    if (linger != null && !closes) {
      closes = true;
      closeBy = now + linger.toNanos();
    }
  }

  private static long left(long deadline, long now) {
    return deadline == Long.MAX_VALUE ? deadline : Math.max(0, deadline - now);
  }

  private int runTasks(long now) throws IOException {
    int done = 0;
    for (LoopTask task; (task = tasks.poll()) != null; done++) {
      task.run(now);
    }
    return done;
  }

  private int runCommands(long now) {
    int done = 0;
    for (C command; done < BATCH && (command = commands.poll()) != null; done++) {
      agent.onCommand(command, now);
    }
    return done;
  }

  boolean hasWork() {
    return !commands.isEmpty()
        || !tasks.isEmpty()
        || signalled
        || breakdown.get() != null
        || (closing.get() != null && !closes);
  }

  boolean shouldSpin() {
    return spin.shouldSpin()
        && !streaming
        && load < HEAVY_LOAD * LOAD_WEIGHT
        && System.nanoTime() - idleSince < Math.min(due, limit);
  }

  long beginSleep() {
    sleeping.set(true);
    return hasWork() ? 0 : due;
  }

  void endSleep() {
    sleeping.set(false);
  }

  /** Whether it has begun to sleep and nobody has woken it since; for tests. */
  boolean isAsleep() {
    return sleeping.get();
  }

  /** Without sockets there is nothing to look at but what is posted. */
  private void sleep(Sockets opened) throws IOException {
    while (shouldSpin()) {
      if (hasWork()) {
        return;
      }
      AdaptiveSpin.yieldProcessor();
    }
    long nanos = beginSleep();
    if (nanos > 0) {
      opened.sleep(nanos);
    }
    endSleep();
  }

  /** Nothing more is done: whoever waits for something is told. */
  void end(@Nullable Throwable cause) {
    failure = cause; // seen by those who find it closed
    commands.close();
    tasks.close();
    long now = System.nanoTime();
    long linger = closes && cause == null ? Math.max(0, closeBy - now) : 0;
    attempt(() -> transport.disconnectAll(cause == null ? "closed" : "failed: " + cause));
    attempt(() -> flushQueue.notifyDisconnected(now));
    attempt(() -> agent.onClosed(cause));
    for (C command; (command = commands.poll()) != null; ) {
      C last = command;
      attempt(() -> agent.onCommand(last, now));
    }
    for (LoopTask task; (task = tasks.poll()) != null; ) {
      attempt(task::cancel);
    }
    Sockets opened = sockets;
    if (opened != null) {
      attempt(opened::clearInterrupt);
      attempt(() -> transport.close(linger));
    }
    if (cause != null) {
      attempt(() -> report(cause));
    }
  }

  private void report(Throwable cause) {
    System.getLogger("io.tightwire.link")
        .log(Level.ERROR, options.name() + " failed and has ended: " + cause, cause);
  }

  /** Waits until JeroMQ is gone too. */
  private void finish() {
    try {
      Sockets opened = sockets;
      if (opened != null) {
        attempt(() -> opened.close(breakdown.get() != null));
      }
    } finally {
      ended.countDown();
      agent.onEnded(failure);
    }
  }

  /** The loop is over: nothing that fails now may keep the rest from being told. */
  private void attempt(Step step) {
    try {
      step.run();
    } catch (Throwable t) {
      unclean.log(() -> "A link could not be closed cleanly", t);
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
