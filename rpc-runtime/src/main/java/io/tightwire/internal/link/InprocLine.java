package io.tightwire.internal.link;

import io.tightwire.internal.link.InprocInbox.Arrival;
import io.tightwire.internal.link.InprocInbox.Delivery;
import io.tightwire.internal.link.InprocInbox.Ended;

/**
 * A connection between two loops of this process. Each of its two ways is confined to the loop that
 * sends by it.
 */
final class InprocLine {

  private final Route toServer;
  private final Route toClient;

  InprocLine(InprocInbox client, InprocInbox server) {
    this.toServer = new Way(server);
    this.toClient = new Way(client);
  }

  Route toServer() {
    return toServer;
  }

  Route toClient() {
    return toClient;
  }

  private final class Way implements Route {

    private final InprocInbox there;
    private boolean ended;

    Way(InprocInbox there) {
      this.there = there;
    }

    @Override
    public Outcome transmit(Parcel parcel) {
      put(new Delivery(InprocLine.this, parcel));
      return Outcome.SENT;
    }

    @Override
    public void hangUp(String how) {
      if (!ended) {
        ended = true;
        put(new Ended(InprocLine.this, how));
      }
    }

    /** If nobody takes it any more, word of that is on its way, behind what was sent before. */
    private void put(Arrival arrival) {
      boolean unused = there.put(arrival);
    }
  }
}
