package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.Timed;
import org.jspecify.annotations.Nullable;

/**
 * What the loop keeps of a call from its admission to its end. Confined to the loop thread, but for
 * what never changes.
 */
abstract class OpenCall extends Timed {

  private final Session session;
  private final RetainedMessage message;
  private final MethodTable.Entry entry;
  private final long arrived;

  /** The frame that ends the call, while it waits to be sent. */
  byte @Nullable [] lastFrame;

  int lastLength;

  /** How the call ended, by its last frame. */
  RpcStatus lastStatus = RpcStatus.OK;

  /** Whether the call is in its client's {@link ReplyQueue}. */
  boolean inReplyQueue;

  /** Its place among the open one-way calls; -1 if it has none. */
  int oneWayPlace = -1;

  /**
   * Creates a call.
   *
   * @param arrived when its request was read
   */
  OpenCall(
      Session session,
      RetainedMessage message,
      MethodTable.Entry entry,
      long arrived,
      long deadline) {
    super(deadline);
    this.session = session;
    this.message = message;
    this.entry = entry;
    this.arrived = arrived;
  }

  final Session session() {
    return session;
  }

  /** Returns the message that the request came in. */
  final RetainedMessage message() {
    return message;
  }

  final MethodTable.Entry entry() {
    return entry;
  }

  final Lane lane() {
    return entry.lane();
  }

  /** Returns when the request was read. */
  final long arrived() {
    return arrived;
  }
}
