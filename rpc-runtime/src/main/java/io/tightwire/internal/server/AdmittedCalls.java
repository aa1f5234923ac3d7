package io.tightwire.internal.server;

import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.Deadlines;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are under way: those of each client, and those that nobody waits for. Confined to
 * the loop thread.
 */
final class AdmittedCalls {

  private final Set<ServerCall> oneWays = new HashSet<>();
  private final Deadlines<ServerCall> deadlines = new Deadlines<>();
  private int answered;

  /** The bytes of the messages that they came in. */
  final ByteBudget requests;

  AdmittedCalls(ByteBudget requests) {
    this.requests = requests;
  }

  /** Opens a call; false if its client has one of that id already. */
  boolean add(ServerCall call) {
    if (call.isOneWay()) {
      oneWays.add(call);
    } else if (call.session().calls.put(call.id(), call)) {
      answered++;
    } else {
      return false;
    }
    call.message().retain();
    deadlines.add(call);
    return true;
  }

  boolean isOpen(ServerCall call) {
    return call.isOneWay() ? oneWays.contains(call) : call.session().calls.get(call.id()) == call;
  }

  /** Takes a call out; false if it is not open any more. */
  boolean close(ServerCall call) {
    if (!isOpen(call)) {
      return false;
    }
    if (call.isOneWay()) {
      oneWays.remove(call);
    } else {
      call.session().calls.remove(call.id());
      call.session().replies.forget(call);
      answered--;
    }
    call.session().gate.over(call);
    call.message().release();
    deadlines.remove(call);
    return true;
  }

  /** The calls that nobody waits for. */
  List<ServerCall> oneWays() {
    return new ArrayList<>(oneWays);
  }

  /** Hands out a call whose deadline has passed, once; null if there is none. */
  @Nullable ServerCall pollExpired(long now) {
    return deadlines.poll(now);
  }

  /** When the next deadline passes. */
  long nextDeadline() {
    return deadlines.next();
  }

  int size() {
    return answered + oneWays.size();
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** How many deadlines are kept; for tests. */
  int timed() {
    return deadlines.size();
  }
}
