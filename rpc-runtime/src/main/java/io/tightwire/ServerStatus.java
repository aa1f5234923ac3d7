package io.tightwire;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a client knows of one server: {@link RpcClient#servers()}. As of one moment; immutable. */
public final class ServerStatus {

  /** Whether a server gets new calls, and if not, why. */
  public enum State {
    /** It gets calls. */
    READY,
    /** It is connected, and says that it is not ready. */
    NOT_READY,
    /**
     * It is not connected. The client tries again; if its address lacks a CURVE key, once the list
     * has it.
     */
    CONNECTING,
    /** It is connected, but gets no call for a while: it has failed too many. */
    EJECTED,
    /** It finishes its open calls and gets no new ones: it shuts down, or left the list. */
    DRAINING
  }

  private final String endpoint;
  private final State state;
  private final @Nullable String reason;
  private final int openCalls;
  private final @Nullable Duration ejectedFor;
  private final Set<String> notReadyFor;
  private final Supplier<Map<String, List<String>>> methods;

  private ServerStatus(
      String endpoint,
      State state,
      @Nullable String reason,
      int openCalls,
      @Nullable Duration ejectedFor,
      Set<String> notReadyFor,
      Supplier<Map<String, List<String>>> methods) {
    this.endpoint = endpoint;
    this.state = state;
    this.reason = reason;
    this.openCalls = openCalls;
    this.ejectedFor = ejectedFor;
    this.notReadyFor = notReadyFor;
    this.methods = methods;
  }

  /**
   * Creates a status; for channels, and for tests.
   *
   * @param endpoint where the server is
   * @param state whether it gets calls
   * @param openCalls the number of calls in flight there
   * @return the status, without a reason
   */
  public static ServerStatus of(String endpoint, State state, int openCalls) {
    return new ServerStatus(endpoint, state, null, openCalls, null, Set.of(), Map::of);
  }

  /**
   * Returns the same status with a reason.
   *
   * @param why for people
   * @return the changed copy
   */
  public ServerStatus because(String why) {
    return new ServerStatus(endpoint, state, why, openCalls, ejectedFor, notReadyFor, methods);
  }

  /**
   * Returns the same status of a server that is ejected.
   *
   * @param time how long it still is
   * @return the changed copy
   */
  public ServerStatus ejectedFor(Duration time) {
    return new ServerStatus(endpoint, State.EJECTED, reason, openCalls, time, notReadyFor, methods);
  }

  /**
   * Returns the same status of a server that is not ready for services.
   *
   * @param services their names; the empty name is the server as a whole
   * @return the changed copy
   */
  public ServerStatus notReadyFor(Collection<String> services) {
    Set<String> sorted = Collections.unmodifiableSet(new TreeSet<>(services));
    return new ServerStatus(endpoint, state, reason, openCalls, ejectedFor, sorted, methods);
  }

  /**
   * Returns the same status of a server that has told which methods it has.
   *
   * @param told the names of the methods, by service; asked each time that they are read
   * @return the changed copy
   */
  public ServerStatus withMethods(Supplier<Map<String, List<String>>> told) {
    return new ServerStatus(endpoint, state, reason, openCalls, ejectedFor, notReadyFor, told);
  }

  /**
   * Returns where the server is.
   *
   * @return its endpoint
   */
  public String endpoint() {
    return endpoint;
  }

  /**
   * Returns whether the server gets calls.
   *
   * @return the state
   */
  public State state() {
    return state;
  }

  /**
   * Returns why it is not ready.
   *
   * @return the reason, for people; empty if it is ready
   */
  public Optional<String> reason() {
    return Optional.ofNullable(reason);
  }

  /**
   * Returns how many calls are in flight there, also those of a connection that drains.
   *
   * @return the number
   */
  public int openCalls() {
    return openCalls;
  }

  /**
   * Returns how long the server will still get no calls.
   *
   * @return the time; empty if it is not ejected
   */
  public Optional<Duration> ejectedFor() {
    return Optional.ofNullable(ejectedFor);
  }

  /**
   * Returns the services of which the server gets no calls, since it says that they are not ready.
   *
   * @return their names, sorted; the empty name is the server as a whole
   */
  public Set<String> notReadyFor() {
    return notReadyFor;
  }

  /**
   * Returns the methods that the server has, by what it has told when it was connected. They are
   * read from the server's message each time.
   *
   * @return their names on the wire, by service; empty if there is no connection, or the server
   *     does not tell
   */
  public Map<String, List<String>> methods() {
    return methods.get();
  }

  @Override
  public String toString() {
    return endpoint
        + " "
        + state
        + (reason == null ? "" : " (" + reason + ')')
        + ", "
        + openCalls
        + (openCalls == 1 ? " open call" : " open calls")
        + (ejectedFor == null ? "" : ", ejected for " + ejectedFor)
        + (notReadyFor.isEmpty() || state == State.NOT_READY
            ? ""
            : ", not ready for " + notReadyFor);
  }
}
