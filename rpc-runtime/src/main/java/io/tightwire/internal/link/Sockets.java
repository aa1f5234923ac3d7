package io.tightwire.internal.link;

import io.tightwire.internal.report.RateLimitedLog;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
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
 * #wakeUp()}.
 */
final class Sockets {

  /**
   * None of JeroMQ's own, which ends with the greeting and says nothing: {@link ZmqClientTransport}
   * and {@link ListeningChannel} know how long a handshake may take, and tell why it ended.
   */
  private static final int NO_HANDSHAKE_TIMER = 0;

  private static final int NOTICE_BYTES = 16;

  private final LinkOptions options;
  private final Consumer<Throwable> breakDown;
  private final RateLimitedLog faults = new RateLimitedLog("io.tightwire.link", Level.WARNING);
  private final RateLimitedLog closings = new RateLimitedLog("io.tightwire.link", Level.DEBUG);
  private final Selector selector;
  private final Map<SocketBase, ChannelSource> sources = new HashMap<>();
  private final byte[] notice = new byte[NOTICE_BYTES];
  private @Nullable AdapterContext context;
  private volatile @Nullable IoThread host;

  /**
   * Opens none yet.
   *
   * @param breakDown told, by any thread, that the sockets are of no use any more
   */
  Sockets(LinkOptions options, Consumer<Throwable> breakDown) throws IOException {
    this.options = options;
    this.breakDown = breakDown;
    this.selector = Selector.open();
    new SecureRandom().nextBytes(notice); // no peer can send it, then
  }

  /** A socket that JeroMQ itself speaks to. */
  SocketBase createInner(int type) {
    if (context == null) {
      context = new AdapterContext(options.name(), breakDown, this::report);
    }
    SocketBase socket = context.createSocket(type);
    set(socket, ZMQ.ZMQ_RCVHWM, 0); // with a bound, JeroMQ's CURVE hands out what is encrypted
    set(socket, ZMQ.ZMQ_SNDHWM, 0); // InFlightBytes bounds it, in bytes
    set(socket, ZMQ.ZMQ_LINGER, 0);
    return socket;
  }

  SocketBase create(int type, ChannelSource source) {
    SocketBase socket = createInner(type);
    sources.put(socket, source);
    CurveOptions curve = options.curve();
    set(socket, ZMQ.ZMQ_SELECTOR_PROVIDERCHOOSER, source);
    set(socket, ZMQ.ZMQ_MSG_ALLOCATOR, InboundMessage.allocator());
    set(socket, ZMQ.ZMQ_MAXMSGSIZE, (long) options.maxFrameSize());
    set(socket, ZMQ.ZMQ_HANDSHAKE_IVL, NO_HANDSHAKE_TIMER);
    if (curve != null) {
      encrypt(socket, curve);
    }
    if (type == ZMQ.ZMQ_ROUTER) {
      set(socket, ZMQ.ZMQ_ROUTER_MANDATORY, true);
      set(socket, ZMQ.ZMQ_DISCONNECT_MSG, notice);
    } else {
      set(socket, ZMQ.ZMQ_HICCUP_MSG, notice);
    }
    return socket;
  }

  private static void encrypt(SocketBase socket, CurveOptions curve) {
    if (curve.serverKey() == null) {
      set(socket, ZMQ.ZMQ_CURVE_SERVER, true);
    } else {
      set(socket, ZMQ.ZMQ_CURVE_SERVERKEY, curve.serverKey());
    }
    set(socket, ZMQ.ZMQ_CURVE_PUBLICKEY, curve.publicKey());
    set(socket, ZMQ.ZMQ_CURVE_SECRETKEY, curve.secretKey());
  }

  private void report(Throwable fault) {
    if (isOfSomethingClosed(fault)) {
      closings.log(() -> options.name() + ": JeroMQ met something that was closed: " + fault);
      return;
    }
    faults.log(() -> options.name() + ": a connection failed in JeroMQ, the others go on", fault);
  }

  /**
   * Whether nothing is wrong: a socket's mailbox is closed as soon as the socket is, though JeroMQ
   * may still send commands there.
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

  /** Whether a message is JeroMQ's word that the connection it came by is lost. */
  boolean isNotice(Msg message) {
    return message.size() == NOTICE_BYTES && Arrays.equals(message.data(), notice);
  }

  /**
   * From now on, what happens at the socket ends the loop's sleep. (On the I/O thread it needs no
   * telling: whatever happens is that thread's own doing, and the loop's turn comes next.)
   */
  void watch(SocketBase socket) throws IOException {
    if (host == null) {
      socket.getFD().register(selector, SelectionKey.OP_READ);
    }
  }

  /**
   * Has something run, on the loop thread, when a connect that has begun is over, for better or
   * worse. Only if the loop is {@linkplain #isHosted() hosted}.
   */
  void watchConnect(SocketChannel channel, Runnable onReady) throws IOException {
    IoThread thread = host;
    if (thread == null) {
      throw new IllegalStateException("Nobody looks at it");
    }
    thread.watchConnect(channel, onReady);
  }

  /** Whether the loop runs on the I/O thread. */
  boolean isHosted() {
    return host != null;
  }

  /**
   * Closes a socket, as it were: JeroMQ does so in its own time.
   *
   * @param lingerNanos how long it may go on writing what it has
   */
  void discard(SocketBase socket, long lingerNanos) throws IOException {
    SelectionKey key = socket.getFD().keyFor(selector);
    if (key != null) {
      key.cancel();
      selector.selectNow(); // lets go of the descriptor
    }
    int millis = (int) Math.min(TimeUnit.NANOSECONDS.toMillis(lingerNanos + 999_999), 1 << 30);
    socket.setSocketOpt(ZMQ.ZMQ_LINGER, Math.max(0, millis));
    socket.close();
    ChannelSource source = sources.get(socket);
    if (source != null && millis <= 0) {
      source.hangUp();
      sources.remove(socket);
    }
  }

  /** What an interrupt left behind would make a later call fail. */
  void clearInterrupt() {
    boolean interrupted = Thread.interrupted();
    if (context != null && (interrupted || context.errno().is(ZError.EINTR))) {
      context.errno().set(0);
    }
  }

  /**
   * Waits until something happens at a socket, {@link #wakeUp()}, or for so long.
   *
   * @param nanos greater than zero; {@link Long#MAX_VALUE}: for ever
   */
  void sleep(long nanos) throws IOException {
    if (nanos == Long.MAX_VALUE) {
      selector.select(key -> {});
    } else {
      selector.select(key -> {}, TimeUnit.NANOSECONDS.toMillis(nanos + 999_999));
    }
  }

  /** Ends the loop's sleep, wherever it runs. Safe for use by many threads. */
  void wakeUp() {
    IoThread thread = host;
    if (thread == null) {
      selector.wakeup();
    } else {
      thread.wakeHook();
    }
  }

  /** The thread that a loop with such sockets had best run on; null until it opens one. */
  @Nullable IoThread ioThread() {
    return context == null ? null : context.ioThread();
  }

  /** The loop moves to the I/O thread, which is woken by other means. */
  void moveTo(IoThread thread) {
    host = thread;
  }

  /** Makes the I/O thread look at its channels anew. */
  void reselect() {
    if (context != null) {
      context.reselect();
    }
  }

  /** Waits until all discarded sockets are really closed. */
  void close(boolean broken) throws IOException {
    selector.close();
    clearInterrupt();
    if (context != null && !broken && context.isWhole()) {
      context.terminate();
    }
    for (ChannelSource source : sources.values()) {
      source.forceClose();
    }
  }
}
