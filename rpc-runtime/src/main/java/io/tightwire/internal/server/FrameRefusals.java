package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.FrameWriter;

/**
 * Responds to frames that can't be accepted. That ends the calls that they are about, if there are
 * any. Confined to the loop thread.
 */
final class FrameRefusals {

  private final AdmittedCalls calls;
  private final ServerLog log;

  FrameRefusals(AdmittedCalls calls, ServerLog log) {
    this.calls = calls;
    this.log = log;
  }

  /** Refuses a frame that can't be decoded. */
  void refuse(Session session, BadFrameException bad, long now) {
    String why = String.valueOf(bad.getMessage());
    if (bad.isUnanswered()) {
      log.oneWayNotStarted("of client " + session.peer.name(), why);
    } else {
      refuse(session, bad.id(), RpcStatus.INTERNAL, why, now);
    }
  }

  /**
   * Refuses a frame.
   *
   * @param id of the call that it is about; 0 if it is about the connection
   */
  void refuse(Session session, long id, RpcStatus status, String message, long now) {
    ServerCall call = session.calls.get(id);
    boolean started = call != null && calls.cancel(call, CancelReason.BREACH, now);
    session.peer.send(FrameWriter.error(id, status.name(), message, started));
  }
}
