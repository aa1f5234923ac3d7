package io.tightwire.internal.link.socket;

import io.tightwire.internal.flow.Timed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Connects to one of several addresses in the manner of RFC 8305 ("Happy Eyeballs"). The addresses
 * are tried one after another. The next attempt begins when one has failed or has had no response
 * for {@link #ATTEMPT_DELAY}; those before go on. The first that connects wins, the others are
 * closed. Confined to the loop thread.
 *
 * @param <T> an address
 * @param <A> an attempt to connect to one
 */
final class ConnectRace<T, A extends ConnectRace.Attempt> {

  /** The delay between two attempts, in nanoseconds, as RFC 8305 recommends it. */
  static final long ATTEMPT_DELAY = 250_000_000;

  /** The most addresses that a message names. */
  private static final int NAMED = 4;

  /** An attempt to connect to one address. */
  interface Attempt {

    /**
     * Returns whether the connection is made.
     *
     * @throws IOException if it can't be
     */
    boolean isConnected() throws IOException;

    /** Ends the attempt and closes its channel. */
    void close();
  }

  /** Begins attempts to connect. */
  interface Dialer<T, A extends Attempt> {

    /**
     * Begins to connect, without waiting.
     *
     * @throws IOException if it is known already that it can't be done
     */
    A dial(T address) throws IOException;
  }

  private final Iterator<T> addresses;
  private final Dialer<T, A> dialer;
  private final Map<T, A> running = new LinkedHashMap<>();
  private final List<String> failures = new ArrayList<>();
  private final boolean single;
  private long nextAt;

  /**
   * Creates a race, which begins with the first {@link #advance}.
   *
   * @param addresses in the order in which they are to be tried
   */
  ConnectRace(Collection<T> addresses, Dialer<T, A> dialer, long now) {
    this.addresses = addresses.iterator();
    this.single = addresses.size() == 1;
    this.dialer = dialer;
    this.nextAt = now;
  }

  /**
   * Checks whether an attempt has ended, and begins others that are due.
   *
   * @return the attempt that won; null if none has yet
   */
  @Nullable A advance(long now) {
    for (T address : List.copyOf(running.keySet())) {
      if (isWon(address, now)) {
        return win(address);
      }
    }
    while (addresses.hasNext() && now - nextAt >= 0) {
      T address = addresses.next();
      nextAt = now + ATTEMPT_DELAY;
      try {
        running.put(address, dialer.dial(address));
      } catch (IOException e) {
        failed(address, e, now);
        continue;
      }
      if (isWon(address, now)) {
        return win(address);
      }
    }
    return null;
  }

  private boolean isWon(T address, long now) {
    A attempt = running.get(address);
    try {
      return attempt != null && attempt.isConnected();
    } catch (IOException e) {
      running.remove(address);
      if (attempt != null) {
        attempt.close();
      }
      failed(address, e, now);
      return false;
    }
  }

  private void failed(T address, IOException e, long now) {
    String why = e.getMessage() == null ? e.toString() : e.getMessage();
    failures.add(single ? why : address + ": " + why);
    nextAt = now;
  }

  private @Nullable A win(T address) {
    A winner = running.remove(address);
    close();
    return winner;
  }

  /** Returns whether all addresses have failed. */
  boolean isLost() {
    return running.isEmpty() && !addresses.hasNext();
  }

  /** Returns when the next attempt is due; {@link Timed#NEVER} if there is none. */
  long due() {
    return addresses.hasNext() ? nextAt : Timed.NEVER;
  }

  /** Returns how each attempt has failed so far, for messages. */
  String failure() {
    List<String> all = new ArrayList<>(failures);
    for (T address : running.keySet()) {
      all.add(single ? "no response" : address + ": no response");
    }
    String named = String.join(", ", all.subList(0, Math.min(all.size(), NAMED)));
    return all.size() <= NAMED ? named : named + " and " + (all.size() - NAMED) + " more";
  }

  /** Closes all attempts that run. */
  void close() {
    running.values().forEach(Attempt::close);
    running.clear();
  }
}
