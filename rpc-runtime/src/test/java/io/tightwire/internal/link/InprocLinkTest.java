package io.tightwire.internal.link;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

public class InprocLinkTest extends LinkContract {

  private static final AtomicInteger NAMES = new AtomicInteger();

  @Override
  public String nobodyThere() {
    return "no server in this process";
  }

  @Override
  public Endpoint open() {
    return Endpoint.parse("inproc://*");
  }

  @Override
  public Endpoint concrete() {
    return Endpoint.parse("inproc://contract-" + NAMES.incrementAndGet());
  }

  /** Its loop is blocked by the first message. */
  @Override
  public AutoCloseable connectAndFreeze(Endpoint bound) {
    CountDownLatch thaw = new CountDownLatch(1);
    client(
        bound,
        new FakeAgent() {
          @Override
          public void onConnected(Peer peer, long now) {
            peer.send(new byte[] {1});
          }

          @Override
          public void onMessage(Peer peer, byte[] message, long now) {
            hold(thaw);
          }
        });
    return thaw::countDown;
  }

  public static void hold(CountDownLatch until) {
    try {
      until.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
