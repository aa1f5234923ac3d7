package io.tightwire.internal.link.inproc;

import io.tightwire.internal.flow.Mailbox;
import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.OutboundMessage;
import org.jspecify.annotations.Nullable;

/**
 * The messages and events that other loops of the process have handed to one loop, in order. {@link
 * #put} is thread-safe; the rest is confined to the loop thread.
 */
final class InprocInbox {

  private final Mailbox<Arrival> arrivals = new Mailbox<>();
  private final Runnable wake;

  /**
   * @param wake makes the loop poll the inbox
   */
  InprocInbox(Runnable wake) {
    this.wake = wake;
  }

  /** Adds a message; returns false if the inbox is closed. */
  boolean put(Arrival arrival) {
    if (!arrivals.offer(arrival)) {
      return false;
    }
    wake.run();
    return true;
  }

  @Nullable Arrival poll() {
    return arrivals.poll();
  }

  /** Refuses new arrivals; accepted ones can still be polled. */
  void close() {
    arrivals.close();
  }

  /** An event of a connection, reported by its other end. */
  sealed interface Arrival {

    InprocPipe pipe();
  }

  /** A client has connected. */
  record Opened(InprocPipe pipe) implements Arrival {}

  /** A message. */
  record Delivery(InprocPipe pipe, OutboundMessage message) implements Arrival {

    /** Delivers the message to the agent if it is within the limit, which a decoder would check. */
    void open(Connection peer, LinkOptions options, long now) {
      message.begin();
      if (message.size() > options.maxMessageSize()) {
        peer.drop(
            "it sent a message of "
                + message.size()
                + " bytes, of which at most "
                + options.maxMessageSize()
                + " are accepted");
      } else {
        peer.deliver(new InboundMessage(message.contents()), now);
      }
    }
  }

  /** The other side has disconnected; nothing follows. */
  record Ended(InprocPipe pipe, String how) implements Arrival {

    DisconnectReason reason() {
      return DisconnectReason.lost("connection lost: the other side " + how);
    }
  }
}
