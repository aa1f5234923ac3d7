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
 * {@link Stay} calls.
 *
 * @param <C> what can be posted to the agent
 * @param <W> how it is connected
 */
final class Loop<C, W extends Wire> implements Stay.Tenant {

  private static final int BATCH = 256;
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long LONGEST_LINGER = TimeUnit.DAYS.toNanos(1);
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  /** With so much to do in a pass, sleeping gathers more, and nothing is lost by it. */
  private static final int BUSTLING = 16;

  private static final int BUSTLE_WEIGHT = 8;

  private final LinkOptions options;
  private final Agent<C> agent;
  private final W wire;
  private final Traffic traffic;
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
  private int bustle;
  private boolean streaming;
  private boolean hasSent;
  private final AdaptiveSpin spin = new AdaptiveSpin();
  private final RateLimitedLog unclean = new RateLimitedLog("io.tightwire.link", Level.WARNING);

  /** Makes the wire, which must be able to wake the loop. */
  interface WireFactory<W extends Wire> {
    W create(Traffic traffic);
  }

  Loop(LinkOptions options, Agent<C> agent, WireFactory<W> factory) {
    this.options = options;
    this.agent = agent;
    this.traffic = new Traffic(agent, this::signal, options.maxQueuedBytesInAll());
    this.wire = factory.create(traffic);
    this.thread = new LoopThread(this::run, options.name());
    this.runner = thread;
  }

  /** For tasks, which run on the loop thread. */
  W wire() {
    return wire;
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

  /** For what {@link #hasNews()} sees, too. */
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
    boolean left = false;
    try {
      Sockets opened = new Sockets(options, this::breakDown);
      sockets = opened;
      wire.open(opened);
      Guest.Visit visit = pass();
      while (!left && !isOver(System.nanoTime())) {
        IoThread host = opened.ioThread();
        if (host != null) {
          left = stayAt(host, opened);
        } else {
          if (visit == Guest.Visit.IDLE) {
            sleep(opened);
          }
          visit = pass();
        }
      }
    } catch (Throwable t) {
      thrown = t;
    }
    try {
      if (!left) {
        leave(thrown);
      }
    } finally {
      finish();
    }
  }

  /** Lives on JeroMQ's I/O thread until it is over; returns whether all is told then. */
  private boolean stayAt(IoThread host, Sockets opened) {
    opened.moveTo(host);
    runner = host;
    boolean left = new Stay(this, host).live();
    runner = thread;
    return left;
  }

  @Override
  public boolean isOver(long now) {
    Throwable cause = breakdown.get();
    if (cause != null) {
      throw new IllegalStateException("A thread of JeroMQ died: " + cause, cause);
    }
    return closes && ((commands.isEmpty() && traffic.isFlushed()) || now - closeBy >= 0);
  }

  /** Does what there is to do, without waiting. */
  @Override
  public Guest.Visit pass() throws IOException {
    if (sockets != null) {
      sockets.clearInterrupt();
    }
    signalled = false; // before anything is looked at
    long now = System.nanoTime();
    noteClosing(now); // what was posted before goes first
    int work = runTasks(now) + runCommands(now);
    int received = wire.receive(BATCH, now);
    work += received + traffic.bury(now);
    long agentDue = agent.onTick(now);
    int sent = traffic.flush();
    work += sent + traffic.bury(now);
    long wireDue = wire.tick(now);
    work += traffic.bury(now);
    due = Math.min(left(agentDue, now), left(wireDue, now));
    if (closes) {
      due = Math.min(due, closeBy - now);
    }
    if (traffic.hasRefused()) {
      due = Math.min(due, RETRY); // the signal that it goes on may have been taken in already
      work += wire.receive(BATCH, now); // as may that of a message
    }
    gauge(work, now);
    return visit(received, sent, work);
  }

  private Guest.Visit visit(int received, int sent, int work) {
    hasSent |= sent > 0;
    if (received >= BATCH) {
      return Guest.Visit.FULL; // or what small messages take would pile up, a read at a time
    }
    if (hasSent) {
      hasSent = false;
      return Guest.Visit.SENT;
    }
    return work > 0 ? Guest.Visit.MORE : Guest.Visit.IDLE;
  }

  /** Keeps count of how much there is to do at a time, and how long nothing was before that. */
  private void gauge(int work, long now) {
    if (work > 0) {
      streaming = agent.isStreaming(now);
      bustle += (work * BUSTLE_WEIGHT - bustle) / BUSTLE_WEIGHT;
      if (idle) {
        spin.recordWait(now - idleSince, limit);
      }
      idle = false;
    } else if (!idle) {
      idle = true;
      idleSince = now;
      limit = AdaptiveSpin.limit(traffic.takeMoved());
    }
  }

  private void noteClosing(long now) {
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

  @Override
  public boolean hasNews() {
    return !commands.isEmpty()
        || !tasks.isEmpty()
        || signalled
        || breakdown.get() != null
        || (closing.get() != null && !closes);
  }

  @Override
  public boolean isExpectant() {
    return spin.shouldSpin()
        && !streaming
        && bustle < BUSTLING * BUSTLE_WEIGHT
        && System.nanoTime() - idleSince < Math.min(due, limit);
  }

  @Override
  public long beginSleep() {
    sleeping.set(true);
    return hasNews() ? 0 : due;
  }

  @Override
  public void endSleep() {
    sleeping.set(false);
  }

  /** Whether it has begun to sleep and nobody has woken it since; for tests. */
  boolean isAsleep() {
    return sleeping.get();
  }

  /** Without sockets there is nothing to look at but what is posted. */
  private void sleep(Sockets opened) throws IOException {
    while (isExpectant()) {
      if (hasNews()) {
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
  @Override
  public void leave(@Nullable Throwable cause) {
    failure = cause; // seen by those who find it closed
    commands.close();
    tasks.close();
    long now = System.nanoTime();
    long linger = closes && cause == null ? Math.max(0, closeBy - now) : 0;
    attempt(() -> wire.leaveAll(cause == null ? "closed" : "failed: " + cause));
    attempt(() -> traffic.bury(now));
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
      attempt(() -> wire.close(linger));
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
