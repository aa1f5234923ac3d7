package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.wire.Frame;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client whose calls several threads want to end, and a listener that counts the ends that it
 * gets. One actor is the loop, another the user; {@link #verdict} comes after both.
 */
final class Contest {

  static final int RESULT = 42;

  final ClientRig rig = ClientRig.connected();
  private final AtomicInteger ends = new AtomicInteger();

  Contest() {
    rig.interceptors = List.of(call -> end -> ends.incrementAndGet());
  }

  /** Makes the loop's passes and the callbacks' work until the caller has made its call. */
  long awaitRequest() {
    while (rig.commands.isEmpty()) {
      AdaptiveSpin.yieldProcessor();
    }
    rig.turn();
    return rig.peer.next(Frame.Request.class).id();
  }

  void respond(long id) {
    rig.receive(ClientRig.result(id, RESULT));
    rig.runCallbacks();
  }

  void close() {
    rig.closeLink();
    rig.core.onClosed(null);
    rig.settle();
  }

  /** Returns how the only call has ended for its owner, and what was told of it. */
  String end(CompletableFuture<Integer> result) {
    String told = verdict();
    return outcome(result) + ", " + told;
  }

  /** Returns how a future ended for its owner. */
  static String outcome(CompletableFuture<Integer> future) {
    if (!future.isDone()) {
      return "pending";
    }
    if (future.isCancelled()) {
      return "cancelled";
    }
    return future.handle((value, failure) -> failure == null ? "value" : name(failure)).join();
  }

  static String name(Throwable failure) {
    if (failure instanceof RpcTimeoutException) {
      return "timeout";
    }
    return failure instanceof RpcCancelledException ? "cancelled" : failure.toString();
  }

  /** Returns how many ends were reported, or what is left of the calls. */
  String verdict() {
    rig.settle();
    if (!rig.core.isIdle()) {
      return "a call is left open";
    }
    if (!rig.pendingLimit.isUnused()) {
      return "room is lost";
    }
    return ends.get() + " told";
  }
}
