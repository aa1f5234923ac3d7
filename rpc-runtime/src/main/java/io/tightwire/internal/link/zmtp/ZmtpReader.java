package io.tightwire.internal.link.zmtp;

import io.tightwire.internal.flow.LargeBytes;
import io.tightwire.internal.link.InboundBudget;
import io.tightwire.internal.link.InboundMessage;
import io.tightwire.internal.link.socket.MessageAssembler;
import io.tightwire.internal.link.socket.RefusedInputException;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;

/**
 * Reads what one connection receives: small frames through the buffer of the engine, large ones
 * into memory of their own. While the handshake lasts, no byte behind the piece that is expected is
 * read. Confined to the loop thread.
 */
final class ZmtpReader implements ZmtpDecoder.Handler {

  private final ReadableByteChannel channel;
  private final SelectorEngine engine;
  private final ZmtpMechanism mechanism;
  private final ZmtpDecoder decoder;
  private final InboundBudget.Share budget;
  private final MessageAssembler assembler;
  private boolean started;
  private boolean closed;

  ZmtpReader(
      ReadableByteChannel channel,
      SelectorEngine engine,
      ZmtpMechanism mechanism,
      ZmtpDecoder decoder,
      InboundBudget.Share budget) {
    this.channel = channel;
    this.engine = engine;
    this.mechanism = mechanism;
    this.decoder = decoder;
    this.budget = budget;
    this.assembler =
        mechanism.isPlain() ? MessageAssembler.reusing(budget) : new MessageAssembler(budget);
  }

  /** Reads messages from now on, not only the handshake. */
  void start() {
    started = true;
  }

  /** Takes commands for messages from now on. */
  void onEncrypted() {
    decoder.onEncrypted();
  }

  /** Returns whether anything is to be read now. */
  boolean mayRead() {
    return (started || !mechanism.isComplete())
        && !budget.isWaiting()
        && !mechanism.isReadingHeld();
  }

  /** Returns whether a message came, ever. */
  boolean hasReceivedMessage() {
    return decoder.hasMessage();
  }

  /** Returns whether a large message is being received, or waits for memory. */
  boolean isReceiving(long now, long nanos) {
    return budget.isWaiting() || mechanism.isReadingHeld() || assembler.isProgressing(now, nanos);
  }

  /**
   * Reads once.
   *
   * @return whether there may be more
   * @throws EOFException if the other side has ended the connection
   */
  boolean read() throws IOException {
    if (assembler.isBusy()) {
      return readLarge();
    }
    ByteBuffer in = engine.input();
    in.limit(
        Math.min(in.capacity(), mechanism.isComplete() ? mechanism.maxRead() : decoder.expected()));
    if (channel.read(in) < 0) {
      throw new EOFException();
    }
    boolean full = !in.hasRemaining();
    decoder.decode(in.flip(), this);
    mechanism.onReadEnd();
    if (assembler.isBusy()) {
      recordPart(in.limit());
      return true;
    }
    return full;
  }

  /** Before its first message, nothing that the other side sends has the loop spin. */
  private void recordPart(int bytes) {
    if (bytes > 0 && decoder.hasMessage()) {
      engine.recordPart();
    }
  }

  private boolean readLarge() throws IOException {
    int count = assembler.read(channel, engine.chunk());
    if (count < 0) {
      throw new EOFException();
    }
    decoder.countLargeMessage(count);
    if (!assembler.isComplete()) {
      recordPart(count);
      return false;
    }
    mechanism.onMessage(assembler.take(), decoder.endLargeMessage());
    mechanism.onReadEnd();
    return true;
  }

  @Override
  public boolean goesOn() {
    return !closed;
  }

  @Override
  public void onGreeting(byte[] greeting) throws RefusedInputException {
    mechanism.onGreeting(greeting);
  }

  @Override
  public void onCommand(byte[] command) throws RefusedInputException {
    mechanism.onCommand(command);
  }

  @Override
  public void onMessage(byte[] message, boolean whole) throws RefusedInputException {
    mechanism.onMessage(new InboundMessage(message), whole);
  }

  @Override
  public void onMessage(LargeBytes message, boolean whole) throws RefusedInputException {
    if (mechanism.isPlain()) {
      mechanism.onMessage(new InboundMessage(message, null), whole);
    } else {
      byte[] copy = message.copy();
      message.release();
      mechanism.onMessage(new InboundMessage(copy), whole);
    }
  }

  @Override
  public void onLargeMessage(int size, ByteBuffer first) throws RefusedInputException {
    mechanism.requireComplete();
    assembler.begin(size, first);
  }

  /** Releases all memory. */
  void close() {
    closed = true;
    assembler.close();
  }
}
