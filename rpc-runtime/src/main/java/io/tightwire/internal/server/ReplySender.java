package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.wire.Frame;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Sends the replies of all clients: each through its {@link ReplyQueue}, as fast as it takes them.
 * Slow clients are tried again once a pass. Confined to the loop thread.
 */
final class ReplySender {

  private final AdmittedCalls calls;

  /** Clients with queued replies: they do not take them as fast as they come. */
  private final Set<Session> slow = new LinkedHashSet<>();

  ReplySender(AdmittedCalls calls) {
    this.calls = calls;
  }

  /** Sends the last frame of a call, unless the call has ended. */
  void respond(ServerCall call, byte[] buffer, int length, RpcStatus status, long now) {
    if (call.isOneWay()) {
      boolean unused = calls.complete(call, status, now);
    } else if (calls.isOpen(call)) {
      try {
        call.session().replies.finish(call, buffer, length, status);
      } catch (Error e) { // out of memory
        dropUnsent(call.session(), e);
      }
      flush(call.session(), now);
    } else {
      call.session().responses.release(length);
    }
  }

  /** Sends items of a stream that are ready. */
  void sendItems(ServerCall call, long now) {
    call.items().polling();
    if (calls.isOpen(call)) {
      queue(call, now);
    }
  }

  /** Adds credit of a stream, and sends items that waited for it. */
  void grant(ServerCall call, Frame.Credit credit, long now) {
    if (call.items().grant(credit.items(), credit.bytes())) {
      queue(call, now);
    }
  }

  private void queue(ServerCall call, long now) {
    call.session().replies.add(call);
    flush(call.session(), now);
  }

  /** Tries slow clients again. */
  void flushSlow(long now) {
    if (!slow.isEmpty()) {
      List.copyOf(slow).forEach(session -> flush(session, now));
    }
  }

  /** Forgets a client that has disconnected. */
  void remove(Session session) {
    slow.remove(session);
  }

  private void flush(Session session, long now) {
    try {
      session.replies.flush(calls, now);
    } catch (Error e) { // out of memory
      dropUnsent(session, e);
    }
    if (session.replies.isEmpty()) {
      slow.remove(session);
    } else {
      slow.add(session);
    }
  }

  /** Drops a connection whose replies are lost, so that their callers are told. */
  private static void dropUnsent(Session session, Throwable cause) {
    session.peer.drop("replies could not be sent to it: " + cause);
  }
}
