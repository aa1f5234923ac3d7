package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.FakeService;
import io.tightwire.ServerInterceptor;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.TaskRunner;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A server's state machine with its loop, network, clock and handler threads run by hand. Each
 * method takes one int. Confined to the test's thread, handlers post from any thread.
 */
class ServerRig implements ServerCore.Host {

  static final String REMOTE = "tcp://127.0.0.1:5555";
  static final String LOCAL = "ipc:///tmp/x.sock";
  static final int MAX = 1 << 20;
  static final int MAX_WAITING = 4 << 20;
  static final ServerLimits LIMITS =
      new ServerLimits(
          1_000,
          2_000,
          MAX_WAITING,
          2 * MAX_WAITING,
          MAX_WAITING,
          2 * MAX_WAITING,
          Duration.ofSeconds(10));
  static final Heartbeat HEARTBEAT = new Heartbeat(Duration.ofSeconds(5), Duration.ofSeconds(15));

  /** The body of a method. */
  interface Body<R> {
    @Nullable R run(int argument) throws Throwable;
  }

  final ConcurrentLinkedQueue<ServerCommand> commands = new ConcurrentLinkedQueue<>();
  final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();
  final ServerCore core;
  final ServiceHealth health;
  FakePeer peer = new FakePeer(REMOTE);

  /** Ahead of the real clock, by which handlers go: only ticks let calls expire. */
  long now = System.nanoTime() + Duration.ofHours(1).toNanos();

  /** Says what the loop's thread can run. */
  TaskRunner runner = TaskRunner.NONE;

  /** How long it takes to wake the loop, in nanoseconds. */
  long postTakes;

  /** How many calls the loop's thread has run. */
  int runOnLoop;

  int shutdownRequests;
  int drained;

  ServerRig(ServerMethod<?>... methods) {
    this(new Setup(), methods);
  }

  ServerRig(Setup setup, ServerMethod<?>... methods) {
    Executor executor = setup.executor == null ? tasks::add : setup.executor;
    Lanes lanes =
        new Lanes(
            setup.common,
            Map.of("slow", 1),
            List.of("tiny"),
            setup.maxQueued,
            executor,
            setup.times);
    MethodTable table = new MethodTable(List.of(skeleton(methods)), lanes, setup.builtIn);
    health = new ServiceHealth(table.names());
    core = new ServerCore(setup.options(), table, health, this);
  }

  /** Settings that differ from the default. */
  static final class Setup {
    ServerLimits limits = LIMITS;
    Heartbeat heartbeat = HEARTBEAT;
    List<RpcSkeleton> builtIn = List.of();
    int common = 4;
    int maxQueued = 100;
    @Nullable Executor executor;
    @Nullable Supplier<HandlerTimes> times;
    Optional<Boolean> remoteShutdown = Optional.empty();
    Optional<Boolean> stackTraces = Optional.empty();
    Optional<Boolean> introspection = Optional.empty();
    List<ServerInterceptor> interceptors = List.of();
    AgeLimit ageLimit = new AgeLimit(Optional.empty(), Duration.ofSeconds(10), () -> 0);

    ServerOptions options() {
      return new ServerOptions(
          MAX,
          limits,
          heartbeat,
          ageLimit,
          new PeerPermissions(remoteShutdown, stackTraces, introspection),
          interceptors);
    }
  }

  private static RpcSkeleton skeleton(ServerMethod<?>... methods) {
    return new FakeService("a.Test", methods);
  }

  static MethodDescriptor<Integer> unary(String name) {
    return MethodDescriptor.unary("a.Test", name, 1, Codecs.INT);
  }

  private static <R> ServerMethod.Handler<R> handler(Body<R> body) {
    return in -> {
      int argument = in.readInt();
      Invocation<R> invocation = () -> body.run(argument);
      return invocation;
    };
  }

  static ServerMethod<Integer> returning(String name, Body<Integer> body) {
    return returning(unary(name), body);
  }

  static ServerMethod<Integer> returning(MethodDescriptor<Integer> method, Body<Integer> body) {
    return ServerMethod.returning(method, handler(body));
  }

  /** Returns a method that responds with its argument, and records it. */
  static ServerMethod<Integer> echo(List<Integer> ran) {
    return returning(
        "echo",
        value -> {
          ran.add(value);
          return value;
        });
  }

  static ServerMethod<Integer> completing(String name, IntFunction<CompletionStage<Integer>> body) {
    return ServerMethod.completing(
        unary(name), ServerRig.<CompletionStage<Integer>>handler(body::apply));
  }

  static ServerMethod<Integer> streaming(String name, IntFunction<Stream<Integer>> body) {
    return ServerMethod.streaming(
        MethodDescriptor.streaming("a.Test", name, 1, Codecs.INT),
        ServerRig.<Stream<Integer>>handler(body::apply));
  }

  static ServerMethod<Integer> publishing(String name, IntFunction<Flow.Publisher<Integer>> body) {
    return ServerMethod.publishing(
        MethodDescriptor.streaming("a.Test", name, 1, Codecs.INT),
        ServerRig.<Flow.Publisher<Integer>>handler(body::apply));
  }

  @Override
  public void post(ServerCommand command) {
    LockSupport.parkNanos(postTakes);
    commands.add(command);
  }

  @Override
  public void shutdownRequested() {
    shutdownRequests++;
  }

  @Override
  public void drained() {
    drained++;
  }

  ServerRig connect() {
    return connect(REMOTE);
  }

  /** Connects a new client, which has sent its HELLO. */
  ServerRig connect(String endpoint) {
    peer = new FakePeer(endpoint);
    core.onConnected(peer, now);
    receive(FrameWriter.hello("client", MAX, Map.of()));
    assertThat(peer.next(Frame.Hello.class).version()).isEqualTo(1);
    return this;
  }

  /** Receives a message and ends the loop's pass. */
  void receive(byte[] message) {
    core.onMessage(peer, message, now);
    runLoopTasks();
    core.onTick(now);
  }

  static byte[] request(
      int id, String method, int flags, @Nullable Duration timeout, ArgumentsWriter arguments) {
    EncodedRequest request =
        EncodedRequest.of(unary(method), flags, timeout != null, Map.of(), arguments, MAX);
    request.stamp(id, timeout == null ? 0 : timeout.toMillis());
    return Arrays.copyOf(request.buffer(), request.length());
  }

  void call(int id, String method, int argument) {
    receive(request(id, method, 0, null, out -> out.writeInt(argument)));
  }

  void call(int id, String method, int argument, Duration timeout) {
    receive(request(id, method, 0, timeout, out -> out.writeInt(argument)));
  }

  void oneWay(int id, String method, int argument) {
    receive(request(id, method, Frame.ONE_WAY, null, out -> out.writeInt(argument)));
  }

  void stream(int id, String method, int argument) {
    receive(request(id, method, Frame.STREAMING, null, out -> out.writeInt(argument)));
  }

  void credit(int id, long items) {
    receive(FrameWriter.credit(id, items));
  }

  void credit(int id, long items, long bytes) {
    receive(FrameWriter.credit(id, items, bytes));
  }

  /** Runs what the loop's thread is to run after a pass; other calls are given to the executor. */
  private void runLoopTasks() {
    for (TaskRunner.Task task; (task = core.nextTask(runner)) != null; ) {
      runOnLoop++;
      long unused = task.run(System.nanoTime());
    }
  }

  void elapse(Duration time) {
    now += time.toNanos();
  }

  /** Runs one pass of the loop. */
  void turn() {
    for (ServerCommand next = commands.poll(); next != null; next = commands.poll()) {
      core.onCommand(next, now);
    }
    runLoopTasks();
    core.onTick(now);
  }

  /** Runs the tasks that were submitted to the executor. Returns how many. */
  int work() {
    int done = 0;
    for (Runnable next = tasks.poll(); next != null; next = tasks.poll()) {
      next.run();
      done++;
    }
    return done;
  }

  /** Runs handlers and loop in turn, until both have nothing to do. */
  void settle() {
    do {
      int unused = work();
      turn();
    } while (!tasks.isEmpty() || !commands.isEmpty());
  }

  int nextResult(long id) {
    Frame.Result result = peer.next(Frame.Result.class);
    assertThat(result.id()).isEqualTo(id);
    return result.value().reader().readInt();
  }

  Frame.Failure nextFailure(long id) {
    Frame.Failure failure = peer.next(Frame.Failure.class);
    assertThat(failure.id()).isEqualTo(id);
    return failure;
  }

  /** Takes items and returns their values. */
  List<Integer> items(long id) {
    return peer.take().stream()
        .map(
            frame -> {
              Frame.Item item = (Frame.Item) frame;
              assertThat(item.id()).isEqualTo(id);
              return item.value().reader().readInt();
            })
        .toList();
  }
}
