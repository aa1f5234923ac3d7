package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.MessageSink;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.socket.RefusedInputException;
import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks ZMTP 3.1: the handshake, then one frame a message. What the frames
 * contain is known to its {@link ZmtpMechanism}.
 *
 * <p>An idle connection has no buffer; all read and write through those of their {@link
 * SelectorEngine}. A connection whose messages are not wanted yet keeps none of them.
 *
 * <p>Confined to the loop thread.
 */
final class ZmtpStream implements MessageSink, Selectable, ZmtpMechanism.Wire {

  /** How often one connection is read from before it is another one's turn. */
  private static final int READS_A_TURN = 4;

  private final SocketChannel channel;
  private final ZmtpStreamOwner owner;
  private final ZmtpMechanism mechanism;
  private final ZmtpReader reader;
  private final OutboundBytes outbound;
  private final SelectionKey key;

  private boolean ended;

  private boolean readable;

  /** What the connection ends for once everything is written; null if it goes on. */
  private @Nullable DisconnectReason endsFor;

  /** Whether nothing can be written any more; what has come is read before the connection ends. */
  private boolean unwritable;

  /** Of the pass that is under way. */
  private long now;

  /**
   * Creates a connection and begins its handshake.
   *
   * @param channel connected; belongs to the stream from now on, also if this fails
   * @param inbound bounds large messages that are being received
   */
  ZmtpStream(
      SocketChannel channel,
      SelectorEngine engine,
      ZmtpMechanism mechanism,
      ZmtpStreamOwner owner,
      ZmtpDecoder decoder,
      InboundBudget inbound)
      throws IOException {
    this.channel = channel;
    this.mechanism = mechanism;
    this.owner = owner;
    InboundBudget.Share budget =
        inbound.share(this::readOn, why -> end(DisconnectReason.dropped(why)));
    this.reader = new ZmtpReader(channel, engine, mechanism, decoder, budget);
    mechanism.attach(this);
    boolean begun = false;
    try {
      channel.configureBlocking(false);
      this.key = engine.register(channel, SelectionKey.OP_READ, this);
      this.outbound = new OutboundBytes(channel, engine);
      outbound.control(mechanism.greeting());
      boolean unused = outbound.write();
      begun = true;
    } finally {
      if (!begun) {
        channel.close();
      }
    }
    watch();
  }

  /** Reads messages from now on. */
  void startReading() {
    reader.start();
    readOn();
  }

  @Override
  public void readOn() {
    if (!ended) {
      watch();
      markReadable();
    }
  }

  private void markReadable() {
    if (!readable) {
      readable = true;
      owner.onReadable(this);
    }
  }

  /** Returns whether the handshake is complete. */
  boolean isOpen() {
    return mechanism.isComplete();
  }

  /** Returns whether the other side has said that it does not accept this one. */
  boolean isRefused() {
    return mechanism.isRefused();
  }

  /** Returns whether the connection has ended. */
  boolean isEnded() {
    return ended;
  }

  /** Returns the public key that the other side has proven to have; null for none. */
  @Nullable String peerKey() {
    return mechanism.peerKey();
  }

  /** Returns whether a message came, ever. */
  boolean hasReceivedMessage() {
    return reader.hasReceivedMessage();
  }

  @Override
  public void onReady(int ops) {
    if ((ops & SelectionKey.OP_WRITE) != 0) {
      writeOn();
    }
    if ((ops & SelectionKey.OP_READ) != 0) {
      markReadable();
    }
  }

  // --- writing ---

  private void writeOn() {
    if (ended || unwritable) {
      return;
    }
    try {
      if (outbound.write()) {
        mechanism.onDrained();
      }
    } catch (IOException e) {
      failToWrite();
    }
    watch();
    endIfFlushed();
  }

  @Override
  public void control(byte[] frame) {
    outbound.control(frame);
    writeOn();
  }

  @Override
  public void pong(byte[] frame) {
    outbound.pong(frame);
    writeOn();
  }

  @Override
  public void message(OutboundMessage message) {
    outbound.message(message);
    writeOn();
  }

  @Override
  public void message(byte[] bytes, int offset, int length) {
    outbound.message(bytes, offset, length);
    writeOn();
  }

  @Override
  public boolean isDrained() {
    return outbound.isDrained();
  }

  /** What has come is read first: it may say why the other side has closed the connection. */
  private void failToWrite() {
    unwritable = true;
    markReadable();
  }

  @Override
  public Outcome transmit(OutboundMessage message) {
    if (ended) {
      return Outcome.UNREACHABLE;
    }
    if (unwritable || !outbound.isDrained() || mechanism.isSending()) {
      return Outcome.REFUSED;
    }
    mechanism.send(message);
    return Outcome.SENT;
  }

  @Override
  public boolean isFlushed() {
    return ended || unwritable || (outbound.isDrained() && !mechanism.isSending());
  }

  @Override
  public void reportWritesTo(InFlightBytes inFlight) {
    outbound.reportWritesTo(inFlight);
  }

  @Override
  public boolean isStalled(long now, long nanos) {
    long at = outbound.stalledAt();
    return at != Timed.NEVER && now - at >= nanos;
  }

  // --- reading ---

  /** Reads what has come, and delivers the messages. */
  void read(long passTime) {
    readable = false;
    now = passTime;
    try {
      mechanism.deliverReady();
      for (int i = 0; i < READS_A_TURN && !ended && reader.mayRead(); i++) {
        if (!reader.read()) {
          break;
        }
      }
      if (unwritable && !ended && !mechanism.isReadingHeld()) {
        end(null);
      }
    } catch (IOException | RuntimeException | Error e) { // out of memory, at worst
      fail(e);
    }
    watch();
  }

  @Override
  public void fail(Throwable cause) {
    if (cause instanceof RefusedInputException) {
      String why = String.valueOf(cause.getMessage());
      end(isOpen() ? DisconnectReason.dropped(why) : DisconnectReason.handshake(why));
    } else if (cause instanceof IOException) {
      end(null);
    } else {
      owner.onFault(cause);
      end(DisconnectReason.dropped("what it sent could not be read: " + cause));
    }
  }

  @Override
  public void failToEncrypt(Throwable cause) {
    owner.onFault(cause);
    end(DisconnectReason.dropped("a message to it could not be encrypted: " + cause));
  }

  @Override
  public boolean isReceiving(long now, long nanos) {
    return reader.isReceiving(now, nanos);
  }

  @Override
  public boolean goesOn() {
    return !ended;
  }

  @Override
  public void deliver(InboundMessage message) {
    owner.onMessage(message, now);
  }

  @Override
  public void open() {
    if (peerKey() != null) {
      reader.onEncrypted();
    }
    owner.onOpen(now);
  }

  @Override
  public void refuse(String why) {
    endWhenFlushed(DisconnectReason.handshake(why));
  }

  private void watch() {
    if (!ended) {
      int ops =
          (reader.mayRead() ? SelectionKey.OP_READ : 0)
              | (outbound.isDrained() || unwritable ? 0 : SelectionKey.OP_WRITE);
      if (key.interestOps() != ops) {
        key.interestOps(ops);
      }
    }
  }

  // --- the end ---

  @Override
  public void disconnect(String how) {
    end(DisconnectReason.dropped(how));
  }

  /** Ends the connection once everything is written, or nothing can be. */
  private void endWhenFlushed(DisconnectReason why) {
    endsFor = why;
    endIfFlushed();
  }

  private void endIfFlushed() {
    if (endsFor != null && isFlushed()) {
      end(endsFor);
    }
  }

  /** Ends the connection. Repeated calls do nothing. */
  void end(@Nullable DisconnectReason why) {
    if (ended) {
      return;
    }
    ended = true;
    mechanism.end();
    reader.close();
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing left of it.
    }
    owner.onEnd(why);
  }
}
