package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.internal.flow.Mailbox;

/**
 * The end of a call, on its way from the thread that ran the handler to the loop. It is its own
 * entry there, since nearly each call has one.
 *
 * <p>Confined to one thread at a time; the mailbox hands it over.
 */
final class Response extends Mailbox.LinkedEntry implements ServerCommand {

  private final ServerCall call;
  private final byte[] buffer;
  private final int length;
  private final RpcStatus status;

  /**
   * Creates a response that is not posted yet.
   *
   * @param buffer begins with the last frame of the call
   * @param length the length of the frame
   */
  Response(ServerCall call, byte[] buffer, int length, RpcStatus status) {
    this.call = call;
    this.buffer = buffer;
    this.length = length;
    this.status = status;
  }

  @Override
  public void apply(ServerCore core, long now) {
    core.respond(call, buffer, length, status, now);
  }
}
