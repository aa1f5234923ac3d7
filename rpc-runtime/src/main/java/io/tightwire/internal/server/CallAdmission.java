package io.tightwire.internal.server;

import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.TaskRunner;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Turns requests into calls on their lanes, or rejects them: load shedding by limits, unknown
 * methods, passed deadlines. A rejected call's handler never starts. Confined to the loop thread.
 */
final class CallAdmission {

  /** The service that not all clients may call. */
  private static final String INTROSPECTION = "tightwire.Introspection";

  private final ServerCore core;
  private final ServerLimits limits;
  private final PeerPermissions permissions;
  private final MethodTable methods;
  private final AdmittedCalls calls;
  private final ServerCounters counters;

  /**
   * Calls that came in this pass of the loop. They are run or queued on their lanes after it: a
   * server that was frozen finds requests and their cancellations together.
   */
  private final ArrayDeque<ServerCall> admitted = new ArrayDeque<>();

  CallAdmission(
      ServerCore core,
      ServerOptions options,
      MethodTable methods,
      AdmittedCalls calls,
      ServerCounters counters) {
    this.core = core;
    this.limits = options.limits();
    this.permissions = options.permissions();
    this.methods = methods;
    this.calls = calls;
    this.counters = counters;
  }

  /**
   * Admits a request, or rejects it.
   *
   * @param draining whether the server takes no new calls
   */
  void admit(
      Session session, Frame.Request request, RetainedMessage message, boolean draining, long now) {
    MethodTable.Entry entry = methods.find(request.path());
    if (entry == null) {
      Rejection notFound = methods.notFound(request.path());
      counters.rejectedUnknown(session.peer, request, notFound, now);
      respond(session, request, notFound);
      return;
    }
    Rejection rejection =
        rejection(session, request, message, entry.method().descriptor(), draining);
    if (rejection == null) {
      open(session, request, message, entry, now);
    } else {
      counters.rejected(session.peer, request, entry, rejection, now);
      respond(session, request, rejection);
    }
  }

  private @Nullable Rejection rejection(
      Session session,
      Frame.Request request,
      RetainedMessage message,
      MethodDescriptor<?> method,
      boolean draining) {
    if (draining) {
      return Rejection.goingAway(method, ServerDrain.REASON);
    }
    if (session.isGoingAway() && !request.isOneWay()) { // no response tells that those are not run
      return Rejection.goingAway(method, ConnectionAge.REASON);
    }
    Rejection rejection = Rejection.of(request, method);
    if (rejection == null && method.service().equals(INTROSPECTION)) {
      rejection = Rejection.notPermitted(method, permissions.refusesIntrospection(session.peer));
    }
    return rejection == null
        ? Rejection.ofLimits(method, limits, session.calls.size(), calls.size(), message)
        : rejection;
  }

  private void open(
      Session session,
      Frame.Request request,
      RetainedMessage message,
      MethodTable.Entry entry,
      long now) {
    Duration timeout =
        request.remainingMillis() < 0 ? null : Duration.ofMillis(request.remainingMillis());
    ServerCall call =
        new ServerCall(core, session, request, message, entry, now, Times.deadline(now, timeout));
    if (calls.add(call)) {
      admitted.add(call);
    } else {
      session.peer.drop("it used the id " + call.id() + " for two calls at the same time");
    }
  }

  /**
   * Queues the admitted calls on their lanes, except those that are cancelled by now, as far as the
   * next one that the loop's thread is to run. Returns that; null if there is none.
   */
  TaskRunner.@Nullable Task nextTask(TaskRunner runner) {
    boolean hasOffered = false;
    for (ServerCall call = admitted.poll(); call != null; call = admitted.poll()) {
      if (!calls.isOpen(call)) {
        continue;
      }
      Lane lane = call.lane();
      if (mayRun(call, runner) && lane.tryReserve()) {
        ServerCall task = call;
        if (hasOffered) {
          runner.tookTime();
        }
        return now -> lane.runReserved(task, now);
      }
      hasOffered = true; // and has woken a thread, maybe
      if (!lane.offer(call)) {
        Rejection full = Rejection.laneFull(call.name(), lane);
        calls.reject(call, full);
        respond(call.session(), call.request(), full);
      }
    }
    return null;
  }

  /** Returns whether the loop's thread is to run a call. */
  private static boolean mayRun(ServerCall call, TaskRunner runner) {
    if (call.lane().isInline()) {
      return runner.isReady();
    }
    HandlerTimes times = call.times();
    return times != null
        && times.areShort()
        && call.session().gate.heldBack() == 0 // or another call may be run in its place
        && runner.hasTime()
        && runner.isReady();
  }

  private void respond(Session session, Frame.Request request, Rejection rejection) {
    if (request.isOneWay()) {
      core.log().oneWayRejected(rejection.message());
    } else {
      String status = rejection.status().name();
      session.peer.send(FrameWriter.error(request.id(), status, rejection.message(), false));
    }
  }
}
