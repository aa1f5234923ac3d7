package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.curve.CurveSession;
import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.zmtp.ZmtpMechanism.Wire;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Decrypts what one connection receives. The frames of one read are decrypted together: by the loop
 * if they are few and small, otherwise by a worker. Confined to the loop thread.
 */
final class CurveReceiver {

  private final CurveSession session;
  private final CurveWorkers workers;
  private final Wire wire;

  /** How many bytes of commands may come between two messages. */
  private final long maxCommands;

  /** The frames of the present read. */
  private final List<InboundMessage> frames = new ArrayList<>();

  private long frameBytes;

  /** What a worker decrypts. */
  private @Nullable Opening opening;

  /** What was decrypted and not delivered. */
  private final Queue<Opened> opened = new ArrayDeque<>();

  private @Nullable Throwable failure;
  private long commandBytes;
  private byte @Nullable [] ping;

  CurveReceiver(CurveSession session, CurveWorkers workers, Wire wire, long maxCommands) {
    this.session = session;
    this.workers = workers;
    this.wire = wire;
    this.maxCommands = maxCommands;
  }

  /** A message that was decrypted, or a command. */
  private record Opened(InboundMessage message, int flags) {}

  /** Adds a frame of the present read. */
  void add(InboundMessage frame, boolean whole) throws RefusedInputException {
    if (!whole) {
      throw inParts();
    }
    frames.add(frame);
    frameBytes += frame.bytes().length;
  }

  private static RefusedInputException inParts() {
    return new RefusedInputException("it sent a message of several parts");
  }

  /** Decrypts the frames of the present read, or begins to. */
  void onReadEnd() throws RefusedInputException {
    if (frames.isEmpty()) {
      return;
    }
    List<InboundMessage> all = List.copyOf(frames);
    boolean small = frameBytes <= CurveMechanism.SMALL;
    frames.clear();
    frameBytes = 0;
    if (small) {
      for (InboundMessage frame : all) {
        if (wire.goesOn()) {
          deliver(open(frame));
        }
      }
    } else {
      opening = new Opening(all);
      workers.submit(opening);
    }
  }

  /** Returns whether a worker decrypts, so that nothing more is to be read. */
  boolean isHeld() {
    return opening != null;
  }

  private Opened open(InboundMessage frame) throws RefusedInputException {
    byte[] bytes = frame.bytes();
    session.open(bytes);
    return new Opened(frame.with(CurveSession.contents(bytes)), CurveSession.flags(bytes));
  }

  /** The frames of one read, which a worker decrypts. */
  private final class Opening extends CurveWorkers.Work {
    private final AtomicReference<@Nullable List<InboundMessage>> sealed;
    private final List<Opened> results = new ArrayList<>();
    private @Nullable Throwable fault;

    Opening(List<InboundMessage> sealed) {
      super(workers);
      this.sealed = new AtomicReference<>(sealed);
    }

    @Override
    void compute() {
      List<InboundMessage> taken = sealed.getAndSet(null);
      if (taken == null) {
        return; // the connection has ended
      }
      try {
        for (InboundMessage frame : taken) {
          results.add(open(frame));
        }
      } catch (RefusedInputException | RuntimeException | Error e) { // out of memory, at worst
        fault = e;
      }
    }

    @Override
    void finish() {
      opening = null;
      if (wire.goesOn()) {
        opened.addAll(results);
        failure = fault;
        wire.readOn();
      }
    }
  }

  /** Delivers what a worker has decrypted. */
  void deliverReady() throws RefusedInputException {
    for (Opened next; wire.goesOn() && (next = opened.poll()) != null; ) {
      deliver(next);
    }
    Throwable cause = failure;
    failure = null;
    if (cause instanceof RefusedInputException refused) {
      throw refused;
    } else if (cause != null) {
      throw new IllegalStateException("It could not be decrypted: " + cause, cause);
    }
  }

  private void deliver(Opened next) throws RefusedInputException {
    if ((next.flags & CurveSession.MORE) != 0) {
      throw inParts();
    }
    if ((next.flags & CurveSession.COMMAND) == 0) {
      commandBytes = 0;
      wire.deliver(next.message);
      return;
    }
    byte[] command = next.message.take();
    commandBytes += command.length + CurveSession.OVERHEAD;
    if (commandBytes > maxCommands) {
      throw new RefusedInputException("it sent a lot and no message");
    }
    if (ZmtpCommand.name(command).equals("PING")) {
      ping = command;
    }
  }

  /** Returns the latest PING, once; null if there is none. */
  byte @Nullable [] takePing() {
    byte[] latest = ping;
    ping = null;
    return latest;
  }

  /** Releases all memory. */
  void end() {
    frames.clear();
    opened.clear();
    if (opening != null) {
      opening.sealed.set(null);
    }
  }
}
