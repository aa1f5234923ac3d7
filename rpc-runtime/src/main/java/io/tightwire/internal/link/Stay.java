package io.tightwire.internal.link;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/**
 * A loop's time on JeroMQ's I/O thread, where no message has to be handed from one thread to
 * another. The loop's own thread waits meanwhile, for JeroMQ can't be ended from within. Confined
 * to the I/O thread, but for {@link #live()}.
 */
final class Stay implements Guest {

  /** What moves. Confined to the thread it is on. */
  interface Tenant {

    /** Does what there is to do; returns what is left. */
    Visit pass() throws IOException;

    /**
     * Whether that was the last pass.
     *
     * @throws IllegalStateException if JeroMQ is broken
     */
    boolean isOver(long now);

    /** As {@link Guest#hasNews()}. */
    boolean hasNews();

    /** As {@link Guest#isExpectant()}. */
    boolean isExpectant();

    /**
     * Announces that it sleeps; returns for how many nanoseconds, 0 if there is something to do.
     */
    long beginSleep();

    void endSleep();

    /** Tells everybody that it is over. */
    void leave(@Nullable Throwable failure);
  }

  private final Tenant tenant;
  private final IoThread host;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean left;

  Stay(Tenant tenant, IoThread host) {
    this.tenant = tenant;
    this.host = host;
  }

  /**
   * Moves there, and waits until it is over. Called by the loop's own thread.
   *
   * @return whether the tenant has left; false if the I/O thread died before that
   */
  boolean live() {
    host.host(this);
    while (true) {
      try {
        over.await();
        return left;
      } catch (InterruptedException e) {
        // The loop ends when it is closed, not before.
      }
    }
  }

  @Override
  public Visit pass() {
    try {
      Visit visit = tenant.pass();
      if (!tenant.isOver(System.nanoTime())) {
        return visit;
      }
      depart(null);
    } catch (Throwable t) {
      depart(t);
    }
    return Visit.OVER;
  }

  private void depart(@Nullable Throwable failure) {
    tenant.leave(failure);
    left = true;
    host.guestLeft();
    over.countDown();
  }

  @Override
  public boolean hasNews() {
    return tenant.hasNews();
  }

  @Override
  public boolean isExpectant() {
    return tenant.isExpectant();
  }

  @Override
  public long beginSleep() {
    return tenant.beginSleep();
  }

  @Override
  public void endSleep() {
    tenant.endSleep();
  }

  @Override
  public void evict() {
    over.countDown();
  }
}
