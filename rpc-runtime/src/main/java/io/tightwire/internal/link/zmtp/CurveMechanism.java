package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.curve.CurveServerHandshake;
import io.tightwire.internal.link.curve.CurveServerKeys;
import io.tightwire.internal.link.curve.CurveSession;
import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * CURVE on a server's side of one connection.
 *
 * <p>The loop encrypts and decrypts what is small, which takes less time than to hand it over.
 * Handshakes and everything that is larger are {@linkplain CurveWorkers computed elsewhere}.
 * Meanwhile nothing more is read from this connection, or sent on it. So messages keep their order,
 * and no more of them are in memory than are read at a time.
 *
 * <p>Confined to the loop thread.
 */
final class CurveMechanism implements ZmtpMechanism {

  /** The most bytes that the loop encrypts or decrypts at a time; they take up to some 50 µs. */
  static final int SMALL = 1024;

  /** The most bytes of small messages that wait for a worker; no budget counts them. */
  private static final int MAX_READ = 32 * 1024;

  private final CurveServerKeys keys;
  private final CurveWorkers workers;
  private final CurveServerHandshake handshake;
  private final long maxCommands;

  private @Nullable Wire wire;
  private @Nullable Step step;

  /** Both are null until the handshake is complete. */
  private @Nullable CurveReceiver receiver;

  private @Nullable CurveSender sender;

  /**
   * Creates the mechanism of a new connection.
   *
   * @param maxCommands how many bytes of commands may come between two messages
   */
  CurveMechanism(CurveServerKeys keys, CurveWorkers workers, long maxCommands) {
    this.keys = keys;
    this.workers = workers;
    this.handshake = new CurveServerHandshake(keys);
    this.maxCommands = maxCommands;
  }

  @Override
  public void attach(Wire connection) {
    wire = connection;
  }

  private Wire wire() {
    return Objects.requireNonNull(wire);
  }

  // --- the handshake ---

  @Override
  public byte[] greeting() {
    return ZmtpCommand.curveGreeting();
  }

  @Override
  public void onGreeting(byte[] greeting) throws RefusedInputException {
    ZmtpCommand.checkMechanism(greeting, ZmtpCommand.CURVE);
  }

  @Override
  public void onCommand(byte[] command) throws RefusedInputException {
    if (handshake.isProven()) {
      throw new RefusedInputException("it went on after it was refused");
    }
    step = new Step(command);
    workers.submit(step);
  }

  /** HELLO or INITIATE, which a worker handles. */
  private final class Step extends CurveWorkers.Work {
    private final byte[] command;
    private byte @Nullable [] welcome;
    private @Nullable Throwable fault;

    Step(byte[] command) {
      super(workers);
      this.command = command;
    }

    @Override
    void compute() {
      try {
        if (handshake.isBegun()) {
          handshake.onInitiate(command);
        } else {
          welcome = handshake.onHello(command);
        }
      } catch (RefusedInputException | RuntimeException | Error e) { // out of memory, at worst
        fault = e;
      }
    }

    @Override
    void finish() {
      step = null;
      if (!wire().goesOn()) {
        return;
      }
      try {
        if (fault != null) {
          wire().fail(fault);
        } else if (welcome != null) {
          wire().control(ZmtpCommand.frame(welcome));
        } else {
          decide();
        }
      } catch (RefusedInputException e) {
        wire().fail(e);
      }
      wire().readOn();
    }
  }

  /** Lets a client that has proven its key in, if the key is allowed now. */
  private void decide() throws RefusedInputException {
    String key = handshake.clientKey();
    if (!keys.allows(key)) {
      wire().control(ZmtpCommand.frame(ZmtpCommand.error("400")));
      wire().refuse("the key " + key + " is not allowed");
      return;
    }
    ZmtpCommand.checkProperties(handshake.metadata(), 0, Role.ROUTER);
    CurveSession session = handshake.session();
    receiver = new CurveReceiver(session, workers, wire(), maxCommands);
    sender = new CurveSender(session, workers, wire());
    wire().control(ZmtpCommand.frame(handshake.ready(ZmtpCommand.properties(Role.ROUTER))));
    wire().open();
  }

  @Override
  public boolean isComplete() {
    return receiver != null;
  }

  @Override
  public void requireComplete() throws RefusedInputException {
    CurveReceiver unused = receiver();
  }

  private CurveReceiver receiver() throws RefusedInputException {
    CurveReceiver current = receiver;
    if (current == null) {
      throw new RefusedInputException(
          "its handshake failed: it sent a message before the handshake was complete");
    }
    return current;
  }

  @Override
  public @Nullable String peerKey() {
    return receiver == null ? null : handshake.clientKey();
  }

  // --- messages ---

  @Override
  public boolean isReadingHeld() {
    return step != null || (receiver != null && receiver.isHeld());
  }

  @Override
  public void onMessage(InboundMessage frame, boolean whole) throws RefusedInputException {
    receiver().add(frame, whole);
  }

  @Override
  public int maxRead() {
    return MAX_READ;
  }

  @Override
  public void onReadEnd() throws RefusedInputException {
    if (receiver != null) {
      receiver.onReadEnd();
      respond(receiver);
    }
  }

  @Override
  public void deliverReady() throws RefusedInputException {
    if (receiver != null) {
      receiver.deliverReady();
      respond(receiver);
    }
  }

  private void respond(CurveReceiver from) throws RefusedInputException {
    byte[] ping = from.takePing();
    if (ping != null && sender != null) {
      sender.pong(ZmtpCommand.pong(ping));
    }
  }

  @Override
  public void send(OutboundMessage message) {
    Objects.requireNonNull(sender).send(message);
  }

  @Override
  public boolean isSending() {
    return sender != null && sender.isSending();
  }

  @Override
  public void onDrained() {
    if (sender != null) {
      sender.onDrained();
    }
  }

  @Override
  public void end() {
    if (receiver != null) {
      receiver.end();
    }
    if (sender != null) {
      sender.end();
    }
  }
}
