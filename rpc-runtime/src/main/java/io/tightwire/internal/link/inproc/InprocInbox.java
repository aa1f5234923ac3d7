package io.tightwire.internal.link.inproc;

import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Mailbox;
import io.tightwire.internal.link.OutboundMessage;
import org.jspecify.annotations.Nullable;

/**
 * What other loops of the process have handed to one loop, in order. {@link #put} is safe for use
 * by many threads; the rest is confined to the loop thread.
 */
final class InprocInbox {

  private final Mailbox<Arrival> arrivals = new Mailbox<>();
  private final Runnable wake;

  /**
   * @param wake makes the loop look into the inbox
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

  /** Accepts nothing more; what it did can still be polled. */
  void close() {
    arrivals.close();
  }

  /** Something that happened on a connection, as the other end tells it. */
  sealed interface Arrival {

    InprocPipe pipe();
  }

  /** A client has come. */
  record Opened(InprocPipe pipe) implements Arrival {}

  /** A message. */
  record Delivery(InprocPipe pipe, OutboundMessage message) implements Arrival {

    /** Hands it to the agent, if the size is right: what a decoder would check. */
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

  /** The other side has left; nothing follows. */
  record Ended(InprocPipe pipe, String how) implements Arrival {

    DisconnectReason reason() {
      return DisconnectReason.lost("connection lost: the other side " + how);
    }
  }
}
