package io.tightwire.internal.client;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.report.RateLimitedLog;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The servers on the list of a client. A list is believed with care: a registry that restarts may
 * name fewer servers than there are, or none. So a server whose connection works stays for a while
 * after it left the list, and an empty list counts only once it has stayed empty. Confined to the
 * loop thread.
 */
final class Membership {

  /** The number of servers that messages name. */
  private static final int NAMED_REASONS = 3;

  private static final long REMOVAL_DELAY = TimeUnit.SECONDS.toNanos(5);
  private static final long EMPTY_DELAY = TimeUnit.SECONDS.toNanos(30);

  private final String target;
  private final int subset;
  private final ServerKeys keys;
  private final long seed;
  private final RateLimitedLog log = new RateLimitedLog("io.tightwire.client", Level.WARNING);
  private Map<Endpoint, Server> byEndpoint = new LinkedHashMap<>();
  private List<Server> servers = List.of();
  private long emptySince = Timed.NEVER;

  /** Why the list is not known; null if it is. */
  private @Nullable String failure = "they have not been looked up yet";

  /**
   * Creates an empty list.
   *
   * @param seed picks the subset of a long list
   */
  Membership(ClientOptions options, long seed) {
    this.target = options.target();
    this.subset = options.fleet().subset();
    this.keys = options.serverKeys();
    this.seed = seed;
  }

  /** Returns the servers, in the order of the list. The list that is returned never changes. */
  List<Server> servers() {
    return servers;
  }

  /** Returns the endpoints that can be connected to by the settings of the link alone. */
  List<Endpoint> endpoints() {
    List<Endpoint> found = new ArrayList<>();
    for (Server server : servers) {
      if (server.isUsable() && server.key().key() == null) {
        found.add(server.endpoint());
      }
    }
    return found;
  }

  @Nullable Server find(Endpoint endpoint) {
    return byEndpoint.get(endpoint);
  }

  /** Records that the list could not be looked up. */
  void failed(String why) {
    failure = why;
    log.log(() -> "The servers of " + target + " are not known: " + why);
  }

  /** Returns why no server is ready, for messages. */
  String notReadyBecause() {
    List<Server> all = servers;
    if (all.isEmpty()) {
      return target + ": " + (failure == null ? "it names no server" : failure);
    }
    StringBuilder text =
        new StringBuilder("none of ").append(all.size()).append(" servers is ready");
    String separator = ": ";
    for (Server server : all.subList(0, Math.min(all.size(), NAMED_REASONS))) {
      text.append(separator).append(server).append(": ").append(server.reason());
      separator = "; ";
    }
    return all.size() > NAMED_REASONS ? text.append("; …").toString() : text.toString();
  }

  /**
   * How a list differs from the former one. Immutable.
   *
   * @param added the servers that are new
   * @param replaced those that left because another one is at their endpoint, with another key
   */
  record Change(List<Server> added, List<Server> replaced) {}

  /** Replaces the list. */
  Change replace(Collection<ServerAddress> addresses, long now) {
    Map<Endpoint, ServerAddress> named = parse(addresses);
    failure = null;
    if (named.isEmpty() && !servers.isEmpty()) {
      if (emptySince == Timed.NEVER) {
        emptySince = now;
        log.log(() -> target + " names no server; the former ones are used for a while");
      }
      return new Change(List.of(), List.of());
    }
    emptySince = Timed.NEVER;
    Change change = new Change(new ArrayList<>(), new ArrayList<>());
    Map<Endpoint, Server> all = new LinkedHashMap<>();
    named.forEach(
        (endpoint, address) -> {
          Server known = byEndpoint.get(endpoint);
          ServerKeys.Requirement key = keys.of(address);
          if (known != null && known.key().equals(key)) {
            known.list(address);
            all.put(endpoint, known);
            return;
          }
          if (known != null) {
            change.replaced().add(known);
          }
          Server server = new Server(endpoint, address, key);
          change.added().add(server);
          all.put(endpoint, server);
        });
    byEndpoint.forEach(
        (endpoint, server) -> {
          if (all.putIfAbsent(endpoint, server) == null) {
            server.unlist(now);
          }
        });
    set(all);
    return change;
  }

  private void set(Map<Endpoint, Server> all) {
    byEndpoint = all;
    servers = List.copyOf(all.values());
  }

  private Map<Endpoint, ServerAddress> parse(Collection<ServerAddress> addresses) {
    Map<Endpoint, ServerAddress> named = new LinkedHashMap<>();
    for (ServerAddress address : addresses) {
      try {
        named.putIfAbsent(parse(address), address);
      } catch (IllegalArgumentException e) {
        log.log(() -> target + " names a server that can't be used: " + e.getMessage());
      }
    }
    return named.size() <= subset ? named : subsetOf(named);
  }

  private Endpoint parse(ServerAddress address) {
    Endpoint endpoint = Endpoint.parse(address.endpoint()).requireConcrete();
    if (keys.encrypted() && endpoint.kind() == Endpoint.Kind.INPROC) {
      throw new IllegalArgumentException(
          endpoint + " has no CURVE keys, since it is in this process; name tcp:// or ipc://");
    }
    return endpoint;
  }

  /**
   * Returns some of many servers, about as many clients for each: those with the highest scores for
   * the client's seed, of which few change when the list does. A server that can't be connected to
   * takes no place from one that can.
   */
  private Map<Endpoint, ServerAddress> subsetOf(Map<Endpoint, ServerAddress> named) {
    Map<Endpoint, ServerAddress> some = new LinkedHashMap<>();
    named.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<Endpoint, ServerAddress>, Boolean>comparing(
                    each -> keys.of(each.getValue()).problem() != null)
                .thenComparingLong(each -> Keys.mix(seed ^ Keys.hash(each.getKey().toString()))))
        .limit(subset)
        .forEach(each -> some.put(each.getKey(), each.getValue()));
    return some;
  }

  /** Removes the servers that have been off the list for long enough, and returns them. */
  List<Server> removeUnlisted(long now) {
    if (emptySince != Timed.NEVER && now - emptySince >= EMPTY_DELAY) {
      emptySince = Timed.NEVER;
      servers.forEach(server -> server.unlist(now - REMOVAL_DELAY));
    }
    List<Server> removed = new ArrayList<>();
    for (Server server : servers) {
      if (removalOf(server) - now <= 0) {
        removed.add(server);
      }
    }
    if (!removed.isEmpty()) {
      Map<Endpoint, Server> left = new LinkedHashMap<>(byEndpoint);
      removed.forEach(server -> left.remove(server.endpoint()));
      set(left);
    }
    return removed;
  }

  private static long removalOf(Server server) {
    long unlisted = server.unlistedAt();
    if (unlisted == Timed.NEVER) {
      return Timed.NEVER;
    }
    return server.isReady() ? unlisted + REMOVAL_DELAY : unlisted;
  }

  /** Returns when {@link #removeUnlisted} is to be called again. */
  long due() {
    long due = emptySince == Timed.NEVER ? Timed.NEVER : emptySince + EMPTY_DELAY;
    for (Server server : servers) {
      due = Times.earlier(due, removalOf(server));
    }
    return due;
  }
}
