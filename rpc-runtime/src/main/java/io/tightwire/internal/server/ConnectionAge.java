package io.tightwire.internal.server;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The age of one client's connection. When it is too old, the client gets a GOAWAY, its open calls
 * finish, and it disconnects. A client that stays is dropped. Confined to the loop thread.
 */
final class ConnectionAge {

  /** The reason that the client gets. */
  static final String REASON = "the connection has reached its maximum age";

  /** How much longer a client may be connected that has not said HELLO, which comes first. */
  private static final long UNTIL_HELLO = Duration.ofMillis(100).toNanos();

  private final Duration disconnectWithin;
  private long checkAt;
  private boolean over;

  /** Whether nothing of the client's calls was left at the last check. */
  private boolean idle;

  /** Creates the age of a new connection. */
  ConnectionAge(AgeLimit limit, long now) {
    disconnectWithin = limit.disconnectWithin();
    checkAt = limit.end(now);
  }

  /** Returns when to check again, or {@link Timed#NEVER}. */
  long next() {
    return checkAt;
  }

  /**
   * Sends the GOAWAY if it is due.
   *
   * @return why the connection is to be dropped, since the client has not disconnected; null if not
   */
  @Nullable String check(Session session, long now) {
    if (checkAt == Timed.NEVER || checkAt - now > 0) {
      return null;
    }
    if (!session.helloReceived) {
      checkAt = now + UNTIL_HELLO;
      return null;
    }
    boolean wasIdle = idle;
    idle = session.calls.size() == 0 && session.peer.unsentBytes() == 0;
    checkAt = Times.deadline(now, disconnectWithin);
    if (!over) {
      over = true;
      session.goAway(REASON);
      return null;
    }
    return idle && wasIdle
        ? "it was told to go away, since "
            + REASON
            + ", and has not disconnected within "
            + Times.print(disconnectWithin)
        : null;
  }
}
