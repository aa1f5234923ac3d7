package io.tightwire.internal.client;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.wire.Slice;
import io.tightwire.stub.MethodDescriptor;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import org.jspecify.annotations.Nullable;

/**
 * What the calls of one client have in common: where they are posted, where callbacks run, and how
 * outcomes turn into values and exceptions. Safe for use by many threads.
 *
 * @param post hands a command to the loop; false if the client is closed
 * @param room for calls that are not sent yet
 * @param callbacks runs user callbacks
 * @param endpoint for messages
 */
public record Caller(Mailbox post, Room room, Executor callbacks, String endpoint) {

  /** Hands a command to the loop. */
  @FunctionalInterface
  public interface Mailbox {
    /** Returns false if the loop takes no more. */
    boolean post(ClientCommand command);
  }

  /** Starts a call; one that is not taken ends at once. */
  void start(ClientCall call) {
    if (!room.take(call.request().length())) {
      call.onOutcome(new Outcome.Failed(full(call)));
    } else if (!post(call)) {
      call.onOutcome(
          new Outcome.Failed(
              new RpcCancelledException(to(call) + ": the client is closed", null, false)));
    }
  }

  /**
   * Starts a call whose caller may be kept waiting a little until there is room for it.
   *
   * @throws RpcException if it is not taken
   */
  void startPatiently(ClientCall call) {
    try {
      if (!room.take(call.request().length(), call.deadline())) {
        throw full(call);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RpcCancelledException(
          to(call) + ": the calling thread was interrupted before there was room for the call",
          e,
          false);
    }
    if (!post(call)) {
      throw call.isAnswered()
          ? new RpcCancelledException(to(call) + ": the client is closed", null, false)
          : new RpcUnavailableException(to(call) + ": the client is closed", null, false);
    }
  }

  /** Hands over a call that has room. */
  private boolean post(ClientCall call) {
    call.hasRoom = true;
    boolean taken = post.post(call);
    if (!taken) {
      room.free(Room.share(call.request().length()));
    }
    return taken;
  }

  private RpcException full(ClientCall call) {
    return new RpcUnavailableException(
        to(call) + " was refused: the local queue is full: " + room.occupants(), null, false);
  }

  private String to(ClientCall call) {
    return call.name() + " to " + endpoint;
  }

  /** Tells the loop that a call's caller has given up. */
  void cancel(ClientCall call, String reason) {
    post.post((core, now) -> core.cancel(call, reason)); // a closed loop has nothing to cancel
  }

  /** Runs a callback; never on the calling thread, which is the loop's. */
  void callBack(Runnable callback) {
    try {
      callbacks.execute(callback);
    } catch (RuntimeException e) { // rejected: the user shut the executor down
      ForkJoinPool.commonPool().execute(callback);
    }
  }

  /** The value of a unary call, decoded on this thread; or what went wrong, thrown. */
  <T extends @Nullable Object> T value(MethodDescriptor<T> method, Outcome outcome) {
    if (outcome instanceof Outcome.Answered answered) {
      return decode(method, answered.value());
    }
    throw exception(method, outcome);
  }

  /** What went wrong. */
  RpcException exception(MethodDescriptor<?> method, Outcome outcome) {
    if (outcome instanceof Outcome.Failed failed) {
      return failed.exception();
    }
    return RemoteFailures.toException(method, endpoint, ((Outcome.Refused) outcome).failure());
  }

  /** One value, decoded on this thread. */
  @SuppressWarnings("NullAway") // a codec's null is the user's null: T says whether it may be
  <T extends @Nullable Object> T decode(MethodDescriptor<T> method, Slice value) {
    try {
      return method.result().read(value.reader());
    } catch (RuntimeException e) { // also what the constructor of a user's record throws
      throw new RpcProtocolException(
          RpcStatus.INTERNAL,
          "The result of "
              + method.displayName()
              + " from "
              + endpoint
              + " can't be decoded: "
              + e.getMessage()
              + "; were both sides built from the same interface?",
          e,
          true);
    }
  }
}
