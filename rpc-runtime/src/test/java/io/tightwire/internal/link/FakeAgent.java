package io.tightwire.internal.link;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Records what happens; a command is an action for the loop thread. */
public class FakeAgent implements Agent<Consumer<FakeAgent>> {

  public static final long LIMIT_SECONDS = 30;

  /** One message. */
  public static final class Received {

    private final Peer peer;
    private final byte[] bytes;

    Received(Peer peer, byte[] bytes) {
      this.peer = peer;
      this.bytes = bytes;
    }

    public Peer peer() {
      return peer;
    }

    public byte[] bytes() {
      return bytes;
    }
  }

  public final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  public final BlockingQueue<Peer> connected = new LinkedBlockingQueue<>();
  public final BlockingQueue<String> disconnected = new LinkedBlockingQueue<>();
  public final BlockingQueue<String> failed = new LinkedBlockingQueue<>();
  public final List<Peer> peers = new CopyOnWriteArrayList<>();
  public final CountDownLatch closed = new CountDownLatch(1);
  public volatile @Nullable Throwable failure;

  @Override
  public void onCommand(Consumer<FakeAgent> command, long now) {
    command.accept(this);
  }

  @Override
  public void onConnected(Peer peer, long now) {
    peers.add(peer);
    connected.add(peer);
  }

  @Override
  public void onMessage(Peer peer, byte[] message, long now) {
    received.add(new Received(peer, message));
  }

  @Override
  public void onDisconnected(Peer peer, DisconnectReason reason, long now) {
    peers.remove(peer);
    disconnected.add(reason.text());
  }

  @Override
  public void onFailed(Endpoint endpoint, DisconnectReason reason, long now) {
    failed.add(reason.text());
  }

  @Override
  public long onTick(long now) {
    return Long.MAX_VALUE;
  }

  @Override
  public void onClosed(@Nullable Throwable failure) {
    this.failure = failure;
    closed.countDown();
  }

  public static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing came in " + LIMIT_SECONDS + " s");
    }
    return next;
  }
}
