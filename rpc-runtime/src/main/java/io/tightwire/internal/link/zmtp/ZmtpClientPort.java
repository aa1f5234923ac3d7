package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.link.Connection;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.socket.ClientPort;
import io.tightwire.internal.link.socket.Tuning;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** A client's side of one connection. Confined to the loop thread. */
final class ZmtpClientPort implements ClientPort, ZmtpStreamOwner {

  private final SelectorEngine engine;
  private final LinkContext context;
  private @Nullable ZmtpStream stream;
  private @Nullable Connection connection;
  private @Nullable DisconnectReason ended;
  private boolean readable;
  private int received;

  ZmtpClientPort(SelectorEngine engine, LinkContext context) {
    this.engine = engine;
    this.context = context;
  }

  @Override
  public void attach(SocketChannel channel) throws IOException {
    if (channel.getRemoteAddress() instanceof InetSocketAddress) {
      channel = Tuning.tcp(channel);
    }
    ZmtpStream attached =
        new ZmtpStream(
            channel,
            engine,
            new NullMechanism(Role.DEALER),
            this,
            ZmtpDecoder.ofServer(context.options().maxMessageSize()),
            InboundBudget.unlimited());
    attached.startReading();
    stream = attached;
  }

  @Override
  public int receive(Connection to, int limit, long now) {
    connection = to;
    received = 0;
    if (readable && stream != null) {
      readable = false;
      stream.read(now);
    }
    return received;
  }

  @Override
  public void onReadable(ZmtpStream ready) {
    readable = true;
  }

  @Override
  public void onOpen(long now) {
    if (connection != null) {
      connection.announce(now);
    }
  }

  @Override
  public void onMessage(InboundMessage message, long now) {
    received++;
    if (connection != null) {
      connection.deliver(message, now);
    }
  }

  @Override
  public void onFault(Throwable fault) {
    context.reportFailure(String.valueOf(connection), fault);
  }

  @Override
  public void onEnd(@Nullable DisconnectReason why) {
    ended = why;
  }

  @Override
  public boolean isGreeted() {
    return stream != null && stream.isOpen();
  }

  @Override
  public boolean isRefused() {
    return stream != null && stream.isRefused();
  }

  @Override
  public boolean isLost() {
    return isDrained();
  }

  @Override
  public boolean isDrained() {
    return stream != null && stream.isEnded();
  }

  @Override
  public @Nullable DisconnectReason ended() {
    return ended;
  }

  @Override
  public boolean hasReceivedMessage() {
    return stream != null && stream.hasReceivedMessage();
  }

  @Override
  public Outcome transmit(OutboundMessage message) {
    return stream == null ? Outcome.UNREACHABLE : stream.transmit(message);
  }

  @Override
  public boolean isFlushed() {
    return stream == null || stream.isFlushed();
  }

  @Override
  public void reportWritesTo(InFlightBytes inFlight) {
    if (stream != null) {
      stream.reportWritesTo(inFlight);
    }
  }

  @Override
  public boolean isStalled(long now, long nanos) {
    return stream != null && stream.isStalled(now, nanos);
  }

  @Override
  public boolean isReceiving(long now, long nanos) {
    return stream != null && stream.isReceiving(now, nanos);
  }

  @Override
  public void disconnect(String how) {
    if (stream != null) {
      stream.disconnect(how);
    }
  }

  @Override
  public void close(long lingerNanos) {
    if (stream != null) {
      stream.end(DisconnectReason.closed());
    }
  }
}
