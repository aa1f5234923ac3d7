package io.tightwire.internal;

import io.tightwire.FakeService;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.server.AgeLimit;
import io.tightwire.internal.server.Lanes;
import io.tightwire.internal.server.MethodTable;
import io.tightwire.internal.server.PeerPermissions;
import io.tightwire.internal.server.ServerCommand;
import io.tightwire.internal.server.ServerCore;
import io.tightwire.internal.server.ServerLimits;
import io.tightwire.internal.server.ServerOptions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One server of a {@link Schedule}, from its start to its end. Its methods take the number of their
 * call. Confined to one thread.
 */
final class ScheduledServer implements ServerCore.Host {

  /** The largest item of a stream. */
  static final int LARGEST = 400_000;

  static final MethodDescriptor<Integer> ECHO =
      MethodDescriptor.unary("Test", "echo", 1, Codecs.INT);
  static final MethodDescriptor<Integer> READ =
      MethodDescriptor.unary("Test", "read", 1, Codecs.INT).asIdempotent();
  static final MethodDescriptor<Integer> HEDGED =
      MethodDescriptor.unary("Test", "hedged", 1, Codecs.INT)
          .asIdempotent()
          .withHedge(Duration.ofMillis(20));
  static final MethodDescriptor<Integer> LATER =
      MethodDescriptor.unary("Test", "later", 1, Codecs.INT);
  static final MethodDescriptor<Integer> FAIL =
      MethodDescriptor.unary("Test", "fail", 1, Codecs.INT).onLane("narrow");
  static final MethodDescriptor<Integer> COUNT =
      MethodDescriptor.streaming("Test", "count", 1, Codecs.INT);
  static final MethodDescriptor<Integer> PUBLISH =
      MethodDescriptor.streaming("Test", "publish", 1, Codecs.INT);
  static final MethodDescriptor<byte[]> CRATES =
      MethodDescriptor.streaming("Test", "crates", 1, Codecs.BYTES);

  private final Witness witness;
  private final ScheduledStreams streams;
  private final ServerTally tally;
  private final List<CompletableFuture<Integer>> stages;
  private final ArrayDeque<ServerCommand> commands = new ArrayDeque<>();
  private final ServerCore core;
  private boolean draining;
  private boolean drained;
  private boolean closed;

  /**
   * Starts it.
   *
   * @param maxAge how old connections may become
   * @param executor runs handlers
   * @param streams has the handlers that take streams
   * @param stages the stages that are completed later
   */
  ScheduledServer(
      int maxMessageSize,
      Heartbeat heartbeat,
      Optional<Duration> maxAge,
      Executor executor,
      Witness witness,
      ScheduledStreams streams,
      List<CompletableFuture<Integer>> stages) {
    this.witness = witness;
    this.streams = streams;
    this.tally = new ServerTally(streams);
    this.stages = stages;
    core =
        new ServerCore(
            new ServerOptions(
                maxMessageSize,
                new ServerLimits(
                    1_000, 1_000, 1 << 20, 1 << 20, 1 << 20, 1 << 20, Duration.ofDays(1)),
                heartbeat,
                new AgeLimit(maxAge, Duration.ofMillis(500), () -> 0.5),
                PeerPermissions.DEFAULT,
                List.of(tally)),
            new MethodTable(
                List.of(skeleton()),
                new Lanes(2, Map.of("narrow", 1), List.of(), 3, executor, null)),
            this);
  }

  ServerCore core() {
    return core;
  }

  /** Receives a message of a client. */
  void receive(Peer client, byte[] message, long now) {
    tally.receive(message);
    core.onMessage(client, message, now);
  }

  /** Checks that no call is open, and what the server has counted. */
  void requireIdle() {
    if (!core.isIdle()) {
      throw new AssertionError("it is not idle");
    }
    tally.check(core.stats(Duration.ZERO));
  }

  void drain(long now, Duration timeout) {
    draining = true;
    core.drain(now, timeout);
  }

  boolean isDraining() {
    return draining;
  }

  /** Returns whether it was drained, and can be closed. */
  boolean isDrained() {
    return drained;
  }

  /** Closes the server. Responses that are posted come too late, later ones are lost. */
  void close() {
    closed = true;
    core.onClosed(null);
    for (ServerCommand last; (last = commands.poll()) != null; ) {
      core.onCommand(last, 0);
    }
  }

  @Nullable ServerCommand poll() {
    return commands.poll();
  }

  boolean hasCommands() {
    return !commands.isEmpty();
  }

  /** Returns the number of items in the call's stream. */
  static int length(MethodDescriptor<?> method, int call) {
    if (method == CRATES) {
      return call % 9;
    }
    return call % 11 == 0 ? 300 : call % 7;
  }

  private byte[] crate(int call, int index) {
    byte[] crate = new byte[1 + call * 7919 % LARGEST];
    crate[0] = (byte) index;
    witness.made(call, crate.length);
    return crate;
  }

  private static <R> ServerMethod.Handler<R> handler(IntFunction<R> body) {
    return in -> {
      int call = in.readInt();
      Invocation<R> invocation = () -> body.apply(call);
      return invocation;
    };
  }

  private RpcSkeleton skeleton() {
    List<ServerMethod<?>> methods = new ArrayList<>(streams.methods());
    methods.addAll(
        List.of(
            ServerMethod.returning(ECHO, handler(witness::run)),
            ServerMethod.returning(READ, handler(witness::run)),
            ServerMethod.returning(
                FAIL,
                handler(
                    call -> {
                      throw new IllegalStateException("call " + witness.run(call));
                    })),
            ServerMethod.completing(LATER, handler(this::later)),
            ServerMethod.completing(HEDGED, handler(this::later)),
            ServerMethod.streaming(
                COUNT,
                handler(call -> IntStream.range(0, length(COUNT, witness.run(call))).boxed())),
            ServerMethod.streaming(
                CRATES,
                handler(
                    call ->
                        IntStream.range(0, length(CRATES, witness.run(call)))
                            .mapToObj(index -> crate(call, index)))),
            ServerMethod.publishing(PUBLISH, handler(this::publish))));
    return new FakeService("Test", methods);
  }

  private CompletableFuture<Integer> later(int call) {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    stages.add(stage);
    int result = witness.run(call);
    return stage.thenApply(value -> result);
  }

  /** Publishes immediately as many items as are requested. */
  private Flow.Publisher<Integer> publish(int call) {
    int length = length(PUBLISH, witness.run(call));
    return subscriber ->
        subscriber.onSubscribe(
            new Flow.Subscription() {
              private int next;
              private boolean over;

              @Override
              public void request(long n) {
                for (long i = 0; i < n && next < length && !over; i++) {
                  subscriber.onNext(next++);
                }
                if (next == length && !over) {
                  over = true;
                  subscriber.onComplete();
                }
              }

              @Override
              public void cancel() {
                over = true;
              }
            });
  }

  @Override
  public void post(ServerCommand command) {
    if (!closed) {
      commands.add(command);
    }
  }

  @Override
  public void shutdownRequested() {
    throw new AssertionError("No client asked for a shutdown");
  }

  @Override
  public void drained() {
    drained = true;
  }
}
