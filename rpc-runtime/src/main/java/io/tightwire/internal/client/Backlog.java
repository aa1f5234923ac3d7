package io.tightwire.internal.client;

import java.util.ArrayDeque;
import java.util.List;
import java.util.ListIterator;
import org.jspecify.annotations.Nullable;

/**
 * Calls that wait to be sent, oldest first. One that ends meanwhile is left where it is until its
 * turn comes, or until such calls outnumber the others. The {@link PendingCallLimit} that new calls
 * took before they came here, which bounds them, is given back once a pass. Confined to the loop
 * thread.
 */
final class Backlog {

  private final PendingCallLimit pendingLimit;
  private final ArrayDeque<ClientCall> calls = new ArrayDeque<>();
  private int ended;
  private long freed;

  Backlog(PendingCallLimit pendingLimit) {
    this.pendingLimit = pendingLimit;
  }

  boolean isEmpty() {
    return calls.size() == ended;
  }

  /** Has a new call wait. */
  void add(ClientCall call) {
    call.phase = ClientCall.Phase.WAITING;
    calls.add(call);
  }

  /** Has calls wait again that were sent before all others. They took room when they were new. */
  void putBack(List<ClientCall> sent) {
    ListIterator<ClientCall> each = sent.listIterator(sent.size());
    while (each.hasPrevious()) {
      ClientCall call = each.previous();
      call.phase = ClientCall.Phase.WAITING;
      calls.addFirst(call);
    }
  }

  /** A call that waited here has ended. */
  void ended(ClientCall call) {
    call.over();
    ended++;
    tidy();
  }

  /** Takes out the call that has waited longest; it is new again. Null if none waits. */
  @Nullable ClientCall poll() {
    for (ClientCall call = calls.poll(); call != null; call = calls.poll()) {
      if (call.phase == ClientCall.Phase.WAITING) {
        call.phase = ClientCall.Phase.NEW;
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

  /** A call was sent, or ended: it needs no room any more. */
  void leave(ClientCall call) {
    if (call.hasRoom) {
      call.hasRoom = false;
      freed += PendingCallLimit.share(call.request().length());
    }
  }

  /** Gives back the room of those that left. */
  void freeRoom() {
    pendingLimit.release(freed);
    freed = 0;
  }

  /** How much is kept, including what has ended; for tests. */
  int kept() {
    return calls.size();
  }
}
