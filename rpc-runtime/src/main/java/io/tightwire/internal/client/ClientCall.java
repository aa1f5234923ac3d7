package io.tightwire.internal.client;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Slice;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One call under way. Its request is encoded; the loop numbers it, sends it and ends it. What a
 * subclass does with what comes back must neither block nor run user code.
 *
 * <p>Created by any thread; everything that is not said to be otherwise is confined to the loop
 * thread.
 */
public abstract class ClientCall extends Timed implements ClientCommand {

  /** How far a call has come. */
  enum Phase {
    /** Not seen by the loop, or about to be sent. */
    NEW,
    /** In the backlog. */
    WAITING,
    /** Sent, and in the table. */
    OPEN,
    /** Ended, here or there. */
    OVER
  }

  private final Outgoing<?> outgoing;

  Phase phase = Phase.NEW;
  long id;

  /** How many items the server may still send; goes out with the request, and as it grows. */
  long credit;

  /** When a call without a deadline gives up waiting for a connection. */
  long connectBy = NEVER;

  ClientCall(Outgoing<?> outgoing) {
    super(outgoing.deadline());
    this.outgoing = outgoing;
  }

  /** For messages. Safe for use by many threads. */
  final String name() {
    return outgoing.name();
  }

  /** For messages; null if there is no deadline. */
  final @Nullable Duration timeout() {
    return outgoing.timeout();
  }

  final EncodedRequest request() {
    return outgoing.request();
  }

  @Override
  protected final long due() {
    return deadline() == NEVER && phase == Phase.WAITING ? connectBy : deadline();
  }

  @Override
  public final void apply(ClientCore core, long now) {
    core.start(this, now);
  }

  /** Whether an answer is expected. */
  boolean isAnswered() {
    return true;
  }

  /** Whether the caller has given up by itself, so that nothing needs to be sent any more. */
  abstract boolean isAbandoned();

  /** An item came, one that there was credit for. */
  void onItem(Slice value) {}

  /** Whether items are expected, and END instead of RESULT. */
  boolean isStream() {
    return false;
  }

  /** The call ended. */
  abstract void onOutcome(Outcome outcome);
}
