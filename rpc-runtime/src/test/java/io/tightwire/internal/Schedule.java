package io.tightwire.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcException;
import io.tightwire.codec.Codecs;
import io.tightwire.internal.client.Caller;
import io.tightwire.internal.client.ClientCommand;
import io.tightwire.internal.client.ClientCore;
import io.tightwire.internal.client.ClientOptions;
import io.tightwire.internal.client.FutureCall;
import io.tightwire.internal.client.OneWayCall;
import io.tightwire.internal.client.Outgoing;
import io.tightwire.internal.client.Readiness;
import io.tightwire.internal.client.SubscriberCall;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.server.Lanes;
import io.tightwire.internal.server.MethodTable;
import io.tightwire.internal.server.ServerCommand;
import io.tightwire.internal.server.ServerCore;
import io.tightwire.internal.server.ServerOptions;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.stub.MethodDescriptor;
import io.tightwire.stub.RpcSkeleton;
import io.tightwire.stub.ServerMethod;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One client and one server, whose every step is picked by a seed: calls, cancellations, commands,
 * ticks, deliveries, handlers, lost connections. Confined to one thread.
 */
final class Schedule implements ServerCore.Host {

  private static final String ENDPOINT = "tcp://127.0.0.1:5555";
  private static final int MAX = 1 << 16;
  private static final int STEPS = 150;

  private static final MethodDescriptor<Integer> ECHO =
      MethodDescriptor.unary("Test", "echo", 1, Codecs.INT);
  private static final MethodDescriptor<Integer> LATER =
      MethodDescriptor.unary("Test", "later", 1, Codecs.INT);
  private static final MethodDescriptor<Integer> FAIL =
      MethodDescriptor.unary("Test", "fail", 1, Codecs.INT).onLane("narrow");
  private static final MethodDescriptor<Integer> COUNT =
      MethodDescriptor.streaming("Test", "count", 1, Codecs.INT);

  private final Random random;
  private final ArrayDeque<ClientCommand> clientCommands = new ArrayDeque<>();
  private final ArrayDeque<ServerCommand> serverCommands = new ArrayDeque<>();
  private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private final ClientCore client;
  private final ServerCore server;
  private final Caller caller = new Caller(clientCommands::add, callbacks::add, ENDPOINT);

  private FakePeer toServer = new FakePeer(ENDPOINT);
  private FakePeer toClient = new FakePeer(ENDPOINT);
  private boolean connected;
  private boolean known;

  /** Ahead of the real clock, by which handlers go. */
  private long now = System.nanoTime() + Duration.ofHours(1).toNanos();

  private final Map<Integer, CompletableFuture<Integer>> futures = new HashMap<>();
  private final Map<Integer, Reader> readers = new HashMap<>();
  private final List<CompletableFuture<Integer>> stages = new ArrayList<>();
  private final Set<Integer> ran = new HashSet<>();
  private int calls;

  Schedule(long seed) {
    random = new Random(seed);
    Heartbeat heartbeat = new Heartbeat(Duration.ofMillis(500), Duration.ofMillis(1500));
    client =
        new ClientCore(
            new ClientOptions(ENDPOINT, Duration.ofMillis(400), heartbeat, MAX, 5, 64 << 20),
            new Readiness());
    Lanes lanes = new Lanes(2, Map.of("narrow", 1), 3, tasks::add);
    server =
        new ServerCore(
            new ServerOptions(MAX, 1 << 20, heartbeat, Optional.empty(), Optional.empty()),
            new MethodTable(List.of(skeleton()), lanes),
            this);
  }

  private RpcSkeleton skeleton() {
    return new RpcSkeleton() {
      @Override
      public String serviceName() {
        return "Test";
      }

      @Override
      public List<ServerMethod<?>> methods() {
        return List.of(
            new ServerMethod.Returning<>(
                ECHO,
                in -> {
                  int call = in.readInt();
                  return () -> run(call);
                }),
            new ServerMethod.Returning<>(
                FAIL,
                in -> {
                  int call = in.readInt();
                  return () -> {
                    throw new IllegalStateException("call " + run(call));
                  };
                }),
            new ServerMethod.Completing<>(
                LATER,
                in -> {
                  int call = in.readInt();
                  return () -> {
                    CompletableFuture<Integer> stage = new CompletableFuture<>();
                    stages.add(stage);
                    int result = run(call);
                    return stage.thenApply(value -> result);
                  };
                }),
            new ServerMethod.Streaming<>(
                COUNT,
                in -> {
                  int call = in.readInt();
                  return () -> Stream.iterate(run(call), i -> i + 1).limit(call % 7);
                }));
      }
    };
  }

  /** Notes that a handler ran. */
  private int run(int call) {
    assertThat(ran.add(call)).as("call %d runs once", call).isTrue();
    return call;
  }

  @Override
  public void post(ServerCommand command) {
    serverCommands.add(command);
  }

  @Override
  public void shutdownRequested() {
    throw new AssertionError("Nobody asked for a shutdown");
  }

  @Override
  public void drained() {
    throw new AssertionError("Nobody drains the server");
  }

  /** Plays it and checks; returns how many calls were run. */
  int play() {
    for (int step = 0; step < STEPS; step++) {
      step(random.nextInt(20));
    }
    finish();
    futures.forEach(this::check);
    readers.forEach((call, reader) -> reader.check(ran.contains(call)));
    assertThat(client.isIdle()).as("client is idle").isTrue();
    assertThat(server.isIdle()).as("server is idle").isTrue();
    return ran.size();
  }

  private void step(int kind) {
    switch (kind) {
      case 0, 1 -> call(random.nextInt(4));
      case 2 -> cancelOne();
      case 3, 4 -> clientCommand();
      case 5, 6 -> serverCommand();
      case 7, 8, 9 -> deliverToServer();
      case 10, 11, 12 -> deliverToClient();
      case 13, 14 -> task();
      case 15 -> callback();
      case 16 -> tick();
      case 17 -> {
        now += Duration.ofMillis(random.nextInt(100)).toNanos();
        toServer.setWritable(random.nextInt(4) > 0);
      }
      case 18 -> {
        if (!stages.isEmpty()) {
          stages.remove(random.nextInt(stages.size())).complete(1);
        }
      }
      default -> {
        if (!connected) {
          connect();
        } else if (random.nextInt(6) == 0) {
          disconnect();
        }
      }
    }
    if (connected && (toServer.dropped() != null || toClient.dropped() != null)) {
      disconnect();
    }
  }

  private EncodedRequest request(MethodDescriptor<?> method, int flags, int call, boolean timed) {
    return EncodedRequest.of(method, flags, timed, Map.of(), out -> out.writeInt(call), MAX);
  }

  private void call(int kind) {
    int call = ++calls;
    Duration timeout = random.nextBoolean() ? Duration.ofMillis(1 + random.nextInt(500)) : null;
    switch (kind) {
      case 0, 1 -> {
        MethodDescriptor<Integer> method = List.of(ECHO, LATER, FAIL).get(random.nextInt(3));
        futures.put(call, new FutureCall<>(caller, outgoing(method, 0, call, timeout)).run());
      }
      case 2 -> new OneWayCall(caller, outgoing(ECHO, Frame.ONE_WAY, call, timeout)).run();
      default -> {
        Reader reader = new Reader();
        readers.put(call, reader);
        new SubscriberCall<>(caller, outgoing(COUNT, Frame.STREAMING, call, timeout), reader).run();
      }
    }
  }

  private <T> Outgoing<T> outgoing(
      MethodDescriptor<T> method, int flags, int call, @Nullable Duration timeout) {
    return new Outgoing<>(
        method,
        request(method, flags, call, timeout != null),
        timeout,
        Times.deadline(now, timeout));
  }

  private void cancelOne() {
    int call = 1 + random.nextInt(Math.max(1, calls));
    CompletableFuture<Integer> future = futures.get(call);
    Reader reader = readers.get(call);
    if (future != null) {
      boolean unused = future.cancel(true);
    } else if (reader != null && random.nextBoolean()) {
      reader.cancel();
    } else if (reader != null) {
      reader.request(1 + random.nextInt(3));
    }
  }

  private boolean clientCommand() {
    ClientCommand command = clientCommands.poll();
    if (command != null) {
      client.onCommand(command, now);
    }
    return command != null;
  }

  private boolean serverCommand() {
    ServerCommand command = serverCommands.poll();
    if (command != null) {
      server.onCommand(command, now);
    }
    return command != null;
  }

  private boolean deliverToServer() {
    byte[] message = connected ? toServer.poll() : null;
    if (message == null) {
      return false;
    }
    if (!known) {
      known = true;
      server.onConnected(toClient, now);
    }
    server.onMessage(toClient, message, now);
    return true;
  }

  private boolean deliverToClient() {
    byte[] message = connected ? toClient.poll() : null;
    if (message != null) {
      client.onMessage(toServer, message, now);
    }
    return message != null;
  }

  private boolean task() {
    if (tasks.isEmpty()) {
      return false;
    }
    tasks.remove(random.nextInt(tasks.size())).run();
    return true;
  }

  private boolean callback() {
    Runnable callback = callbacks.poll();
    if (callback != null) {
      callback.run();
    }
    return callback != null;
  }

  private void tick() {
    long clientDue = client.onTick(now);
    long serverDue = server.onTick(now);
    assertThat(clientDue == Long.MAX_VALUE || clientDue - now > 0).isTrue();
    assertThat(serverDue == Long.MAX_VALUE || serverDue - now > 0).isTrue();
  }

  private void connect() {
    toServer = new FakePeer(ENDPOINT);
    toClient = new FakePeer(ENDPOINT);
    connected = true;
    client.onConnected(toServer, now);
  }

  private void disconnect() {
    connected = false;
    client.onDisconnected(toServer, "cut", now);
    if (known) {
      known = false;
      server.onDisconnected(toClient, "cut", now);
    }
  }

  /** Lets everything come to its end, with a connection and without any more accidents. */
  private void finish() {
    if (!connected) {
      connect();
    }
    readers.values().forEach(reader -> reader.request(Long.MAX_VALUE));
    boolean moved = true;
    while (moved) {
      toServer.setWritable(true);
      moved = clientCommand();
      moved |= serverCommand();
      moved |= deliverToServer();
      moved |= deliverToClient();
      moved |= task();
      moved |= callback();
      moved |= !stages.isEmpty();
      while (!stages.isEmpty()) {
        stages.remove(0).complete(1);
      }
      tick();
      if (connected && (toServer.dropped() != null || toClient.dropped() != null)) {
        disconnect();
        connect();
        moved = true;
      }
      moved |= !clientCommands.isEmpty() || !serverCommands.isEmpty() || !tasks.isEmpty();
    }
  }

  private void check(int call, CompletableFuture<Integer> future) {
    assertThat(future).as("call %d ended", call).isDone();
    if (future.isCancelled()) {
      return;
    }
    try {
      assertThat(future.join()).isEqualTo(call);
      assertThat(ran).contains(call);
    } catch (CompletionException e) {
      assertThat(e).hasCauseInstanceOf(RpcException.class);
      if (e.getCause() instanceof RpcException failure && !failure.mayHaveExecuted()) {
        assertThat(ran).as("%s", failure).doesNotContain(call);
      }
    }
  }

  /** Checks the order of signals. */
  private static final class Reader implements Flow.Subscriber<Integer> {

    private Flow.@Nullable Subscription subscription;
    private boolean cancelled;
    private long demand;
    private int ends;
    private int next = -1;
    private @Nullable Throwable failure;

    void cancel() {
      if (subscription != null) {
        cancelled = true;
        subscription.cancel();
      }
    }

    void request(long n) {
      demand = n == Long.MAX_VALUE ? n : demand + n;
      if (subscription != null) {
        subscription.request(n);
      }
    }

    void check(boolean started) {
      assertThat(ends).isEqualTo(cancelled ? Math.min(ends, 1) : 1);
      if (failure instanceof RpcException rpc && !rpc.mayHaveExecuted()) {
        assertThat(started).as("%s", failure).isFalse();
      }
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      assertThat(subscription).isNull();
      subscription = granted;
      if (demand > 0) {
        granted.request(demand);
      }
    }

    @Override
    public void onNext(Integer item) {
      assertThat(ends).isZero();
      assertThat(--demand).isNotNegative();
      assertThat(next == -1 || item == next).isTrue();
      next = item + 1;
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
      ends++;
    }

    @Override
    public void onComplete() {
      ends++;
    }
  }
}
