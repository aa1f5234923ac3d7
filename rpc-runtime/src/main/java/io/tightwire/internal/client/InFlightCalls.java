package io.tightwire.internal.client;

import io.tightwire.internal.flow.CallTable;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are sent and not yet ended, by the numbers they were given. Confined to the loop
 * thread.
 */
final class InFlightCalls {

  private final CallTable<ClientCall> calls = new CallTable<>();
  private int lastId;

  /** Gives a call a number that no open call has. */
  void number(ClientCall call) {
    do {
      lastId++;
      call.id = lastId & 0xffff_ffffL;
    } while (call.id == 0 || calls.get(call.id) != null);
  }

  /** Enters a call that has a number. */
  void add(ClientCall call) {
    call.phase = ClientCall.Phase.OPEN;
    calls.put(call.id, call);
  }

  @Nullable ClientCall get(long id) {
    return calls.get(id);
  }

  void remove(ClientCall call) {
    calls.remove(call.id);
  }

  /** All of them as of now, in the order of their numbers. */
  List<ClientCall> all() {
    List<ClientCall> all = calls.all();
    all.sort(Comparator.comparingLong(call -> call.id));
    return all;
  }

  boolean isEmpty() {
    return calls.size() == 0;
  }

  /** Has the next call numbered after {@code id}; for tests. */
  void renumber(int id) {
    lastId = id;
  }
}
