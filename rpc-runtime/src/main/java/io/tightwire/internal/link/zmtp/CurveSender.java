package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.curve.CurveSession;
import io.tightwire.internal.link.zmtp.ZmtpMechanism.Wire;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts what one connection sends: small messages on the loop, others by a worker, one at a
 * time. Confined to the loop thread.
 */
final class CurveSender {

  private final CurveSession session;
  private final CurveWorkers workers;
  private final Wire wire;

  /** What a worker encrypts. */
  private @Nullable Sealing sealing;

  /** The PONG to send next. */
  private byte @Nullable [] pong;

  CurveSender(CurveSession session, CurveWorkers workers, Wire wire) {
    this.session = session;
    this.workers = workers;
    this.wire = wire;
  }

  /** Returns whether a worker encrypts, so that nothing is to be sent. */
  boolean isSending() {
    return sealing != null;
  }

  void send(OutboundMessage message) {
    message.begin();
    if (message.size() <= CurveMechanism.SMALL) {
      write(sealAndRelease(message));
    } else {
      sealing = new Sealing(message);
      workers.submit(sealing);
    }
  }

  private byte[] sealAndRelease(OutboundMessage message) {
    try {
      return seal(message);
    } finally {
      message.release();
    }
  }

  private byte[] seal(OutboundMessage message) {
    return session.seal(0, message.array(), message.offset(), message.size());
  }

  private void write(byte[] frame) {
    wire.message(frame, 0, frame.length);
  }

  /** A message that a worker encrypts. */
  private final class Sealing extends CurveWorkers.Work {
    private final AtomicReference<@Nullable OutboundMessage> message;

    /** The message that a worker has taken; the loop releases it afterwards. */
    private @Nullable OutboundMessage taken;

    private byte @Nullable [] frame;
    private @Nullable Throwable fault;

    Sealing(OutboundMessage message) {
      super(workers);
      this.message = new AtomicReference<>(message);
    }

    @Override
    void compute() {
      OutboundMessage present = message.getAndSet(null);
      if (present == null) {
        return; // the connection has ended
      }
      taken = present;
      try {
        frame = seal(present);
      } catch (RuntimeException | Error e) { // out of memory, at worst
        fault = e;
      }
    }

    @Override
    void finish() {
      sealing = null;
      try {
        send();
      } finally {
        if (taken != null) {
          taken.release();
        }
      }
    }

    private void send() {
      if (!wire.goesOn()) {
        return;
      }
      if (fault != null) {
        wire.failToEncrypt(fault);
      } else {
        write(Objects.requireNonNull(frame));
      }
    }

    /** Releases the message, unless a worker has taken it. */
    void cancel() {
      OutboundMessage untaken = message.getAndSet(null);
      if (untaken != null) {
        untaken.release();
      }
    }
  }

  /** Sends a PONG, which has its place in the order of messages. A later one replaces it. */
  void pong(byte[] command) {
    pong = command;
    if (wire.isDrained()) {
      onDrained();
    }
  }

  /** Records that everything is written. */
  void onDrained() {
    byte[] command = pong;
    if (command != null && sealing == null) {
      pong = null;
      write(session.seal(CurveSession.COMMAND, command, 0, command.length));
    }
  }

  /** Releases all memory. */
  void end() {
    if (sealing != null) {
      sealing.cancel();
    }
  }
}
