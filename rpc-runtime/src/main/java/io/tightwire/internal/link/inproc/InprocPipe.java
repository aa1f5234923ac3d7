package io.tightwire.internal.link.inproc;

import io.tightwire.internal.link.MessageSink;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.inproc.InprocInbox.Arrival;
import io.tightwire.internal.link.inproc.InprocInbox.Delivery;
import io.tightwire.internal.link.inproc.InprocInbox.Ended;

/**
 * A connection between two loops of this process. Each of its two directions is confined to the
 * loop that sends in it.
 */
final class InprocPipe {

  private final MessageSink toServer;
  private final MessageSink toClient;

  InprocPipe(InprocInbox client, InprocInbox server) {
    this.toServer = new Sink(server);
    this.toClient = new Sink(client);
  }

  MessageSink toServer() {
    return toServer;
  }

  MessageSink toClient() {
    return toClient;
  }

  private final class Sink implements MessageSink {

    private final InprocInbox there;
    private boolean ended;

    Sink(InprocInbox there) {
      this.there = there;
    }

    @Override
    public Outcome transmit(OutboundMessage message) {
      put(new Delivery(InprocPipe.this, message));
      return Outcome.SENT;
    }

    @Override
    public void disconnect(String how) {
      if (!ended) {
        ended = true;
        put(new Ended(InprocPipe.this, how));
      }
    }

    /**
     * Ignores a refusal: the other side is closed, and its notice follows the messages before it.
     */
    private void put(Arrival arrival) {
      boolean unused = there.put(arrival);
    }
  }
}
