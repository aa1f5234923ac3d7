package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one connection: first the NULL handshake, in which each side sends READY, then
 * PING and PONG (RFC 37 of ZeroMQ).
 *
 * <p>Sans I/O. Confined to the loop thread.
 */
final class ZmtpHandshake {

  private final Role role;
  private boolean complete;
  private boolean refused;

  /** Creates the handshake of a side with that role. */
  ZmtpHandshake(Role role) {
    this.role = role;
  }

  /** Returns whether the other side has sent READY, so that messages may flow. */
  boolean isComplete() {
    return complete;
  }

  /** Returns whether the other side has said that it does not accept this one. */
  boolean isRefused() {
    return refused;
  }

  /**
   * Handles the other side's greeting.
   *
   * @return the command to send, in its frame. Not earlier: JeroMQ expects the greeting alone
   */
  byte[] onGreeting(byte[] greeting) throws RefusedInputException {
    ZmtpCommand.checkMechanism(greeting, ZmtpCommand.NULL);
    return ZmtpCommand.frame(ZmtpCommand.ready(role));
  }

  /**
   * Handles a command.
   *
   * @return the PONG to send, in its frame; null for none
   */
  byte @Nullable [] onCommand(byte[] command) throws RefusedInputException {
    String name = ZmtpCommand.name(command);
    switch (name) {
      case "READY" -> {
        if (complete) {
          throw new RefusedInputException("it sent READY twice");
        }
        ZmtpCommand.checkReady(command, role);
        complete = true;
      }
      case "ERROR" -> {
        String reason = ZmtpCommand.errorReason(command);
        refused = !complete && reason.startsWith("4");
        throw new RefusedInputException("it refused the connection: " + reason);
      }
      default -> {
        if (!complete) {
          throw new RefusedInputException(
              "its handshake failed: it sent another command than READY");
        }
      }
    }
    return name.equals("PING") ? ZmtpCommand.frame(ZmtpCommand.pong(command)) : null;
  }

  /** Checks that a message may come now. */
  void requireComplete() throws RefusedInputException {
    if (!complete) {
      throw new RefusedInputException("its handshake failed: it sent a message before READY");
    }
  }
}
