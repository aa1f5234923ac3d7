package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** No encryption: frames are messages. Confined to the loop thread. */
final class NullMechanism implements ZmtpMechanism {

  private final ZmtpHandshake handshake;
  private @Nullable Wire wire;

  NullMechanism(Role role) {
    this.handshake = new ZmtpHandshake(role);
  }

  @Override
  public void attach(Wire connection) {
    wire = connection;
  }

  private Wire wire() {
    return Objects.requireNonNull(wire);
  }

  @Override
  public byte[] greeting() {
    return ZmtpCommand.greeting();
  }

  @Override
  public void onGreeting(byte[] greeting) throws RefusedInputException {
    wire().control(handshake.onGreeting(greeting));
  }

  @Override
  public void onCommand(byte[] command) throws RefusedInputException {
    boolean wasOpen = isComplete();
    byte[] pong = handshake.onCommand(command);
    if (pong != null) {
      wire().pong(pong);
    }
    if (!wasOpen) {
      wire().open();
    }
  }

  @Override
  public void onMessage(InboundMessage frame, boolean whole) throws RefusedInputException {
    requireComplete();
    if (whole) {
      wire().deliver(frame);
    } else {
      frame.drop();
    }
  }

  @Override
  public boolean isPlain() {
    return true;
  }

  @Override
  public boolean isComplete() {
    return handshake.isComplete();
  }

  @Override
  public void requireComplete() throws RefusedInputException {
    handshake.requireComplete();
  }

  @Override
  public boolean isRefused() {
    return handshake.isRefused();
  }

  @Override
  public void send(OutboundMessage message) {
    wire().message(message);
  }
}
