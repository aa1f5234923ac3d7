package io.tightwire.internal.link;

import io.tightwire.internal.flow.LoopThread;
import io.tightwire.internal.flow.Waiter;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
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

  private static final long GRACE = TimeUnit.SECONDS.toNanos(5);

  private final LinkOptions options;
  private final Agent<C> agent;
  private final LinkContext context;
  private final LoopClosing closing = new LoopClosing();
  private final LoopInbox<C> inbox;
  private final LoopPass<T> pass;
  private final AtomicBoolean started = new AtomicBoolean();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread thread;
  private final LoopWaker waker;

  /** Null unless callers may run the loop. */
  private final @Nullable LoopSharing sharing;

  /** Null unless its threads run tasks of the agent. */
  private final @Nullable LoopStandby standby;

  private volatile @Nullable Throwable failure;

  // Confined to the loop thread.
  private final EndSteps steps = new EndSteps();

  /** Creates a transport. */
  public interface TransportFactory<T extends Transport> {
    T create(LinkContext context);
  }

  /** Creates a loop that is not started, and that its own thread runs. */
  public Loop(LinkOptions options, Agent<C> agent, TransportFactory<T> factory) {
    this(options, agent, factory, LoopCrew.ALONE);
  }

  /** Creates a loop that is not started. */
  Loop(LinkOptions options, Agent<C> agent, TransportFactory<T> factory, LoopCrew crew) {
    this.options = options;
    this.agent = agent;
    this.inbox = new LoopInbox<>(agent, closing);
    this.context = new LinkContext(options, agent, this::signal, this::breakDown);
    this.pass =
        new LoopPass<>(
            agent, factory.create(context), context, inbox, closing, crew == LoopCrew.STANDBY);
    this.thread = new LoopThread(this::run, options.name());
    this.waker = new LoopWaker(thread, pass);
    this.sharing = crew == LoopCrew.CALLERS ? new LoopSharing(pass, thread, this::breakDown) : null;
    this.standby =
        crew == LoopCrew.STANDBY
            ? new LoopStandby(pass, agent, waker, options.name(), this::standBy)
            : null;
  }

  private void wake() {
    if (sharing == null) {
      waker.wake();
    } else {
      sharing.wake();
    }
  }

  /** Returns the transport, for tasks. */
  T transport() {
    return pass.transport();
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
    if (!inbox.post(command)) {
      return false;
    }
    wake();
    return true;
  }

  /**
   * Posts a command of a thread that is about to {@link #await} its outcome. If the loop is shared
   * and can be run now, that thread runs a pass.
   *
   * @return as {@link #post}
   */
  boolean postAndHelp(C command) {
    if (sharing == null) {
      return post(command);
    }
    if (!inbox.post(command)) {
      return false;
    }
    if (!sharing.help()) {
      wake();
    }
    return true;
  }

  /**
   * Waits until something is done by a pass, or the thread is interrupted. If the loop is shared,
   * the thread may run passes meanwhile.
   *
   * @return false if the loop is not shared, and nothing was waited for
   */
  boolean await(Waiter call) {
    if (sharing == null) {
      return false;
    }
    sharing.await(call);
    return true;
  }

  /**
   * Posts a task.
   *
   * @return false if the link is closed; otherwise the task is run or cancelled, exactly once
   */
  boolean execute(LoopTask task) {
    if (!inbox.execute(task)) {
      return false;
    }
    wake();
    return true;
  }

  /** Announces a change that only a pass can see, even if one is under way; thread-safe. */
  private void signal() {
    inbox.signal();
    wake();
  }

  /** Records that the engine is broken; thread-safe. */
  void breakDown(Throwable cause) {
    inbox.breakDown(cause);
    wake();
  }

  /**
   * Ends the loop once all queued frames are sent, or after {@code linger}. Waits for that, unless
   * the loop's own thread calls it.
   */
  public void close(Duration linger) {
    beginClose(linger);
    if (!isCurrent()) {
      try {
        ended.await(LoopClosing.nanos(linger) + GRACE, TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // the loop closes without being waited for
      }
    }
  }

  private boolean isCurrent() {
    return sharing == null ? waker.isLoop(Thread.currentThread()) : sharing.isCurrent();
  }

  /** Begins to end the loop, without waiting. */
  void beginClose(Duration linger) {
    closing.request(linger);
    start();
    wake();
  }

  private void run() {
    try {
      pass.open();
    } catch (Throwable t) {
      finish(false, t);
      return;
    }
    if (standby == null) {
      runToTheEnd();
    } else {
      lead(standby);
      standBy();
    }
  }

  private void standBy() {
    LoopStandby crew = Objects.requireNonNull(standby);
    crew.serve(() -> lead(crew));
  }

  /** Leads until the loop has ended or another thread leads. */
  private void lead(LoopStandby crew) {
    Throwable thrown = null;
    try {
      if (!crew.lead()) {
        return;
      }
    } catch (Throwable t) {
      thrown = t;
    }
    crew.end();
    finish(false, thrown);
  }

  private void runToTheEnd() {
    Throwable thrown = null;
    boolean hasEnded = false;
    try {
      if (sharing == null) {
        hasEnded = runAlone();
      } else {
        sharing.run();
      }
    } catch (Throwable t) {
      thrown = t;
    }
    finish(hasEnded, thrown);
  }

  private void finish(boolean hasEnded, @Nullable Throwable cause) {
    try {
      if (hasEnded) {
        return;
      }
      if (sharing == null) {
        end(cause);
      } else {
        sharing.end(() -> end(cause));
      }
    } finally {
      terminate();
    }
  }

  /** Runs until it is over; returns whether the loop has ended on another thread. */
  private boolean runAlone() throws IOException {
    boolean hasEnded = false;
    PassResult result = pass.run();
    while (!hasEnded && !pass.isOver(System.nanoTime())) {
      SocketEngine engine = pass.engine();
      LoopHost found = engine == null ? null : engine.host();
      if (found != null) {
        hasEnded = runOn(found);
      } else {
        if (result == PassResult.IDLE) {
          waker.sleep();
        } else {
          boolean unused = pass.poll();
        }
        result = pass.run();
      }
    }
    return hasEnded;
  }

  /** Runs on another thread until the loop or that thread ends; returns whether the loop has. */
  private boolean runOn(LoopHost found) {
    waker.runsOn(found);
    boolean hasEnded = new HostedLoop(pass, waker, this::end, found).run();
    waker.runsOn(null);
    return hasEnded;
  }

  /** Runs a pass; for tests. */
  PassResult pass() throws IOException {
    return pass.run();
  }

  /** Begins to sleep, as {@link LoopWaker#beginSleep} does; for tests. */
  long beginSleep() {
    return waker.beginSleep();
  }

  /** Returns whether it has begun to sleep and was not woken since; for tests. */
  boolean isAsleep() {
    return waker.isAsleep();
  }

  /** Ends the loop: refuses later posts, and fails everything that waits. */
  void end(@Nullable Throwable cause) {
    failure = cause; // seen by threads that find it closed
    inbox.close();
    long now = System.nanoTime();
    long linger = closing.isBegun() && cause == null ? Math.max(0, closing.left(now)) : 0;
    DisconnectReason reason =
        cause == null ? DisconnectReason.closed() : DisconnectReason.failed(cause);
    steps.attempt(() -> transport().disconnectAll(reason));
    steps.attempt(() -> context.flushQueue().notifyDisconnected(now));
    steps.attempt(() -> agent.onClosed(cause));
    inbox.end(steps, now);
    SocketEngine used = pass.engine();
    if (used != null) {
      steps.attempt(used::clearInterrupt);
    }
    steps.attempt(() -> transport().close(linger));
    steps.report(options.name(), cause);
  }

  /** Waits until the engine has ended too. */
  private void terminate() {
    try {
      SocketEngine used = pass.engine();
      if (used != null) {
        steps.attempt(() -> used.terminate(inbox.breakdown() != null));
      }
    } finally {
      ended.countDown();
      agent.onEnded(failure);
    }
  }
}
