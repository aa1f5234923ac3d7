package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.stream.WindowBudget;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Items;

/**
 * The frames of the streams that callers send: ITEM and END come, CREDIT and STOP go. Those of
 * calls that have ended are ignored, since frames cross. Confined to the loop thread.
 */
final class InputFrames {

  /** Items are copied out of a message that is larger than that, and much larger than they are. */
  private static final int LARGE = 1024;

  /** The most characters of a caller's reason that a handler is told. */
  private static final int MAX_REASON = 1000;

  private final AdmittedCalls calls;
  private final FrameRefusals refusals;
  private final WindowBudget windows;

  /**
   * Creates the part of a server without calls.
   *
   * @param maxUnread the bytes that all streams together may be ahead of their handlers
   */
  InputFrames(AdmittedCalls calls, FrameRefusals refusals, long maxUnread) {
    this.calls = calls;
    this.refusals = refusals;
    this.windows = new WindowBudget(maxUnread);
  }

  /** Returns what bounds the items that are granted and not read. */
  WindowBudget windows() {
    return windows;
  }

  /** Takes items that came one behind the other. */
  void onItems(Session session, long id, Items come, long now) {
    ServerCall call = session.calls.get(id);
    if (call == null) {
      return; // it has ended
    }
    CallerStream input = call.input();
    if (input == null) {
      refuseUnexpected(session, id, "Item", now);
      return;
    }
    if (input.isComplete()) {
      refuse(session, id, "The caller of " + call.name() + " sent an item after the END", now);
      return;
    }
    ItemReceiver receiver = input.receiver();
    int permitted = receiver.useCredit(come);
    if (permitted < come.count()) {
      refuse(session, id, "The caller of " + call.name() + " sent an item without credit", now);
    } else if (!countExcess(session, input)) {
      refusals.refuse(
          session,
          id,
          RpcStatus.RESOURCE_EXHAUSTED,
          "An item of " + call.name() + " is too large for what the server has left for requests",
          now);
    } else {
      input.add(come.detached(LARGE));
    }
  }

  /** Ends the stream that a caller sends. */
  void onEnd(Session session, long id, long now) {
    ServerCall call = session.calls.get(id);
    if (call == null) {
      return;
    }
    CallerStream input = call.input();
    if (input == null) {
      refuseUnexpected(session, id, "End", now);
    } else if (!input.complete()) {
      refuse(session, id, "The caller of " + call.name() + " sent END twice", now);
    }
  }

  /** Refuses a frame of a stream, about a call that takes none. */
  private void refuseUnexpected(Session session, long id, String frame, long now) {
    String why = "A server does not understand " + frame + " frames of calls that take no stream";
    refusals.refuse(session, id, RpcStatus.UNIMPLEMENTED, why, now);
  }

  private void refuse(Session session, long id, String why, long now) {
    refusals.refuse(session, id, RpcStatus.INTERNAL, why, now);
  }

  /** Adds credit that the reader grants, and tells the caller. */
  void grant(ServerCall call, Window.Grant credit) {
    CallerStream input = call.input();
    if (input != null && calls.isOpen(call) && input.end() == null && !input.isStopped()) {
      input.receiver().addCredit(credit);
      boolean unused = countExcess(call.session(), input);
      call.session().peer.send(FrameWriter.credit(call.id(), credit.items(), credit.bytes()));
    }
  }

  /** Tells the caller that no more is read. */
  void stop(ServerCall call) {
    CallerStream input = call.input();
    if (input != null && calls.isOpen(call) && input.end() == null) {
      call.session().peer.send(FrameWriter.stop(call.id()));
    }
  }

  /** Cancels a call for a reason that its reader found, and responds with a frame. */
  void fail(ServerCall call, CancelReason why, byte[] error, long now) {
    if (calls.isOpen(call)) {
      boolean unused = calls.cancel(call, why, now);
      call.session().peer.send(error);
    }
  }

  /** Cancels a call for its caller. A handler that reads its stream is told the caller's reason. */
  void cancel(Session session, Frame.Cancel cancel, long now) {
    ServerCall call = session.calls.get(cancel.id());
    CallerStream input = call == null ? null : call.input();
    String reason = cancel.reason();
    if (input != null && reason != null) {
      input.callerCancelled(printable(reason));
    }
    calls.cancel(session, cancel.id(), CancelReason.CALLER, now);
  }

  private static String printable(String reason) {
    int end = Math.min(reason.length(), MAX_REASON);
    return reason.substring(0, end).replaceAll("\\p{Cntrl}", "?");
  }

  /**
   * Counts what an item has beyond the byte credit: one item may exceed it, as large as messages
   * are, so that it must fit beside the requests that the server keeps.
   */
  private boolean countExcess(Session session, CallerStream input) {
    long excess = Math.max(0, -input.receiver().byteCredit());
    long more = excess - input.excess();
    if (more > 0 && !(session.requests.hasRoom(more) && calls.requests.hasRoom(more))) {
      return false;
    }
    session.requests.acquire(more);
    calls.requests.acquire(more);
    input.setExcess(excess);
    return true;
  }

  /** Releases what is counted for a call that has ended. */
  static void close(ServerCall call, AdmittedCalls calls) {
    CallerStream input = call.input();
    if (input != null) {
      call.session().requests.release(input.excess());
      calls.requests.release(input.excess());
      input.setExcess(0);
      input.close();
    }
  }
}
