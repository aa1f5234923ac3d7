package io.tightwire.internal.discovery;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;

/**
 * Finds servers by a look-up that is repeated for as long as a client watches. A client is told
 * only what is new to it: a list that differs from the last one, or a failure with another message.
 * Thread-safe.
 */
public final class PollingResolver implements Resolver {

  /** One look-up of all servers. May block. Must be thread-safe. */
  @FunctionalInterface
  public interface LookUp {

    /**
     * Returns all servers, in an order that depends on nothing but the servers.
     *
     * @throws Exception if they can't be found; its message says what, where and how to fix it
     */
    List<ServerAddress> addresses() throws Exception;
  }

  private final LookUp lookUp;
  private final PollInterval interval;
  private final ScheduledExecutorService executor;
  private final LongSupplier clock;
  private final DoubleSupplier random;

  /** Creates a resolver. Nothing is looked up before a client watches. */
  public PollingResolver(LookUp lookUp, PollInterval interval, DiscoveryContext context) {
    this(
        lookUp,
        interval,
        context.executor(),
        System::nanoTime,
        () -> ThreadLocalRandom.current().nextDouble());
  }

  /**
   * Creates a resolver with a clock; for tests.
   *
   * @param random returns numbers from 0 to 1
   */
  PollingResolver(
      LookUp lookUp,
      PollInterval interval,
      ScheduledExecutorService executor,
      LongSupplier clock,
      DoubleSupplier random) {
    this.lookUp = lookUp;
    this.interval = interval;
    this.executor = executor;
    this.clock = clock;
    this.random = random;
  }

  @Override
  public Watch watch(Listener listener) {
    PolledWatch watch = new PolledWatch(lookUp, interval, listener, executor, clock, random);
    watch.start();
    return watch;
  }
}
