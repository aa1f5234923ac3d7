package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InboundMessage;
import org.jspecify.annotations.Nullable;

/** The port of a {@link ZmtpStream}. Confined to the loop thread. */
interface ZmtpStreamOwner {

  /** Has {@link ZmtpStream#read} called in this pass. */
  void onReadable(ZmtpStream stream);

  /** The handshake is complete. */
  void onOpen(long now);

  /** A message came. */
  void onMessage(InboundMessage message, long now);

  /** This side has failed, without memory for example. The connection ends. */
  void onFault(Throwable fault);

  /**
   * The connection has ended. Called once.
   *
   * @param why what this side ended it for; null if the other side did
   */
  void onEnd(@Nullable DisconnectReason why);
}
