package io.tightwire.internal.link;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Connects to no server. Confined to the loop thread. */
public class IdleTransport implements Transport {

  @Override
  public void open() throws IOException {}

  @Override
  public @Nullable SocketEngine engine() {
    return null;
  }

  @Override
  public int receive(int limit, long now) {
    return 0;
  }

  @Override
  public long tick(long now) {
    return Long.MAX_VALUE;
  }

  @Override
  public void disconnectAll(DisconnectReason reason) {}

  @Override
  public void close(long lingerNanos) throws IOException {}
}
