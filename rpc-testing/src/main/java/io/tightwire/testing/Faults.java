package io.tightwire.testing;

import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * Injects faults between the clients and the server of a {@link TestBed}. Client and server see
 * them as they would see those of a network.
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
  private final List<ProxiedClient> clients = new CopyOnWriteArrayList<>();
  private final CurrentPlan plan = new CurrentPlan();

  Faults(List<MethodDescriptor<?>> methods) {
    this.methods = List.copyOf(methods);
  }

  CurrentPlan plan() {
    return plan;
  }

  /** Adds a client that the faults affect. */
  synchronized void join(ProxiedClient proxied) {
    clients.add(proxied);
    if (plan.get().unreachable()) {
      proxied.proxy().shut();
    }
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
    Set<String> paths = paths(names);
    plan.change(faults -> faults.withDelay(paths, time));
  }

  /**
   * Drops requests silently: they never reach the server, and calls end with an {@link
   * RpcTimeoutException} when their deadline passes.
   *
   * @param names the methods; without any, all
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void drop(String... names) {
    Set<String> paths = paths(names);
    plan.change(faults -> faults.withDropped(paths));
  }

  /**
   * Drops responses: requests reach the server and are run, but no result, item or failure comes
   * back. Calls end with an {@link RpcTimeoutException} when their deadline passes.
   *
   * @param names the methods; without any, all
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void dropResponses(String... names) {
    Set<String> paths = paths(names);
    plan.change(faults -> faults.withMuted(paths));
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
    clients.forEach(proxied -> proxied.cut("the test has cut the connection"));
  }

  /**
   * Disconnects a client at its next call, which does not reach the server. This is like {@link
   * #disconnect()}, but at the time of the call. Each name counts once and is then removed. A call
   * of an idempotent method is retried and succeeds.
   *
   * @param names the methods; without any, the next call of any method
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void disconnectOn(String... names) {
    Set<String> paths = paths(names);
    plan.change(faults -> faults.withCutting(paths));
  }

  /**
   * Disconnects all clients now, as {@link #disconnect()} does, and refuses connections until
   * {@link #clear()}. Calls wait for a connection until their deadline or the connect timeout, and
   * then fail.
   */
  public synchronized void refuse() {
    if (!plan.change(FaultPlan::asUnreachable).unreachable()) {
      clients.forEach(proxied -> proxied.proxy().shut());
      clients.forEach(proxied -> proxied.cut("the test has made the server unreachable"));
    }
  }

  /**
   * Removes all faults. Delayed requests are forwarded immediately, unless their call has ended. An
   * unreachable server becomes reachable. Dropped requests and responses stay lost.
   */
  public synchronized void clear() {
    FaultPlan before = plan.change(faults -> FaultPlan.NONE);
    if (before.unreachable()) {
      clients.forEach(proxied -> proxied.proxy().reopen());
    }
    if (!before.delays().isEmpty()) {
      clients.forEach(ProxiedClient::release);
    }
  }

  private Set<String> paths(String... names) {
    if (names.length == 0) {
      return Set.of(FaultPlan.ANY);
    }
    Set<String> paths = new HashSet<>();
    for (String name : names) {
      paths.add(path(name));
    }
    return paths;
  }

  private String path(String name) {
    List<String> named =
        methods.stream()
            .filter(
                method ->
                    method.name().equals(name)
                        || method.displayName().equals(name)
                        || method.path().equals(name))
            .map(MethodDescriptor::path)
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
    return methods.stream().map(MethodDescriptor::name).sorted().collect(Collectors.joining(", "));
  }
}
