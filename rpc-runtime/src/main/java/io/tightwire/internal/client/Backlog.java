package io.tightwire.internal.client;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait to be sent, oldest first; bounded in number and in bytes. One that ends meanwhile
 * is left where it is until its turn comes, or until such calls outnumber the others. Confined to
 * the loop thread.
 */
final class Backlog {

  private final int maxCalls;
  private final long maxBytes;
  private final ArrayDeque<ClientCall> calls = new ArrayDeque<>();
  private int ended;
  private long bytes;

  Backlog(int maxCalls, long maxBytes) {
    this.maxCalls = maxCalls;
    this.maxBytes = maxBytes;
  }

  /** How many calls wait. */
  int size() {
    return calls.size() - ended;
  }

  boolean isEmpty() {
    return size() == 0;
  }

  /** Has a new call wait; false if there is no room for it. */
  boolean add(ClientCall call) {
    int length = call.request().length();
    if (size() >= maxCalls || (!isEmpty() && bytes + length > maxBytes)) {
      return false;
    }
    call.phase = ClientCall.Phase.WAITING;
    calls.add(call);
    bytes += length;
    return true;
  }

  /** A call that waited here has ended. */
  void ended(ClientCall call) {
    call.over();
    bytes -= call.request().length();
    ended++;
    tidy();
  }

  /** Takes out the call that has waited longest; it is new again. Null if none waits. */
  @Nullable ClientCall poll() {
    for (ClientCall call = calls.poll(); call != null; call = calls.poll()) {
      if (call.phase == ClientCall.Phase.WAITING) {
        call.phase = ClientCall.Phase.NEW;
        bytes -= call.request().length();
        tidy();
        return call;
      }
      ended--;
    }
    return null;
  }

  private void tidy() {
    if (ended > calls.size() / 2) {
      calls.removeIf(call -> call.phase == ClientCall.Phase.OVER);
      ended = 0;
    }
  }

  /** How much is kept, including what has ended; for tests. */
  int kept() {
    return calls.size();
  }
}
