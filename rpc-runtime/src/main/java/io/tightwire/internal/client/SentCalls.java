package io.tightwire.internal.client;

import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.FrameWriter;
import org.jspecify.annotations.Nullable;

/** The calls that are in flight, over all connections. Confined to the loop thread. */
final class SentCalls {

  private int count;

  /** How many of them have no thread that waits. */
  private int unattended;

  /** Adds a call that has an id of the connection. */
  void add(ClientCall call, ServerConnection connection) {
    connection.inFlight().add(call);
    connection.server().load().opened();
    count++;
    unattended += call.isAttended() ? 0 : 1;
  }

  /** Removes a call from the connection over which it is in flight, if it is; it is new again. */
  void remove(ClientCall call) {
    ServerConnection connection = connectionOf(call);
    if (connection != null) {
      connection.inFlight().remove(call);
      connection.server().load().closed();
      count--;
      unattended -= call.isAttended() ? 0 : 1;
      call.phase = ClientCall.Phase.NEW;
    }
  }

  /** Returns the connection over which a call is in flight; null if it is not. */
  static @Nullable ServerConnection connectionOf(ClientCall call) {
    return call.phase == ClientCall.Phase.IN_FLIGHT ? call.connection : null;
  }

  /** Tells the server not to go on, if it has the call. Returns its connection; else null. */
  static @Nullable ServerConnection sendCancel(ClientCall call, String reason) {
    ServerConnection connection = connectionOf(call);
    if (connection != null) {
      connection.send(FrameWriter.cancel(call.id, reason));
    }
    return connection;
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

  boolean isEmpty() {
    return count == 0;
  }
}
