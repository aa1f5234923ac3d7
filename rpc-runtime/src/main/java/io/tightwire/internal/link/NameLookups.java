package io.tightwire.internal.link;

import io.tightwire.internal.flow.NumericHosts;
import io.tightwire.internal.flow.Threads;
import io.tightwire.internal.flow.Times;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looks host names up on separate threads, since a look-up blocks until the name servers respond
 * and cannot be interrupted. Each name has one look-up at a time, which all callers share: so
 * clients that time out and retry do not pile up threads. Thread-safe.
 */
public final class NameLookups {

  /** The most names that are looked up at the same time; others wait for their turn. */
  static final int MAX_THREADS = 32;

  /** The look-ups of all links of this process, or of the class loader of this class. */
  static final NameLookups PROCESS = new NameLookups(Resolver.SYSTEM);

  private static final long IDLE_SECONDS = 5;

  private final Resolver resolver;
  private final ConcurrentMap<String, CompletableFuture<List<InetAddress>>> underWay =
      new ConcurrentHashMap<>();
  private final AtomicInteger threads = new AtomicInteger();
  private final ThreadPoolExecutor executor;

  /** Creates an instance; threads start with the first look-up. */
  NameLookups(Resolver resolver) {
    this.resolver = resolver;
    executor =
        new ThreadPoolExecutor(
            MAX_THREADS,
            MAX_THREADS,
            IDLE_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            this::thread);
    executor.allowCoreThreadTimeOut(true);
  }

  private Thread thread(Runnable body) {
    return Threads.ofProcess("tightwire-lookup-" + threads.incrementAndGet(), body);
  }

  /**
   * Looks up a host. Returns without waiting.
   *
   * @param host a name or a numeric address, which is parsed immediately
   * @return a future that completes on a look-up thread, which must not be blocked; exceptionally
   *     with an {@link IOException} if there is no address
   */
  public CompletableFuture<List<InetAddress>> find(String host) {
    CompletableFuture<List<InetAddress>> found = new CompletableFuture<>();
    if (NumericHosts.isNumeric(host)) {
      complete(found, host, Resolver.SYSTEM);
      return found;
    }
    CompletableFuture<List<InetAddress>> same = underWay.putIfAbsent(host, found);
    if (same != null) {
      return same;
    }
    try {
      executor.execute(() -> complete(found, host, resolver));
    } catch (Throwable t) { // there may be no thread to be had
      underWay.remove(host, found);
      found.completeExceptionally(t);
    }
    return found;
  }

  private void complete(
      CompletableFuture<List<InetAddress>> found, String host, Resolver resolver) {
    try {
      List<InetAddress> addresses = List.of(resolver.resolve(host));
      if (addresses.isEmpty()) {
        throw new UnknownHostException(host);
      }
      underWay.remove(host, found); // before the next call of find
      found.complete(addresses);
    } catch (Throwable t) {
      underWay.remove(host, found);
      found.completeExceptionally(t);
    }
  }

  /**
   * Waits for the first address of a host. An interrupt does not end the wait; the thread stays
   * interrupted.
   *
   * @throws IOException if there is none, with the reason
   */
  InetAddress await(String host, Duration limit) throws IOException {
    CompletableFuture<List<InetAddress>> lookup = find(host);
    long end = System.nanoTime() + limit.toNanos();
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return lookup.get(end - System.nanoTime(), TimeUnit.NANOSECONDS).get(0);
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (TimeoutException e) {
          throw new IOException(
              "the look-up of " + host + " takes longer than " + Times.print(limit), e);
        } catch (ExecutionException e) {
          throw new IOException(describe(host, e), e);
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /**
   * Returns why a look-up has failed, for messages.
   *
   * @param wrapper the exception that its future throws
   */
  public static String describe(String host, Exception wrapper) {
    Throwable failure = wrapper.getCause() == null ? wrapper : wrapper.getCause();
    if (!(failure instanceof UnknownHostException)) {
      return "the look-up of " + host + " failed: " + failure;
    }
    int zone = host.indexOf('%');
    if (zone >= 0) {
      return "this machine has no network interface \""
          + host.substring(zone + 1)
          + "\", which the address "
          + host
          + " names";
    }
    String message = String.valueOf(failure.getMessage());
    String prefix = host + ": ";
    return message.startsWith(prefix)
        ? "unknown host (" + message.substring(prefix.length()) + ")"
        : "unknown host";
  }
}
