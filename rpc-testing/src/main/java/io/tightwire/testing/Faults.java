package io.tightwire.testing;

import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Injects faults between the clients and the server of a {@link TestBed}. Client and server see
 * them as they would see those of a network. In a bed with several servers, {@link
 * TestBed#faults(int)} injects faults in front of one of them, and {@link TestBed#faults()} the
 * same in front of each.
 *
 * <p>A fault affects all calls that are made after its method has returned, until {@link #clear()}.
 * It may or may not affect calls that are in flight at that moment. Faults add up.
 *
 * <p>Methods are given by their name on the wire ({@code add}). If several services have a method
 * of that name, the service is part of the name ({@code Calculator.add}, or {@code
 * com.acme.Calculator/add}). No name stands for all methods. A name that no service has is refused,
 * since a fault without effect would make a test meaningless.
 *
 * <p>Thread-safe.
 */
public final class Faults {

  private final List<MethodDescriptor<?>> methods;
  private final List<ServerPath> paths;

  private Faults(List<MethodDescriptor<?>> methods, List<ServerPath> paths) {
    this.methods = methods;
    this.paths = paths;
  }

  /** Returns the faults of these servers together. */
  static Faults of(List<BedServer> servers) {
    return new Faults(
        servers.stream().<MethodDescriptor<?>>flatMap(server -> server.methods().stream()).toList(),
        servers.stream().map(BedServer::path).toList());
  }

  private void change(UnaryOperator<FaultPlan> change) {
    paths.forEach(path -> path.change(change));
  }

  /**
   * Delays requests: they take at least the given time before they reach the server. The caller's
   * deadline runs meanwhile. A call that times out or is cancelled during the delay does not reach
   * the server. If several delays are set for one method, the last one counts. It takes precedence
   * over a delay for all methods.
   *
   * @param time zero for none
   * @param names the methods; without any, all
   * @throws IllegalArgumentException if the time is negative, or a name is unknown or ambiguous
   */
  public void delay(Duration time, String... names) {
    if (Objects.requireNonNull(time, "time").isNegative()) {
      throw new IllegalArgumentException("The delay must not be negative: " + time);
    }
    Set<String> delayed = methods(names);
    change(faults -> faults.withDelay(delayed, time));
  }

  /**
   * Drops requests silently: they never reach the server, and calls end with an {@link
   * RpcTimeoutException} when their deadline passes.
   *
   * @param names the methods; without any, all
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void drop(String... names) {
    Set<String> dropped = methods(names);
    change(faults -> faults.withDropped(dropped));
  }

  /**
   * Drops responses: requests reach the server and are run, but no result, item or failure comes
   * back. Calls end with an {@link RpcTimeoutException} when their deadline passes.
   *
   * @param names the methods; without any, all
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void dropResponses(String... names) {
    Set<String> muted = methods(names);
    change(faults -> faults.withMuted(muted));
  }

  /**
   * Disconnects all clients now, once. As with any lost connection, calls in flight fail with an
   * {@link RpcUnavailableException}, calls of idempotent methods are retried, and the server
   * cancels the calls that it runs. The clients reconnect automatically, after some milliseconds;
   * calls that are made meanwhile wait for that.
   *
   * <p>Returns when the connections are closed; clients may notice a little later.
   */
  public void disconnect() {
    paths.forEach(path -> path.disconnect("the test has cut the connection"));
  }

  /**
   * Disconnects a client at its next call, which does not reach the server. This is like {@link
   * #disconnect()}, but at the time of the call. Each name counts once, whichever server the call
   * is sent to, and is then removed. A call of an idempotent method is retried and succeeds.
   *
   * @param names the methods; without any, the next call of any method
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void disconnectOn(String... names) {
    Map<String, AtomicBoolean> flags = new HashMap<>();
    methods(names).forEach(method -> flags.put(method, new AtomicBoolean(true)));
    change(faults -> faults.withCutting(flags));
  }

  /**
   * Disconnects all clients now, as {@link #disconnect()} does, and refuses connections until
   * {@link #clear()}. Calls wait for a connection until their deadline or the connect timeout, and
   * then fail.
   */
  public void refuse() {
    paths.forEach(ServerPath::refuse);
  }

  /**
   * Removes all faults. Delayed requests are forwarded immediately, unless their call has ended. An
   * unreachable server becomes reachable. Dropped requests and responses stay lost.
   */
  public void clear() {
    paths.forEach(ServerPath::clear);
  }

  private Set<String> methods(String... names) {
    if (names.length == 0) {
      return Set.of(FaultPlan.ANY);
    }
    Set<String> found = new HashSet<>();
    for (String name : names) {
      found.add(method(name));
    }
    return found;
  }

  private String method(String name) {
    List<String> named =
        methods.stream()
            .filter(
                method ->
                    method.name().equals(name)
                        || method.displayName().equals(name)
                        || method.path().equals(name))
            .map(MethodDescriptor::path)
            .distinct() // several servers have it
            .toList();
    if (named.size() == 1) {
      return named.get(0);
    }
    throw new IllegalArgumentException(
        named.isEmpty()
            ? "No method is named " + name + "; there are " + list()
            : "Several methods are named " + name + ": write one of " + named);
  }

  private String list() {
    return methods.stream()
        .map(MethodDescriptor::path)
        .distinct()
        .map(path -> path.substring(path.lastIndexOf('/') + 1))
        .sorted()
        .collect(Collectors.joining(", "));
  }
}
