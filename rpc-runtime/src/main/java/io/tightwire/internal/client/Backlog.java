package io.tightwire.internal.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Calls that are queued until they can be sent, oldest first. New calls acquired the {@link
 * PendingCallLimit} before they came here; it bounds the backlog, and is released once a pass.
 *
 * <p>A call that ends in the queue stays there until its turn comes, or until such calls outnumber
 * the others: removing it would take a search. Confined to the loop thread.
 */
final class Backlog {

  private final PendingCallLimit pendingLimit;
  private final ArrayDeque<ClientCall> calls = new ArrayDeque<>();

  /** The number of calls in the queue that have ended. */
  private int ended;

  /**
   * The part of the pending limit that removed calls have acquired, and that is not released yet.
   */
  private long toRelease;

  Backlog(PendingCallLimit pendingLimit) {
    this.pendingLimit = pendingLimit;
  }

  boolean isEmpty() {
    return waiting() == 0;
  }

  /** Returns how many calls are queued. */
  int waiting() {
    return calls.size() - ended;
  }

  /** Queues a new call. */
  void add(ClientCall call) {
    call.phase = ClientCall.Phase.QUEUED;
    calls.add(call);
  }

  /** Queues calls that are retried, before all others. They count no longer in the limit. */
  void addFirst(List<ClientCall> retried) {
    ListIterator<ClientCall> each = retried.listIterator(retried.size());
    while (each.hasPrevious()) {
      ClientCall call = each.previous();
      call.phase = ClientCall.Phase.QUEUED;
      calls.addFirst(call);
    }
  }

  /** Marks a call as ended that is queued here. */
  void ended(ClientCall call) {
    call.markEnded();
    ended++;
    compact();
  }

  /** Takes out the oldest call, which is new again; null if none is queued. */
  @Nullable ClientCall poll() {
    for (ClientCall call = calls.poll(); call != null; call = calls.poll()) {
      if (call.phase == ClientCall.Phase.QUEUED) {
        call.phase = ClientCall.Phase.NEW;
        compact();
        return call;
      }
      ended--;
    }
    return null;
  }

  /** Takes out the calls that meet a condition, oldest first; they are new again. */
  List<ClientCall> pollIf(Predicate<ClientCall> condition) {
    List<ClientCall> polled = new ArrayList<>();
    calls.removeIf(
        call -> {
          boolean meets = call.phase == ClientCall.Phase.QUEUED && condition.test(call);
          if (meets) {
            call.phase = ClientCall.Phase.NEW;
            polled.add(call);
          }
          return meets;
        });
    compact();
    return polled;
  }

  private void compact() {
    if (ended > calls.size() / 2) {
      calls.removeIf(call -> call.phase == ClientCall.Phase.ENDED);
      ended = 0;
    }
  }

  /** Stops counting a call that is sent or has ended. */
  void leave(ClientCall call) {
    if (call.holdsPendingLimit) {
      call.holdsPendingLimit = false;
      toRelease += PendingCallLimit.cost(call.request().length());
    }
  }

  /** Releases what the calls that left had acquired. */
  void releasePendingLimit() {
    pendingLimit.release(toRelease);
    toRelease = 0;
  }

  /** Returns whether a queued call meets a condition; for tests. */
  boolean anyMatch(Predicate<ClientCall> condition) {
    return calls.stream()
        .anyMatch(call -> call.phase == ClientCall.Phase.QUEUED && condition.test(call));
  }

  /** Returns how many calls are in the queue, including those that have ended; for tests. */
  int size() {
    return calls.size();
  }
}
