package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.MessageSink;
import io.tightwire.internal.link.OutboundMessage;
import io.tightwire.internal.link.socket.MessageAssembler;
import io.tightwire.internal.link.socket.RefusedInputException;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * One connection that speaks ZMTP 3.1 without encryption: the handshake, then one frame a message.
 *
 * <p>An idle connection has no buffer; all read and write through those of their {@link
 * SelectorEngine}. While the handshake lasts, no byte behind the piece that is expected is read, so
 * that a connection whose messages are not wanted yet keeps none of them.
 *
 * <p>Confined to the loop thread.
 */
final class ZmtpStream implements MessageSink, Selectable, ZmtpDecoder.Handler {

  /** How often one connection is read from before it is another one's turn. */
  private static final int READS_A_TURN = 4;

  private final SocketChannel channel;
  private final SelectorEngine engine;
  private final ZmtpStreamOwner owner;
  private final ZmtpDecoder decoder;
  private final ZmtpHandshake handshake;
  private final InboundBudget.Share budget;
  private final MessageAssembler assembler;
  private final OutboundBytes outbound;
  private final SelectionKey key;

  private boolean ended;

  /** Whether messages are read, not only the handshake. */
  private boolean reading;

  private boolean readable;

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
      Role role,
      ZmtpStreamOwner owner,
      ZmtpDecoder decoder,
      InboundBudget inbound)
      throws IOException {
    this.channel = channel;
    this.engine = engine;
    this.handshake = new ZmtpHandshake(role);
    this.owner = owner;
    this.decoder = decoder;
    this.budget = inbound.share(this::readOn, why -> end(DisconnectReason.dropped(why)));
    this.assembler = MessageAssembler.reusing(budget);
    boolean begun = false;
    try {
      channel.configureBlocking(false);
      this.key = engine.register(channel, SelectionKey.OP_READ, this);
      this.outbound = new OutboundBytes(channel, engine);
      outbound.control(ZmtpCommand.greeting());
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
    reading = true;
    readOn();
  }

  private void readOn() {
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
    return handshake.isComplete();
  }

  /** Returns whether the other side has said that it does not accept this one. */
  boolean isRefused() {
    return handshake.isRefused();
  }

  /** Returns whether the connection has ended. */
  boolean isEnded() {
    return ended;
  }

  /** Returns whether a message came, ever. */
  boolean hasReceivedMessage() {
    return decoder.hasMessage();
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
      boolean unused = outbound.write();
    } catch (IOException e) {
      failToWrite();
    }
    watch();
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
    if (unwritable || !outbound.isDrained()) {
      return Outcome.REFUSED;
    }
    outbound.message(message);
    writeOn();
    return Outcome.SENT;
  }

  @Override
  public boolean isFlushed() {
    return ended || unwritable || outbound.isDrained();
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
      for (int i = 0; i < READS_A_TURN && !ended && mayRead(); i++) {
        if (!readOnce()) {
          break;
        }
      }
      if (unwritable && !ended) {
        end(null);
      }
    } catch (RefusedInputException e) {
      String why = String.valueOf(e.getMessage());
      end(isOpen() ? DisconnectReason.dropped(why) : DisconnectReason.handshake(why));
    } catch (IOException e) {
      end(null);
    } catch (RuntimeException | Error e) { // out of memory, at worst: the others are read
      owner.onFault(e);
      end(DisconnectReason.dropped("what it sent could not be read: " + e));
    }
    watch();
  }

  private boolean mayRead() {
    return (reading || !isOpen()) && !budget.isWaiting();
  }

  /** Reads once. Returns whether there may be more. */
  private boolean readOnce() throws IOException {
    if (assembler.isBusy()) {
      return readLarge();
    }
    ByteBuffer in = engine.input();
    if (!isOpen()) {
      in.limit(decoder.expected());
    }
    int count = channel.read(in);
    if (count < 0) {
      end(null);
      return false;
    }
    boolean full = !in.hasRemaining();
    decoder.decode(in.flip(), this);
    return full || assembler.isBusy();
  }

  private boolean readLarge() throws IOException {
    int count = assembler.read(channel, engine.chunk());
    if (count < 0) {
      end(null);
      return false;
    }
    decoder.countLargeMessage(count);
    if (!assembler.isComplete()) {
      return false;
    }
    InboundMessage message = assembler.take();
    if (decoder.endLargeMessage()) {
      owner.onMessage(message, now);
    } else {
      message.drop();
    }
    return true;
  }

  @Override
  public boolean isReceiving(long now, long nanos) {
    return budget.isWaiting() || assembler.isProgressing(now, nanos);
  }

  @Override
  public boolean goesOn() {
    return !ended;
  }

  @Override
  public void onGreeting(byte[] greeting) throws RefusedInputException {
    outbound.control(handshake.onGreeting(greeting));
    writeOn();
  }

  @Override
  public void onCommand(byte[] command) throws RefusedInputException {
    boolean wasOpen = isOpen();
    byte[] pong = handshake.onCommand(command);
    if (pong != null) {
      outbound.pong(pong);
      writeOn();
    }
    if (!wasOpen) {
      owner.onOpen(now);
    }
  }

  @Override
  public void onMessage(byte[] message, boolean whole) throws RefusedInputException {
    handshake.requireComplete();
    if (whole) {
      owner.onMessage(new InboundMessage(message), now);
    }
  }

  @Override
  public void onMessage(LargeBytes message, boolean whole) throws RefusedInputException {
    handshake.requireComplete();
    if (whole) {
      owner.onMessage(new InboundMessage(message, null), now);
    }
  }

  @Override
  public void onLargeMessage(int size, ByteBuffer first) throws RefusedInputException {
    handshake.requireComplete();
    assembler.begin(size, first);
  }

  private void watch() {
    if (!ended) {
      int ops =
          (mayRead() ? SelectionKey.OP_READ : 0)
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

  /** Ends the connection. Repeated calls do nothing. */
  void end(@Nullable DisconnectReason why) {
    if (ended) {
      return;
    }
    ended = true;
    assembler.close();
    try {
      channel.close();
    } catch (IOException e) {
      // There is nothing left of it.
    }
    owner.onEnd(why);
  }
}
