package io.tightwire.internal.client;

import io.tightwire.internal.flow.CallTable;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The calls that are sent and have not ended, by their ids. Confined to the loop thread. */
final class InFlightCalls {

  private final CallTable<ClientCall> calls = new CallTable<>();
  private int lastId;

  /** Sets the call's id to one that no call in flight has. */
  void number(ClientCall call) {
    do {
      lastId++;
      call.id = lastId & 0xffff_ffffL;
    } while (call.id == 0 || calls.get(call.id) != null);
  }

  /** Adds a call that has an id. */
  void add(ClientCall call) {
    call.phase = ClientCall.Phase.IN_FLIGHT;
    calls.put(call.id, call);
  }

  @Nullable ClientCall get(long id) {
    return calls.get(id);
  }

  void remove(long id) {
    calls.remove(id);
  }

  /** Returns those that meet a condition as of now, in any order. */
  List<ClientCall> matching(Predicate<ClientCall> condition) {
    List<ClientCall> matching = calls.all();
    matching.removeIf(condition.negate());
    return matching;
  }

  /**
   * Returns all of them as of now, in the order of their ids. A call whose current attempt is at
   * another connection has its place by the id there.
   */
  List<ClientCall> all() {
    List<ClientCall> all = calls.all();
    all.sort(Comparator.comparingLong(call -> call.id));
    return all;
  }

  int size() {
    return calls.size();
  }

  boolean isEmpty() {
    return calls.size() == 0;
  }

  /** Sets the id before that of the next call; for tests. */
  void renumber(int id) {
    lastId = id;
  }
}
