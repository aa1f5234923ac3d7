package io.tightwire.internal.link;

import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.flow.Waiter;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets threads that wait for their calls do the work of a client's loop, so that no other thread
 * has to be woken for it.
 *
 * <h2>Passes</h2>
 *
 * <p>Any thread may run a pass, one at a time ({@link SharedPasses}). A caller posts its request,
 * and leaves it to the driver if that is awake. Otherwise it runs a pass, which writes it; if
 * another thread runs one, that thread looks for requests once more after its own pass (flat
 * combining: Hendler, Incze, Shavit and Tzafrir, SPAA 2010). So a request is written by its caller
 * or by a thread that is awake.
 *
 * <h2>The driver</h2>
 *
 * <p>One thread at most waits for the sockets: the driver. That is a caller as long as all open
 * calls have callers that wait; what arrives for others it hands to them. When its own call has
 * ended, it wakes one of the others to drive (leader and followers: Schmidt et al.,
 * Pattern-Oriented Software Architecture 2). At all other times the loop's own thread drives. After
 * a pass that had work, the driver lets the other callers have the core: those whose calls have
 * ended make the next ones, and one pass writes them all.
 *
 * <h2>Nothing depends on a hand-over</h2>
 *
 * <p>While callers drive, the loop's own thread rests for {@link #LEASE} at a time, longer while
 * one caller drives for long. Then it runs a pass, and it drives if no caller did meanwhile. So a
 * hand-over that no caller takes costs 5 ms, or up to 100 ms after one caller has driven for long;
 * and the thread of an idle client waits in its selector.
 *
 * <p>Thread-safe.
 */
final class LoopSharing {

  /** The time for which the loop's own thread leaves the sockets to callers, in nanoseconds. */
  private static final long LEASE = 5_000_000;

  /** The same while one caller drives for long. */
  private static final long LONGEST_LEASE = 20 * LEASE;

  /** How often a caller yields before it parks; the driver may be about to complete its call. */
  private static final int YIELDS = 12;

  private final SharedLoop loop;
  private final Thread own;
  private final Consumer<Throwable> onBroken;
  private final int yields;
  private final SharedPasses passes;
  private final AtomicReference<@Nullable Thread> driver = new AtomicReference<>();
  private final DriverWait driverWait;
  private final Followers followers = new Followers();
  private final AtomicInteger waiting = new AtomicInteger();

  /** Whether a caller has asked the loop's own thread to let callers drive. */
  private final AtomicBoolean wanted = new AtomicBoolean();

  private final BooleanSupplier isWanted = wanted::get;

  /** Confined to the loop's own thread. */
  private long lease = LEASE;

  /** When a caller last found the loop's own thread driving. */
  private volatile long followedAt = System.nanoTime() - LEASE;

  /** Counts the times that callers drove; changed by the driver alone. */
  private volatile int drives;

  /**
   * Creates the sharing of one loop.
   *
   * @param own the loop's own thread
   * @param onBroken told that a pass of a caller has failed
   */
  LoopSharing(SharedLoop loop, Thread own, Consumer<Throwable> onBroken) {
    this(loop, own, onBroken, YIELDS, new SharedPasses(loop, AdaptiveSpin::isCrowded));
  }

  /** Creates the sharing of a loop whose callers yield {@code yields} times; for tests. */
  LoopSharing(
      SharedLoop loop, Thread own, Consumer<Throwable> onBroken, int yields, SharedPasses passes) {
    this.loop = loop;
    this.own = own;
    this.onBroken = onBroken;
    this.yields = yields;
    this.passes = passes;
    this.driverWait = new DriverWait(loop, own);
  }

  /** Returns whether the calling thread runs the loop, which must not wait for itself. */
  boolean isCurrent() {
    return Thread.currentThread() == own || passes.isCurrent();
  }

  /** Ends the loop by a step. No thread runs a pass meanwhile, or later. */
  void end(Runnable step) {
    passes.end(step);
  }

  /** Wakes the thread that is to see what was posted, unless one is awake. */
  void wake() {
    driverWait.end();
  }

  // --- passes ---

  /**
   * Does what was posted, if no other thread is about to; otherwise that one does it.
   *
   * @return false if the loop's own thread has to be woken for it
   */
  boolean help() {
    if (!passes.callersMayDrive()) {
      return false;
    }
    if (driverWait.isAwake() && !passes.isCrowded()) {
      return true;
    }
    if (waiting.get() > 0 && !passes.isCrowded()) {
      passes.yieldToOthers(); // so that others post too, and one pass sends it all
    }
    while (loop.hasWork()) {
      PassResult result = tryPass();
      if (result == null) {
        break; // the thread that runs one looks again
      }
      wakeDriverThatNeedsIt();
      if (result == PassResult.OVER) {
        LockSupport.unpark(own); // it ends the loop
        break;
      }
    }
    return true;
  }

  /** Returns null if another thread runs a pass; {@link PassResult#OVER} also if it has failed. */
  private @Nullable PassResult tryPass() {
    try {
      return passes.tryRun();
    } catch (Throwable e) {
      broken(e);
      return PassResult.OVER;
    }
  }

  /**
   * Wakes the driver if a pass of another thread has changed what it waits for; the selector does
   * not notice.
   */
  private void wakeDriverThatNeedsIt() {
    if (!passes.callersMayDrive() || driverWait.isOutdated()) {
      driverWait.end();
    }
  }

  private void broken(Throwable cause) {
    onBroken.accept(cause);
    passes.fail();
    LockSupport.unpark(own);
  }

  /** Waits for the sockets, as the driver. If several callers wait, they have the core first. */
  private void waitAfter(PassResult result, BooleanSupplier done) throws IOException {
    if (result != PassResult.IDLE && waiting.get() > 1 && !passes.isCrowded()) {
      passes.yieldToOthers(); // they post, and one pass sends it all
    }
    driverWait.afterPass(result, done);
  }

  // --- the loop's own thread ---

  /** Drives and rests until the loop is over. Called by the loop's own thread. */
  void run() throws IOException {
    boolean idle = true;
    while (true) {
      if ((idle || !passes.callersMayDrive()) && driver.compareAndSet(null, own)) {
        driverWait.begin();
        if (driveAlone()) {
          return; // it stays the driver, so that no caller is
        }
        leave();
      }
      idle = rest();
    }
  }

  /** Returns whether the loop is over; false if callers want to drive. */
  private boolean driveAlone() throws IOException {
    while (true) {
      PassResult result = passes.run();
      if (result == PassResult.OVER) {
        return true;
      }
      if (wanted.get()) {
        wanted.set(false);
        if (passes.callersMayDrive() && waiting.get() > 0) {
          return false;
        }
      }
      waitAfter(result, isWanted);
    }
  }

  /** Rests for a while. Returns whether no caller drove meanwhile. */
  private boolean rest() throws IOException {
    int before = drives;
    if (!loop.hasWork() && (passes.callersMayDrive() || driver.get() != null)) {
      LockSupport.parkNanos(this, lease);
      boolean unused = Thread.interrupted();
    }
    PassResult unused = passes.run();
    wakeDriverThatNeedsIt();
    boolean driven = driver.get() != null;
    lease = drives == before && driven ? Math.min(2 * lease, LONGEST_LEASE) : LEASE;
    return drives == before && !driven;
  }

  // --- callers ---

  /** Waits until a call is done or the thread is interrupted, and drives the loop meanwhile. */
  void await(Waiter call) {
    Thread me = Thread.currentThread();
    waiting.incrementAndGet();
    try {
      while (!call.isDone() && !me.isInterrupted()) {
        if (isVacant() && driver.compareAndSet(null, me)) {
          drive(call, me);
        } else {
          follow(call);
        }
      }
    } finally {
      waiting.decrementAndGet();
      if (driver.get() == null) {
        wakeNextDriver(0); // it may have been this thread's turn
      }
    }
  }

  /** Returns whether a caller should drive. */
  private boolean isVacant() {
    return passes.callersMayDrive() && driver.get() == null;
  }

  private void drive(Waiter call, Thread me) {
    driverWait.begin();
    try {
      while (passes.callersMayDrive() && !call.isDone() && !me.isInterrupted()) {
        PassResult result = passes.run();
        if (call.isDone()) {
          break;
        }
        waitAfter(result, call);
      }
    } catch (Throwable e) {
      broken(e);
    } finally {
      int before = drives;
      drives = before + 1; // by the driver alone
      leave();
    }
  }

  /** Drives no more. */
  private void leave() {
    driverWait.leave();
    driver.set(null);
    wakeNextDriver(Thread.currentThread() == own ? 0 : 1);
  }

  /**
   * Wakes a caller to drive; the loop's own thread if there is work and no caller waits. One that
   * waits and is not parked looks whether it should drive before it parks.
   *
   * @param leaving how many of those that wait are about to stop
   */
  private void wakeNextDriver(int leaving) {
    if (!passes.callersMayDrive()) {
      LockSupport.unpark(own);
    } else if (!followers.wakeNext() && waiting.get() <= leaving && loop.hasWork()) {
      LockSupport.unpark(own);
    }
  }

  /**
   * Returns whether another call was waited for not long ago. Only then is it worth waking the
   * loop's own thread so that callers drive.
   */
  private boolean isBusy() {
    long now = System.nanoTime();
    long before = followedAt;
    followedAt = now;
    return now - before < LEASE;
  }

  private void follow(Waiter call) {
    for (int i = 0; i < yields && !passes.isCrowded(); i++) {
      passes.yieldToOthers();
      if (call.isDone() || isVacant()) {
        return;
      }
    }
    if (driver.get() == own
        && passes.callersMayDrive()
        && isBusy()
        && wanted.compareAndSet(false, true)) {
      wake();
    }
    Followers.Follower follower = followers.join();
    call.setParked(true);
    if (!call.isDone() && !isVacant()) {
      LockSupport.park(call);
    }
    call.setParked(false);
    followers.leave(follower);
  }
}
