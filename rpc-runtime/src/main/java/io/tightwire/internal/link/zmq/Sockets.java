package io.tightwire.internal.link.zmq;

import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.SocketEngine;
import io.tightwire.internal.report.RateLimitedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import zmq.Msg;
import zmq.SocketBase;
import zmq.ZError;
import zmq.ZMQ;

/**
 * The loop's JeroMQ sockets, all with the same guards, and the selector that they wake it with. A
 * loop that opens none has none of JeroMQ's threads. Confined to the loop thread, but for {@link
 * #terminate}.
 */
final class Sockets implements SocketEngine {

  /**
   * Disables JeroMQ's handshake timer, which covers the greeting only and gives no reason. {@code
   * ClientTransport} limits the handshake, and reports why it ended.
   */
  private static final int NO_HANDSHAKE_TIMER = 0;

  /** The bytes that encryption adds to a message. */
  private static final int CURVE_OVERHEAD = 64;

  private static final int NOTICE_BYTES = 16;

  private final LinkOptions options;
  private final Consumer<Throwable> breakDown;
  private final RateLimitedLog faults = new RateLimitedLog("io.tightwire.link", Level.WARNING);
  private final RateLimitedLog closings = new RateLimitedLog("io.tightwire.link", Level.DEBUG);
  private final Map<SocketBase, ChannelSource> sources = new HashMap<>();
  private final byte[] notice = new byte[NOTICE_BYTES];
  private @Nullable AdapterContext context;

  /**
   * Creates an instance without sockets.
   *
   * @param breakDown notified, by any thread, when the sockets are broken
   */
  Sockets(LinkOptions options, Consumer<Throwable> breakDown) {
    this.options = options;
    this.breakDown = breakDown;
    new SecureRandom().nextBytes(notice); // no peer can guess it
  }

  /**
   * Opens a DEALER.
   *
   * @param source has its connection
   * @param curve its keys; null for no encryption
   */
  SocketBase create(ChannelSource source, @Nullable CurveOptions curve) {
    if (context == null) {
      context = new AdapterContext(options.name(), breakDown, this::report);
    }
    SocketBase socket = context.createSocket(ZMQ.ZMQ_DEALER);
    sources.put(socket, source);
    set(socket, ZMQ.ZMQ_RCVHWM, 0); // with a bound, JeroMQ's CURVE hands out what is encrypted
    set(socket, ZMQ.ZMQ_SNDHWM, 0); // InFlightBytes bounds it, in bytes
    set(socket, ZMQ.ZMQ_LINGER, 0);
    set(socket, ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER, source);
    set(socket, ZMQ.ZMQ_MSG_ALLOCATOR, InboundMsg.allocator());
    set(socket, ZMQ.ZMQ_MAXMSGSIZE, (long) maxFrameSize(options));
    set(socket, ZMQ.ZMQ_HANDSHAKE_IVL, NO_HANDSHAKE_TIMER);
    if (curve != null) {
      encrypt(socket, curve);
    }
    set(socket, ZMQ.ZMQ_HICCUP_MSG, notice);
    return socket;
  }

  private static void encrypt(SocketBase socket, CurveOptions curve) {
    String serverKey = curve.serverKey();
    if (serverKey == null) { // JeroMQ would connect without encryption
      throw new IllegalStateException("the public key of the server is not known");
    }
    set(socket, ZMQ.ZMQ_CURVE_SERVERKEY, serverKey);
    set(socket, ZMQ.ZMQ_CURVE_PUBLICKEY, curve.publicKey());
    set(socket, ZMQ.ZMQ_CURVE_SECRETKEY, curve.secretKey());
  }

  /** Returns the size of the largest frame that a peer may send; encryption makes them larger. */
  static int maxFrameSize(LinkOptions options) {
    return options.maxMessageSize() + (options.curve() == null ? 0 : CURVE_OVERHEAD);
  }

  private void report(Throwable fault) {
    if (isOfSomethingClosed(fault)) {
      closings.log(() -> options.name() + ": JeroMQ met something that was closed: " + fault);
      return;
    }
    faults.log(() -> options.name() + ": a connection failed in JeroMQ, the others go on", fault);
  }

  /**
   * Returns whether nothing is wrong: a socket's mailbox is closed as soon as the socket is, though
   * JeroMQ may still send commands there.
   */
  static boolean isOfSomethingClosed(Throwable fault) {
    Throwable cause = fault;
    while (cause != null && !(cause instanceof ClosedChannelException)) {
      cause = cause.getCause();
    }
    return cause != null;
  }

  private static void set(SocketBase socket, int option, Object value) {
    if (!socket.setSocketOpt(option, value)) {
      throw new IllegalStateException(
          "JeroMQ refused option " + option + ": errno " + socket.errno());
    }
  }

  /** Returns whether a message is JeroMQ's notice that its connection is lost. */
  boolean isNotice(Msg message) {
    return message.size() == NOTICE_BYTES && Arrays.equals(message.data(), notice);
  }

  /**
   * Watches a connect that has begun, and runs {@code onReady} on the loop thread when it has
   * succeeded or failed. Only if the loop is {@linkplain #isHosted() hosted}.
   */
  void watchConnect(SocketChannel channel, Runnable onReady) throws IOException {
    IoThread thread = host();
    if (thread == null || !isHosted()) {
      throw new IllegalStateException("Only a hosted loop can watch a connect");
    }
    thread.watchConnect(channel, onReady);
  }

  /** Returns whether the loop runs on the I/O thread. */
  boolean isHosted() {
    IoThread thread = host();
    return thread != null && thread.hook() != null;
  }

  /**
   * Asks JeroMQ to close a socket, which it does later.
   *
   * @param lingerNanos the time for which it may write its queued messages
   */
  void discard(SocketBase socket, long lingerNanos) throws IOException {
    int millis = (int) Math.min(TimeUnit.NANOSECONDS.toMillis(lingerNanos + 999_999), 1 << 30);
    socket.setSocketOpt(ZMQ.ZMQ_LINGER, Math.max(0, millis));
    socket.close();
    ChannelSource source = sources.get(socket);
    if (source != null && millis <= 0) {
      source.disconnect();
      sources.remove(socket);
    }
  }

  /** Clears the effects of an interrupt, which would make a later call fail. */
  @Override
  public void clearInterrupt() {
    boolean interrupted = Thread.interrupted();
    if (context != null && (interrupted || context.errno().is(ZError.EINTR))) {
      context.errno().set(0);
    }
  }

  /** Returns JeroMQ's I/O thread; null until the first socket is opened. */
  @Override
  public @Nullable IoThread host() {
    return context == null ? null : context.ioThread();
  }

  /** Makes the I/O thread select again. */
  void reselect() {
    if (context != null) {
      context.reselect();
    }
  }

  /** Waits until all discarded sockets are closed. */
  @Override
  public void terminate(boolean broken) throws IOException {
    clearInterrupt();
    if (context != null && !broken && context.isWhole()) {
      context.terminate();
    }
    for (ChannelSource source : sources.values()) {
      source.forceClose();
    }
  }
}
