package io.tightwire.internal.link;

import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Loop} on the thread of another event loop, as a hook of that loop's selector.
 *
 * <h2>Why a loop is hosted</h2>
 *
 * JeroMQ moves bytes on its own thread. A loop on another thread would have to be woken for each
 * message that comes in, and would have to wake JeroMQ for each that goes out. Waking a thread
 * costs more than most calls. Hosted on JeroMQ's thread, the loop handles a message where it was
 * read, and what it sends is written by the same thread.
 *
 * <h2>How the threads share the work</h2>
 *
 * The host's selector calls {@link #pass()} each time before it waits. It sleeps no longer than
 * {@link #beginSleep()} says, and other threads end that sleep by waking the selector. The loop's
 * own thread waits in {@link #run()} meanwhile: JeroMQ cannot be terminated from within, so the
 * loop's own thread does that afterwards.
 *
 * <h2>How it ends</h2>
 *
 * Either the loop is over or fails: then the last pass ends it, on the host's thread. Or the host's
 * thread dies: then {@link #run()} returns false, and the loop's own thread ends it.
 *
 * <p>Confined to the host's thread, but for {@link #run()}.
 */
final class HostedLoop implements SelectorHook {

  private final LoopPass<?> loop;
  private final LoopWaker waker;
  private final Consumer<@Nullable Throwable> onOver;
  private final LoopHost host;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean ended;

  /**
   * Creates a loop that is not hosted yet.
   *
   * @param onOver ends the loop, with the failure that broke it or null
   */
  HostedLoop(
      LoopPass<?> loop, LoopWaker waker, Consumer<@Nullable Throwable> onOver, LoopHost host) {
    this.loop = loop;
    this.waker = waker;
    this.onOver = onOver;
    this.host = host;
  }

  /**
   * Moves the loop to its host, and waits until it is over. Called by the loop's own thread.
   *
   * @return whether the loop has ended; false if the host's thread died before that
   */
  boolean run() {
    host.host(this);
    while (true) {
      try {
        over.await();
        return ended;
      } catch (InterruptedException e) {
        // The loop ends only when it is closed.
      }
    }
  }

  @Override
  public PassResult pass() {
    try {
      PassResult result = loop.run();
      if (!loop.isOver(System.nanoTime())) {
        return result;
      }
      end(null);
    } catch (Throwable t) {
      end(t);
    }
    return PassResult.OVER;
  }

  private void end(@Nullable Throwable failure) {
    onOver.accept(failure);
    ended = true;
    host.unhook();
    over.countDown();
  }

  @Override
  public boolean hasWork() {
    return loop.hasWork();
  }

  @Override
  public boolean shouldSpin() {
    return loop.shouldSpin();
  }

  @Override
  public long beginSleep() {
    return waker.beginSleep();
  }

  @Override
  public void endSleep() {
    waker.endSleep();
  }

  @Override
  public void onThreadDeath() {
    over.countDown();
  }
}
