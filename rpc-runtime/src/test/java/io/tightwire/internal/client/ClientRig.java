package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.ClientInterceptor;
import io.tightwire.OutgoingCall.Mode;
import io.tightwire.RemoteStream;
import io.tightwire.RpcContext;
import io.tightwire.RpcRequest;
import io.tightwire.Target;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.stream.WindowBudget;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A client's state machine with its loop, network, clock and callback executor run by hand. Calls
 * may be made by any thread; the rest is confined to the test's.
 */
final class ClientRig {

  static final String ENDPOINT = "tcp://127.0.0.1:5555";
  static final Endpoint AT = Endpoint.parse(ENDPOINT);
  static final int MAX = 1 << 20;
  static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(5), Duration.ofSeconds(15));

  static final MethodDescriptor<Integer> GET =
      MethodDescriptor.unary("a.Test", "get", 0, Codecs.INT).withFingerprint("0123456789abcdef");
  static final MethodDescriptor<Integer> COUNT =
      MethodDescriptor.streaming("a.Test", "count", 0, Codecs.INT);

  final ConcurrentLinkedQueue<ClientCommand> commands = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Runnable> callbacks = new ConcurrentLinkedQueue<>();

  /** The user's executor. */
  Executor callbackExecutor = callbacks::add;

  /** Runs the callbacks that the other executor refuses. */
  Executor spare = callbacks::add;

  final Readiness readiness = new Readiness();
  final WindowBudget windows = new WindowBudget(1 << 30);
  final ClientCore core;
  final PendingCallLimit pendingLimit;
  final CallbackDispatcher dispatcher;
  final ClientRuntime runtime;

  long now = System.nanoTime();

  /** How often the resolver was asked to look the servers up again. */
  int troubles;

  FakePeer peer = new FakePeer(ENDPOINT);
  private volatile boolean linkClosed;

  /** The interceptors of the calls that are made from now on. */
  List<ClientInterceptor> interceptors = List.of();

  /** The parent of the calls that are made from now on. */
  @Nullable RpcContext parent;

  ClientRig() {
    this(100);
  }

  ClientRig(int maxWaiting) {
    this(maxWaiting, new ClientOptions(ENDPOINT, CONNECT_TIMEOUT, HEARTBEAT, MAX));
  }

  ClientRig(int maxWaiting, ClientOptions options) {
    pendingLimit = new PendingCallLimit(maxWaiting, 64 << 20, Duration.ZERO, readiness);
    ClientRuntime.CommandSink loop = command -> !linkClosed() && commands.add(command);
    dispatcher =
        new CallbackDispatcher(
            task -> callbackExecutor.execute(task), task -> spare.execute(task), loop);
    runtime =
        new ClientRuntime(loop, pendingLimit, dispatcher, Target.of(ENDPOINT), windows, () -> now);
    core =
        new ClientCore(
            options,
            readiness,
            pendingLimit,
            new ClientCounters(),
            new SplittableRandom(7),
            () -> troubles++);
  }

  ServerFingerprints fingerprints() {
    return Objects.requireNonNull(core.fleet().server(AT)).fingerprints();
  }

  InFlightCalls inFlight() {
    return Objects.requireNonNull(core.fleet().connection(peer)).inFlight();
  }

  static ClientRig connected() {
    ClientRig rig = new ClientRig();
    rig.connect();
    return rig;
  }

  private boolean linkClosed() {
    return linkClosed;
  }

  void closeLink() {
    linkClosed = true;
  }

  /** Opens a connection on which the server has sent its HELLO. */
  void connect() {
    open();
    receive(FrameWriter.hello("server", MAX, Map.of()));
    core.onTick(now); // ends the pass
    assertThat(peer.next(Frame.Hello.class).version()).isEqualTo(1);
  }

  /** Opens a connection. */
  void open() {
    peer = new FakePeer(ENDPOINT);
    core.onConnected(peer, now);
  }

  void disconnect(String reason) {
    core.onDisconnected(peer, DisconnectReason.lost(reason), now);
  }

  /** Runs one pass of the loop. */
  void turn() {
    for (ClientCommand next = commands.poll(); next != null; next = commands.poll()) {
      core.onCommand(next, now);
    }
    core.onTick(now);
  }

  void runCallbacks() {
    for (Runnable next = callbacks.poll(); next != null; next = callbacks.poll()) {
      next.run();
    }
  }

  /** Runs loop and callbacks in turn, until both have nothing to do. */
  void settle() {
    do {
      turn();
      runCallbacks();
    } while (!commands.isEmpty());
  }

  void elapse(Duration time) {
    now += time.toNanos();
  }

  /** Receives one message of these frames. */
  void receive(byte[]... frames) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      message.writeBytes(frame);
    }
    receive(peer, message.toByteArray());
  }

  void receive(FakePeer from, byte[] message) {
    core.onMessage(from, message, now);
  }

  static byte[] result(long id, int value) {
    return FrameWriter.result(id, Codecs.INT, value, MAX).toByteArray();
  }

  static byte[] item(long id, int value) {
    return FrameWriter.item(id, Codecs.INT, value, MAX).toByteArray();
  }

  /** Receives items that count from a first value. */
  void receiveItems(long id, int first, int count) {
    byte[][] items = new byte[count][];
    Arrays.setAll(items, i -> item(id, first + i));
    receive(items);
  }

  long deadline(@Nullable Duration timeout) {
    return timeout == null ? Timed.NEVER : Times.deadline(now, timeout);
  }

  <T> PreparedCall<T> prepared(MethodDescriptor<T> method, int flags, @Nullable Duration timeout) {
    return prepared(method, flags, timeout, Routing.ANY);
  }

  <T> PreparedCall<T> prepared(
      MethodDescriptor<T> method, int flags, @Nullable Duration timeout, Routing routing) {
    EncodedRequest request =
        EncodedRequest.of(method, flags, timeout != null, Map.of(), out -> {}, MAX);
    if (interceptors.isEmpty()) {
      return new PreparedCall<>(
          method, request, timeout, deadline(timeout), parent, null, routing, null);
    }
    InterceptedCall intercepted =
        new InterceptedCall(runtime, RpcRequest.of(method, out -> {}), Mode.ASYNC, timeout, parent);
    intercepted.ask(interceptors);
    return new PreparedCall<>(
        method, request, timeout, deadline(timeout), parent, intercepted, routing, null);
  }

  CompletableFuture<Integer> get() {
    return get(null);
  }

  CompletableFuture<Integer> get(@Nullable Duration timeout) {
    return new FutureCall<>(runtime, prepared(GET, 0, timeout)).run();
  }

  /** Makes a call and takes its request; returns its id. */
  long sent(CompletableFuture<Integer> unused) {
    turn();
    return peer.next(Frame.Request.class).id();
  }

  BlockingCall<Integer> blocking(@Nullable Duration timeout) {
    return new BlockingCall<>(runtime, prepared(GET, 0, timeout));
  }

  void oneWay(@Nullable Duration timeout) {
    new OneWayCall(runtime, prepared(GET, Frame.ONE_WAY, timeout)).run();
  }

  RemoteStream<Integer> count(@Nullable Duration timeout) {
    return new StreamCall<>(runtime, prepared(COUNT, Frame.STREAMING, timeout)).run();
  }

  <T> RemoteStream<T> stream(MethodDescriptor<T> method) {
    return new StreamCall<>(runtime, prepared(method, Frame.STREAMING, null)).run();
  }

  void subscribe(Flow.Subscriber<Integer> subscriber) {
    new SubscriberCall<>(runtime, prepared(COUNT, Frame.STREAMING, null), subscriber).run();
  }
}
