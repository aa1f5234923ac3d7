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
 * What goes wrong between the clients and the server of a {@link TestBed}. Client and server know
 * nothing of it: each sees what a network would have it see.
 *
 * <p>A fault is met by all calls that are made after the method here has returned, until {@link
 * #clear()}; calls that are on their way at that moment may meet it or not. Faults add up. Where
 * methods are named, each name is the method's on the wire ({@code add}), with its service if
 * several have one of that name ({@code Calculator.add}, or {@code com.acme.Calculator/add}); no
 * name at all stands for all methods. Names that no service has are refused, for a fault that
 * nothing meets would have a test prove nothing.
 *
 * <p>Safe for use by many threads.
 */
public final class Faults {

  private final List<MethodDescriptor<?>> methods;
  private final List<ProxiedClient> lines = new CopyOnWriteArrayList<>();
  private final CurrentPlan plan = new CurrentPlan();

  Faults(List<MethodDescriptor<?>> methods) {
    this.methods = List.copyOf(methods);
  }

  CurrentPlan plan() {
    return plan;
  }

  /** One more that meets them. */
  synchronized void join(ProxiedClient proxied) {
    lines.add(proxied);
    if (plan.get().unreachable()) {
      proxied.proxy().shut();
    }
  }

  /**
   * Requests take that long, at least, before they reach the server. The caller's deadline runs
   * meanwhile; a call that it ends, or that is called off, on its way does not reach the server. Of
   * several delays that are set for one method the last one counts, and before what is set for all.
   *
   * @param time zero for none
   * @param names the methods; all, if there is none
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
   * Requests never reach the server, and nobody is told: calls end with an {@link
   * RpcTimeoutException} when their deadline passes.
   *
   * @param names the methods; all, if there is none
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void drop(String... names) {
    Set<String> paths = paths(names);
    plan.change(faults -> faults.withDropped(paths));
  }

  /**
   * Requests reach the server and are run, but no answer, item or failure ever comes back: calls
   * end with an {@link RpcTimeoutException} when their deadline passes.
   *
   * @param names the methods; all, if there is none
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void dropResponses(String... names) {
    Set<String> paths = paths(names);
    plan.change(faults -> faults.withMuted(paths));
  }

  /**
   * All clients lose their connection now, once. Calls that were made before and have no answer yet
   * fail with an {@link RpcUnavailableException}, those of idempotent methods are sent again, and
   * what the server runs of them is called off: as ever. The clients reconnect by themselves, after
   * some milliseconds; calls that are made meanwhile wait for that.
   *
   * <p>Returns when the connections are gone; clients may be told a little later.
   */
  public void disconnect() {
    lines.forEach(proxied -> proxied.cut("the test has cut the connection"));
  }

  /**
   * The next call costs its client the connection, instead of reaching the server: as with {@link
   * #disconnect()}, but at a moment that is the call's. Each name counts once, then it is
   * forgotten; a call of an idempotent method is sent again and gets through.
   *
   * @param names the methods; without any, the next call of whichever method
   * @throws IllegalArgumentException if a name is unknown or ambiguous
   */
  public void disconnectOn(String... names) {
    Set<String> paths = paths(names);
    plan.change(faults -> faults.withCutting(paths));
  }

  /**
   * All clients lose their connection now, as with {@link #disconnect()}, and find no server until
   * {@link #clear()}: calls wait for it until their deadline, or the connect timeout, and fail.
   */
  public synchronized void refuse() {
    if (!plan.change(FaultPlan::asUnreachable).unreachable()) {
      lines.forEach(proxied -> proxied.proxy().shut());
      lines.forEach(proxied -> proxied.cut("the test has made the server unreachable"));
    }
  }

  /**
   * Ends all faults. Requests that are delayed go on at once, unless their call has ended; a server
   * that was unreachable is not any more. What was dropped stays lost.
   */
  public synchronized void clear() {
    FaultPlan before = plan.change(faults -> FaultPlan.NONE);
    if (before.unreachable()) {
      lines.forEach(proxied -> proxied.proxy().reopen());
    }
    if (!before.delays().isEmpty()) {
      lines.forEach(ProxiedClient::release);
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
