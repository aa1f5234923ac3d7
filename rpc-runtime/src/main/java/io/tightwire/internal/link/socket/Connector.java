package io.tightwire.internal.link.socket;

import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.NameLookups;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Makes one attempt to connect to an endpoint: looks its host up, and connects to one of its
 * addresses. Never waits. Confined to the loop thread.
 */
final class Connector {

  /**
   * The limit of an attempt: without it, a network or a name server can hold one up for minutes.
   */
  static final Duration LIMIT = Duration.ofSeconds(10);

  /** A look-up that takes longer than this is mentioned in messages. */
  private static final long UNNOTICED = 250_000_000;

  /**
   * The most addresses that are tried, so that a name server does not decide the amount of work.
   */
  static final int MAX_ADDRESSES = 32;

  private final Endpoint target;
  private final ConnectRace.Dialer<Target, Dial> dialer;
  private final @Nullable InetAddress after;
  private final @Nullable CompletableFuture<List<InetAddress>> lookup;
  private final long began;
  private final long end;
  private @Nullable ConnectRace<Target, Dial> race;
  private @Nullable String failure;

  /**
   * An address, as messages show it. Not a record: to make the hash code of the first one takes a
   * process that starts 20 ms.
   */
  private static final class Target {

    private final SocketAddress address;

    Target(SocketAddress address) {
      this.address = address;
    }

    @Override
    public String toString() {
      return address instanceof InetSocketAddress internet
          ? internet.getAddress().getHostAddress()
          : address.toString();
    }
  }

  /**
   * Creates an attempt, which begins with the first {@link #advance}.
   *
   * @param after the address that failed the last time: those behind it are tried first; null for
   *     none
   * @param wake run by any thread when {@link #advance} is to be called
   */
  Connector(
      Endpoint target,
      NameLookups lookups,
      ConnectWatcher watcher,
      @Nullable InetAddress after,
      Runnable wake,
      long now) {
    this.target = target;
    this.after = after;
    this.dialer = to -> Dial.begin(to.address, watcher, wake);
    this.began = now;
    this.end = Times.deadline(now, LIMIT);
    Path path = target.path();
    if (path != null) {
      lookup = null;
      race = new ConnectRace<>(List.of(new Target(UnixDomainSocketAddress.of(path))), dialer, now);
    } else {
      lookup = lookups.find(target.host());
      var unused = lookup.whenComplete((found, failed) -> wake.run());
    }
  }

  /**
   * Advances the attempt as far as it can without waiting.
   *
   * @return the connection, once it is made; the caller owns it then
   */
  @Nullable SocketChannel advance(long now) {
    if (failure == null && race == null) {
      race = resolved(now);
    }
    Dial winner = race == null || failure != null ? null : race.advance(now);
    if (winner != null) {
      return winner.channel();
    }
    if (failure == null && race != null && race.isLost()) {
      failure = race.failure();
    } else if (failure == null && now - end >= 0) {
      failure = race == null ? lookingUp() : race.failure();
      close();
    }
    return null;
  }

  private @Nullable ConnectRace<Target, Dial> resolved(long now) {
    if (lookup == null || !lookup.isDone()) {
      return null;
    }
    try {
      List<Target> targets = new ArrayList<>();
      for (InetAddress address : order(lookup.join(), after)) {
        targets.add(new Target(new InetSocketAddress(address, target.port())));
      }
      return new ConnectRace<>(targets, dialer, now);
    } catch (CompletionException e) {
      failure = NameLookups.describe(target.host(), e);
      return null;
    }
  }

  private String lookingUp() {
    return "the look-up of " + target.host() + " is not done yet";
  }

  /**
   * Returns the addresses in the order in which they are tried, at most {@link #MAX_ADDRESSES}.
   * IPv6 and IPv4 take turns, each in the order of preference. The addresses that follow {@code
   * after} come before the others.
   */
  static List<InetAddress> order(List<InetAddress> preferred, @Nullable InetAddress after) {
    Deque<InetAddress> first = new ArrayDeque<>();
    Deque<InetAddress> others = new ArrayDeque<>();
    for (InetAddress address : preferred) {
      (address.getClass() == preferred.get(0).getClass() ? first : others).add(address);
    }
    List<InetAddress> order = new ArrayList<>();
    while (!first.isEmpty() || !others.isEmpty()) {
      if (!first.isEmpty()) {
        order.add(first.remove());
      }
      if (!others.isEmpty()) {
        order.add(others.remove());
      }
    }
    Collections.rotate(order, -1 - order.indexOf(after)); // by nothing if it is not among them
    return order.subList(0, Math.min(order.size(), MAX_ADDRESSES));
  }

  /** Returns why the attempt has failed; null if it goes on, or has succeeded. */
  @Nullable String failure() {
    return failure;
  }

  /** Returns a text about the look-up that has taken long; null if none has. */
  @Nullable String waitsFor(long now) {
    return race == null && failure == null && now - began >= UNNOTICED ? lookingUp() : null;
  }

  /** Returns the latest time to call {@link #advance}. */
  long due(long now) {
    if (race != null) {
      return Times.earlier(end, race.due());
    }
    return now - began < UNNOTICED ? began + UNNOTICED : end;
  }

  /** Abandons the attempt. A look-up that is under way goes on; its result is ignored. */
  void close() {
    if (race != null) {
      race.close();
    }
  }
}
