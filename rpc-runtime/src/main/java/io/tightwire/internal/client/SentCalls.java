package io.tightwire.internal.client;

import io.tightwire.Attempt;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.stream.ItemReceiver;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The attempts that are in flight, over all connections: one of each call, or two if it is hedged.
 * Each is in the table of its connection until it ends. Confined to the loop thread.
 */
final class SentCalls {

  private final ClientCounters counters;

  /** The number of attempts. */
  private int count;

  /** How many of them have no thread that waits. */
  private int unattended;

  SentCalls(ClientCounters counters) {
    this.counters = counters;
  }

  /**
   * Sends a call. It is in flight from now on, unless it has no response.
   *
   * @param last whether it is not sent once more, so that its bytes may be handed over
   */
  void send(ClientCall call, ServerConnection connection, boolean last, long now) {
    EncodedRequest request = call.nextAttempt();
    transmit(call, request, connection, last, now);
    ItemReceiver receiver = call.receiver;
    if (receiver != null && receiver.credit() > 0) {
      connection.send(FrameWriter.credit(call.id, receiver.credit(), receiver.byteCredit()));
    }
  }

  /**
   * Sends a call in flight to another server, too. If there is no memory for that, it stays with
   * the first one.
   */
  void hedge(ClientCall call, ServerConnection connection, long now) {
    ServerConnection first = Objects.requireNonNull(call.connection, "in flight");
    call.history().nextReason = Attempt.Reason.HEDGE;
    try {
      EncodedRequest request = call.nextAttempt();
      call.setAside();
      call.history().isHedged = true;
      transmit(call, request, connection, false, now);
    } catch (Error e) {
      call.focusOn(first);
      cancelOther(call, "it could not be sent");
    }
  }

  private void transmit(
      ClientCall call,
      EncodedRequest request,
      ServerConnection connection,
      boolean last,
      long now) {
    connection.inFlight().number(call);
    request.stamp((int) call.id, Times.remainingMillis(call.timeLeft(now), 0));
    call.connection = connection;
    call.sentAt = now;
    if (call.expectsResponse()) {
      open(call, connection);
    }
    call.isFinalSend = last;
    connection.send(request, last);
    count(call, connection);
  }

  private void count(ClientCall call, ServerConnection connection) {
    if (call.sends() == 1) {
      counters.countFirst();
      return;
    }
    Attempt.Reason reason = call.history().nextReason;
    counters.countAgain(reason);
    InterceptedCall intercepted = call.intercepted();
    if (intercepted != null) {
      intercepted.sentAgain(call.sends(), connection.server().name(), reason);
    }
  }

  private void open(ClientCall call, ServerConnection connection) {
    connection.server().load().opened();
    count++;
    unattended += call.isAttended() ? 0 : 1;
    connection.inFlight().add(call);
  }

  private void close(ClientCall call, ServerConnection connection, long id) {
    connection.inFlight().remove(id);
    connection.server().load().closed();
    count--;
    unattended -= call.isAttended() ? 0 : 1;
  }

  /**
   * Removes a call from the connections over which it is in flight, if it is; it is new again. An
   * attempt besides the current one is cancelled.
   */
  void remove(ClientCall call) {
    ServerConnection connection = connectionOf(call);
    if (connection != null) {
      if (call.other != null) {
        cancelOther(call, "another server has responded");
      }
      close(call, connection, call.id);
      call.phase = ClientCall.Phase.NEW;
    }
  }

  /** Ends the attempt that one server has not run, of a call that goes on with the other one. */
  void refusedByOne(ClientCall call, ServerConnection from) {
    call.attempts--;
    leaveToOther(call, from);
    from.dropIfDrained();
  }

  private void leaveToOther(ClientCall call, ServerConnection current) {
    OtherAttempt attempt = call.other;
    if (attempt != null) {
      close(call, current, call.id);
      call.focusOn(attempt.connection());
      call.other = null;
    }
  }

  /** Ends the attempts at a lost connection whose calls have another one elsewhere. */
  void leaveToOthers(ServerConnection lost) {
    for (ClientCall call : lost.inFlight().matching(call -> call.other != null)) {
      call.focusOn(lost);
      leaveToOther(call, lost);
    }
  }

  /** Returns the connection over which a call is in flight; null if it is not. */
  static @Nullable ServerConnection connectionOf(ClientCall call) {
    return call.phase == ClientCall.Phase.IN_FLIGHT ? call.connection : null;
  }

  /** Tells servers not to go on, if they have the call. Returns its connection; else null. */
  @Nullable ServerConnection sendCancel(ClientCall call, String reason) {
    ServerConnection connection = connectionOf(call);
    if (connection != null) {
      cancelOther(call, reason);
      connection.send(FrameWriter.cancel(call.id, reason));
    }
    return connection;
  }

  private void cancelOther(ClientCall call, String reason) {
    OtherAttempt attempt = call.other;
    if (attempt != null) {
      call.other = null;
      close(call, attempt.connection(), attempt.id());
      attempt.connection().send(FrameWriter.cancel(attempt.id(), reason));
      attempt.connection().dropIfDrained();
    }
  }

  /** Sends credit of a stream whose reader can take more. */
  static void grant(StreamingCall<?> call, Window.Grant grant) {
    call.items.addCredit(grant);
    ServerConnection connection = connectionOf(call);
    if (connection != null) {
      connection.send(FrameWriter.credit(call.id, grant.items(), grant.bytes()));
    }
  }

  /** Drops the connection of a call that has ended, if it drains and this call was its last. */
  static void dropIfDrained(@Nullable ServerConnection connection) {
    if (connection != null) {
      connection.dropIfDrained();
    }
  }

  /** Returns whether a thread waits for each of them. */
  boolean areAttended() {
    return unattended == 0;
  }

  /** Returns the number of attempts. */
  int count() {
    return count;
  }
}
