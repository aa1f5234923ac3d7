package io.tightwire.internal.link;

import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.flow.LoopThread;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The event loop of a link: owns its transport and runs its agent. One {@link #pass} does all work
 * that is there, without waiting; in between the loop sleeps until it is woken or a timer is due.
 * It begins on its own thread, and moves to the thread of the transport's engine once there is one:
 * see {@link HostedLoop}.
 *
 * <p>A signal announces work that only a pass can see, such as messages of another loop. It counts
 * as work, and is cleared before a pass polls anything.
 *
 * <p>{@link #start}, {@link #post}, {@link #execute}, {@link #close}, {@link #beginClose} and
 * {@link #failure} are thread-safe; the rest is confined to the loop thread.
 *
 * @param <C> the type of the agent's commands
 * @param <T> the transport
 */
public final class Loop<C, T extends Transport> {

  private static final int BATCH = 256;
  private static final long RETRY = TimeUnit.MILLISECONDS.toNanos(20);
  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  private final LinkOptions options;
  private final Agent<C> agent;
  private final T transport;
  private final LinkContext context;
  private final FlushQueue flushQueue;
  private final Mailbox<C> commands = new Mailbox<>();
  private final Mailbox<LoopTask> tasks = new Mailbox<>();
  private final LoopClosing closing = new LoopClosing();
  private final AtomicBoolean started = new AtomicBoolean();
  private final AtomicReference<@Nullable Throwable> breakdown = new AtomicReference<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private final LoopWaker waker;

  private volatile boolean signalled;
  private volatile @Nullable Throwable failure;

  // Confined to the loop thread.
  private final LoopLoad load = new LoopLoad();
  private final EndSteps steps = new EndSteps();
  private @Nullable SocketEngine engine;
  private long due;
  private boolean hasSent;

  /** Creates a transport. */
  public interface TransportFactory<T extends Transport> {
    T create(LinkContext context);
  }

  /** Creates a loop that is not started. */
  public Loop(LinkOptions options, Agent<C> agent, TransportFactory<T> factory) {
    this.options = options;
    this.agent = agent;
    this.context = new LinkContext(options, agent, this::signal, this::breakDown);
    this.flushQueue = context.flushQueue();
    this.transport = factory.create(context);
    this.thread = new LoopThread(this::run, options.name());
    this.waker = new LoopWaker(thread);
  }

  /** Returns the transport, for tasks. */
  T transport() {
    return transport;
  }

  /** Starts the thread, unless it runs. */
  public void start() {
    if (started.compareAndSet(false, true)) {
      try {
        thread.start();
      } catch (Throwable t) { // no memory for one more thread: the starter gets it
        started.set(false);
        throw t;
      }
    }
  }

  /** Returns the failure that broke the loop; null if none did. */
  @Nullable Throwable failure() {
    return failure;
  }

  /**
   * Posts a command.
   *
   * @return false if the link is closed; otherwise the agent gets the command, exactly once
   */
  public boolean post(C command) {
    if (!commands.offer(command)) {
      return false;
    }
    waker.wake();
    return true;
  }

  /**
   * Posts a task.
   *
   * @return false if the link is closed; otherwise the task is run or cancelled, exactly once
   */
  boolean execute(LoopTask task) {
    if (!tasks.offer(task)) {
      return false;
    }
    waker.wake();
    return true;
  }

  /** Announces a change that only a pass can see, even if one is under way; thread-safe. */
  private void signal() {
    signalled = true;
    waker.wake();
  }

  /** Records that the engine is broken; thread-safe. */
  private void breakDown(Throwable cause) {
    breakdown.compareAndSet(null, cause);
    waker.wake();
  }

  /**
   * Ends the loop once all queued frames are sent, or after {@code linger}. Waits for that, unless
   * the loop's own thread calls it.
   */
  public void close(Duration linger) {
    beginClose(linger);
    if (!waker.isLoop(Thread.currentThread())) {
      try {
        ended.await(LoopClosing.nanos(linger) + GRACE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the loop closes without being waited for
      }
    }
  }

  /** Begins to end the loop, without waiting. */
  void beginClose(Duration linger) {
    closing.request(linger);
    start();
    waker.wake();
  }

  private void run() {
    Throwable thrown = null;
    boolean hasEnded = false;
    try {
      engine = transport.engine();
      transport.open();
      PassResult result = pass();
      while (!hasEnded && !isOver(System.nanoTime())) {
        LoopHost found = engine == null ? null : engine.host();
        if (found != null) {
          hasEnded = runOn(found);
        } else {
          if (result == PassResult.IDLE) {
            sleep();
          }
          result = pass();
        }
      }
    } catch (Throwable t) {
      thrown = t;
    }
    try {
      if (!hasEnded) {
        end(thrown);
      }
    } finally {
      terminate();
    }
  }

  /** Runs on another thread until the loop or that thread ends; returns whether the loop has. */
  private boolean runOn(LoopHost found) {
    waker.runsOn(found);
    boolean hasEnded = new HostedLoop(this, found).run();
    waker.runsOn(null);
    return hasEnded;
  }

  /**
   * Returns whether the last pass was the last one.
   *
   * @throws IllegalStateException if the engine is broken
   */
  boolean isOver(long now) {
    Throwable cause = breakdown.get();
    if (cause != null) {
      throw new IllegalStateException("A thread of JeroMQ died: " + cause, cause);
    }
    return closing.isBegun()
        && ((commands.isEmpty() && flushQueue.isFlushed()) || closing.left(now) <= 0);
  }

  /** Does all work that is there, without waiting. */
  PassResult pass() throws IOException {
    if (engine != null) {
      engine.clearInterrupt();
    } else {
      boolean unused = Thread.interrupted();
    }
    signalled = false; // before anything is polled
    long now = System.nanoTime();
    closing.begin(now); // earlier commands go first
    int work = runTasks(now) + runCommands(now);
    int received = transport.receive(BATCH, now);
    work += received + flushQueue.notifyDisconnected(now);
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
    load.recordPass(work, agent, context.bytes(), now);
    return result(received, sent, work);
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

  /** As {@link SelectorHook#hasWork()}. */
  boolean hasWork() {
    return !commands.isEmpty()
        || !tasks.isEmpty()
        || signalled
        || breakdown.get() != null
        || closing.isPending();
  }

  /** As {@link SelectorHook#shouldSpin()}. */
  boolean shouldSpin() {
    return load.shouldSpin(due);
  }

  /** As {@link SelectorHook#beginSleep()}. */
  long beginSleep() {
    waker.beginSleep();
    return hasWork() ? 0 : due;
  }

  /** As {@link SelectorHook#endSleep()}. */
  void endSleep() {
    waker.endSleep();
  }

  /** Returns whether it has begun to sleep and was not woken since; for tests. */
  boolean isAsleep() {
    return waker.isAsleep();
  }

  /** Waits on its own thread, for what is posted and for the sockets that it polls itself. */
  private void sleep() throws IOException {
    Poller poller = engine == null ? null : engine.poller();
    waker.waitsOn(poller);
    while (shouldSpin()) {
      if (hasWork() || (poller != null && poller.poll())) {
        return;
      }
      AdaptiveSpin.yieldProcessor();
    }
    waker.await(beginSleep());
    endSleep();
  }

  /** Ends the loop: refuses later posts, and fails everything that waits. */
  void end(@Nullable Throwable cause) {
    failure = cause; // seen by threads that find it closed
    commands.close();
    tasks.close();
    long now = System.nanoTime();
    long linger = closing.isBegun() && cause == null ? Math.max(0, closing.left(now)) : 0;
    DisconnectReason reason =
        cause == null ? DisconnectReason.closed() : DisconnectReason.failed(cause);
    steps.attempt(() -> transport.disconnectAll(reason));
    steps.attempt(() -> flushQueue.notifyDisconnected(now));
    steps.attempt(() -> agent.onClosed(cause));
    for (C command; (command = commands.poll()) != null; ) {
      C last = command;
      steps.attempt(() -> agent.onCommand(last, now));
    }
    for (LoopTask task; (task = tasks.poll()) != null; ) {
      steps.attempt(task::cancel);
    }
    SocketEngine used = engine;
    if (used != null) {
      steps.attempt(used::clearInterrupt);
    }
    steps.attempt(() -> transport.close(linger));
    steps.report(options.name(), cause);
  }

  /** Waits until the engine has ended too. */
  private void terminate() {
    try {
      SocketEngine used = engine;
      if (used != null) {
        steps.attempt(() -> used.terminate(breakdown.get() != null));
      }
    } finally {
      ended.countDown();
      agent.onEnded(failure);
    }
  }
}
