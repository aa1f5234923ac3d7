package io.tightwire.internal;

import static io.tightwire.internal.ScheduledServer.COUNT;
import static io.tightwire.internal.ScheduledServer.CRATES;
import static io.tightwire.internal.ScheduledServer.ECHO;
import static io.tightwire.internal.ScheduledServer.FAIL;
import static io.tightwire.internal.ScheduledServer.HEDGED;
import static io.tightwire.internal.ScheduledServer.LATER;
import static io.tightwire.internal.ScheduledServer.PUBLISH;
import static io.tightwire.internal.ScheduledServer.READ;

import io.tightwire.Attempt;
import io.tightwire.Balancing;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientStats;
import io.tightwire.Ejection;
import io.tightwire.OutgoingCall;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcUnavailableException;
import io.tightwire.Target;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.client.CallbackDispatcher;
import io.tightwire.internal.client.ClientCommand;
import io.tightwire.internal.client.ClientCore;
import io.tightwire.internal.client.ClientCounters;
import io.tightwire.internal.client.ClientOptions;
import io.tightwire.internal.client.ClientRuntime;
import io.tightwire.internal.client.FleetOptions;
import io.tightwire.internal.client.FutureCall;
import io.tightwire.internal.client.InterceptedCall;
import io.tightwire.internal.client.OneWayCall;
import io.tightwire.internal.client.PendingCallLimit;
import io.tightwire.internal.client.PreparedCall;
import io.tightwire.internal.client.Readiness;
import io.tightwire.internal.client.ServerKeys;
import io.tightwire.internal.client.SubscriberCall;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.flow.Times;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.Targets;
import io.tightwire.internal.stream.WindowBudget;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
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
import org.jspecify.annotations.Nullable;

/**
 * One client and the servers that it meets, whose every step is picked by a seed: calls,
 * cancellations, commands, ticks, deliveries, handlers, lost connections, servers that go away.
 * Confined to one thread.
 */
final class Schedule {

  private static final String TARGET = "the schedule";

  /** The largest message. */
  static final int MAX = 1 << 20;

  private static final int STEPS = 150;

  /** One of this number of seeds has large stream items, and closes its client. */
  private static final int HEAVY = 16;

  private static final int CLOSING = 5;

  /** One of this number of seeds has no retry budget. */
  private static final int SPARING = 2;

  /** One of this number of seeds has servers that end their connections. */
  private static final int AGING = 3;

  /** The usual retry budget: a share of the calls, and a number for each second of its window. */
  private static final double RETRY_SHARE = 0.2;

  private static final int RETRIES_PER_SECOND = 1;
  private static final int BUDGET_SECONDS = 10;

  private static final List<MethodDescriptor<Integer>> METHODS =
      List.of(ECHO, READ, HEDGED, LATER, FAIL);

  private static final Heartbeat HEARTBEAT =
      new Heartbeat(Duration.ofMillis(500), Duration.ofMillis(1500));

  private final Random random;
  private final boolean heavy;
  private final boolean closing;
  private final boolean plural;
  private final boolean sparing;
  private final Optional<Duration> maxAge;
  private final Witness witness = new Witness();
  private final ArrayDeque<ClientCommand> clientCommands = new ArrayDeque<>();
  private final ArrayDeque<Runnable> callbacks = new ArrayDeque<>();
  private final List<Runnable> tasks = new ArrayList<>();
  private final List<CompletableFuture<Integer>> stages = new ArrayList<>();
  private final Readiness readiness = new Readiness();
  private final PendingCallLimit room = new PendingCallLimit(5, 64 << 20, Duration.ZERO, readiness);
  private final ClientRuntime caller =
      new ClientRuntime(
          this::post,
          room,
          new CallbackDispatcher(callbacks::add, callbacks::add, this::post),
          new Target(TARGET, null, Target.NO_PORT, Target.Kind.LIST),
          new WindowBudget(Long.MAX_VALUE),
          () -> now());
  private final ScheduledStreams streams;
  private final ClientCore client;
  private final List<ScheduledSite> sites = new ArrayList<>();
  private boolean closed;

  /** Ahead of the real clock, by which handlers go. */
  private long now = System.nanoTime() + Duration.ofHours(1).toNanos();

  private final Map<Integer, CompletableFuture<Integer>> futures = new HashMap<>();
  private final Map<Integer, ScheduledReader> readers = new HashMap<>();
  private final Set<Integer> refused = new HashSet<>();
  private int calls;

  /** How often calls were sent, and sent again, by what their listeners were told. */
  private long sends;

  private long again;

  /**
   * Creates a schedule.
   *
   * @param servers the number of servers that there are at a time
   */
  Schedule(long seed, int servers) {
    random = new Random(seed);
    heavy = seed % HEAVY == 0;
    closing = seed % CLOSING == 0;
    plural = servers > 1;
    sparing = seed % SPARING == 0;
    maxAge = seed % AGING == 0 ? Optional.of(Duration.ofMillis(300)) : Optional.empty();
    streams = new ScheduledStreams(random, witness, heavy, caller);
    List<ServerAddress> addresses = new ArrayList<>();
    for (int i = 1; i <= servers; i++) {
      addresses.add(ServerAddress.of("tcp://127.0.0.1:" + i));
    }
    client =
        new ClientCore(
            new ClientOptions(
                TARGET,
                addresses,
                fleetOptions(servers),
                ServerKeys.NONE,
                Duration.ofMillis(400),
                HEARTBEAT,
                MAX),
            readiness,
            room,
            new ClientCounters(),
            random,
            () -> {});
    for (ServerAddress address : addresses) {
      sites.add(new ScheduledSite(address.endpoint(), client, this::startServer));
    }
    if (servers > 1) {
      client.onOpened(new Sites(), now);
    }
  }

  private long now() {
    return now;
  }

  private FleetOptions fleetOptions(int servers) {
    return new FleetOptions(
        policy(),
        Ejection.DEFAULT.after(2),
        sparing ? 0 : RETRY_SHARE,
        sparing ? 0 : RETRIES_PER_SECOND,
        servers,
        null,
        true);
  }

  private Balancing policy() {
    return switch (random.nextInt(4)) {
      case 0 -> Balancing.roundRobin();
      case 1 -> Balancing.leastLatency();
      case 2 -> Balancing.pickFirst();
      default -> Balancing.leastLoaded();
    };
  }

  /** Connects again to a server whose connection drains; the others are always connected to. */
  private final class Sites implements Targets {
    @Override
    public void reach(Endpoint endpoint, @Nullable String serverKey) {}

    @Override
    public void leave(Endpoint endpoint) {}

    @Override
    public void renew(Endpoint endpoint, long at) {
      sites.get(endpoint.port() - 1).renew();
    }
  }

  private ScheduledServer startServer() {
    return new ScheduledServer(MAX, HEARTBEAT, maxAge, tasks::add, witness, streams, stages);
  }

  private boolean post(ClientCommand command) {
    return !closed && clientCommands.add(command);
  }

  /** Runs the schedule and checks it; returns what was run. */
  Witness play() {
    for (int step = 0; step < STEPS; step++) {
      step(random.nextInt(24));
    }
    finish();
    futures.forEach(this::check);
    readers.values().forEach(ScheduledReader::check);
    streams.check();
    refused.forEach(call -> require(!witness.ran(call), "a refused call ran: " + call));
    require(client.isIdle(), "the client is not idle");
    sites.forEach(ScheduledSite::requireIdle);
    require(room.isUnused(), "room was not given back");
    witness.checkEnds();
    checkStats();
    if (plural) {
      double budget = sparing ? 0 : RETRY_SHARE * calls + RETRIES_PER_SECOND * BUDGET_SECONDS;
      require(witness.repeats() <= budget, "calls ran again more often than the budget allows");
    }
    streams.closeAll();
    return witness;
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw new AssertionError(otherwise);
    }
  }

  private void step(int kind) {
    switch (kind) {
      case 0, 1 -> call(random.nextInt(10));
      case 2 -> cancelOne();
      case 3, 4 -> clientCommand();
      case 5, 6 -> site().serverCommand(now);
      case 7, 8, 9 -> site().deliverToServer(now);
      case 10, 11, 12 -> site().deliverToClient(now);
      case 13, 14 -> task();
      case 15 -> callback();
      case 16 -> tick();
      case 17 -> {
        now += Duration.ofMillis(random.nextInt(100)).toNanos();
        site().setWritable(random.nextInt(4) > 0, random.nextInt(4) > 0);
      }
      case 18 -> {
        if (!stages.isEmpty()) {
          stages.remove(random.nextInt(stages.size())).complete(1);
        }
      }
      case 19 -> site().accident(random, now);
      case 20, 21 -> streams.stepSource();
      default -> streams.stepHandler();
    }
    sites.forEach(site -> site.endDropped(now));
  }

  private ScheduledSite site() {
    return sites.get(random.nextInt(sites.size()));
  }

  private void call(int kind) {
    int call = ++calls;
    switch (kind) {
      case 0, 1, 2 -> {
        MethodDescriptor<Integer> method = METHODS.get(random.nextInt(METHODS.size()));
        if (method.isIdempotent()) {
          witness.mayRepeat(call);
        }
        futures.put(call, new FutureCall<>(caller, outgoing(method, 0, call)).run());
      }
      case 3 -> {
        try {
          new OneWayCall(caller, outgoing(ECHO, Frame.ONE_WAY, call)).run();
        } catch (RpcUnavailableException e) {
          require(!e.mayHaveExecuted(), "refused, but: " + e);
          refused.add(call);
        }
      }
      case 4 -> {
        if (heavy) {
          subscribe(CRATES, call);
        } else {
          subscribe(PUBLISH, call);
        }
      }
      case 5 -> subscribe(COUNT, call);
      case 6 -> futures.put(call, streams.upload(call));
      case 7 -> futures.put(call, streams.openUpload(call));
      case 8 -> readers.put(call, requested(streams.duplex(call)));
      default -> streams.openDuplex(call);
    }
  }

  private <T> void subscribe(MethodDescriptor<T> method, int call) {
    ScheduledReader reader =
        new ScheduledReader(call, ScheduledServer.length(method, call), witness);
    readers.put(call, reader);
    new SubscriberCall<>(caller, outgoing(method, Frame.STREAMING, call), reader).run();
    ScheduledReader unused = requested(reader);
  }

  private ScheduledReader requested(ScheduledReader reader) {
    if (random.nextBoolean()) {
      reader.request(random.nextBoolean() ? Long.MAX_VALUE : 1 + random.nextInt(400));
    }
    return reader;
  }

  private <T> PreparedCall<T> outgoing(MethodDescriptor<T> method, int flags, int call) {
    Duration timeout = random.nextBoolean() ? Duration.ofMillis(1 + random.nextInt(500)) : null;
    EncodedRequest request =
        EncodedRequest.of(
            method, flags, timeout != null, Map.of(), out -> out.writeInt(call), 1 << 16);
    InterceptedCall intercepted =
        new InterceptedCall(
            caller, RpcRequest.of(method, out -> {}), OutgoingCall.Mode.ASYNC, timeout, null);
    intercepted.ask(List.of(asked -> counted(witness.listener())));
    long deadline = Times.deadline(now, timeout);
    return new PreparedCall<>(method, request, timeout, deadline, null, intercepted);
  }

  /** Returns a listener that also counts how often its call was sent. */
  private CallListener counted(CallListener listener) {
    return new CallListener() {
      @Override
      public void onEnd(CallEnd end) {
        sends += end.sends();
        listener.onEnd(end);
      }

      @Override
      public void onAttempt(Attempt attempt) {
        again++;
      }
    };
  }

  private void checkStats() {
    sends += streams.sends();
    again += streams.again();
    ClientStats stats = client.stats(now);
    require(stats.open() == 0 && stats.waiting() == 0, "calls are under way: " + stats);
    require(stats.sent() == sends, "sent " + sends + " times, but: " + stats);
    long retried = stats.retried().values().stream().mapToLong(Long::longValue).sum();
    require(retried == again, "sent again " + again + " times, but: " + stats);
  }

  private void cancelOne() {
    int call = 1 + random.nextInt(Math.max(1, calls));
    CompletableFuture<Integer> future = futures.get(call);
    ScheduledReader reader = readers.get(call);
    if (future != null && random.nextInt(4) > 0) {
      boolean unused = future.cancel(true);
    } else if (reader != null && random.nextBoolean()) {
      reader.cancel();
    } else if (reader != null) {
      reader.request(1 + random.nextInt(3));
    } else {
      streams.close(call);
    }
  }

  private boolean clientCommand() {
    ClientCommand command = clientCommands.poll();
    if (command != null) {
      client.onCommand(command, now);
    }
    return command != null;
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
    require(isLater(client.onTick(now)), "the client is due already");
    require(!client.isIdling(now), "a call is queued that could be sent");
    sites.forEach(site -> require(site.tick(now), "a server is due already"));
  }

  private boolean isLater(long due) {
    return due == Long.MAX_VALUE || due - now > 0;
  }

  /** Runs everything to its end, without further failures. */
  private void finish() {
    restartDrained();
    if (closing) {
      closeClient();
    } else {
      reconnect();
    }
    readers.values().forEach(reader -> reader.request(Long.MAX_VALUE));
    while (move()) {
      if (!closing) {
        reconnect();
      }
    }
  }

  /** Replaces servers that are gone by new ones; returns whether there was one. */
  private boolean restartDrained() {
    boolean restarted = false;
    for (ScheduledSite site : sites) {
      if (site.isDrained()) {
        site.restart(now);
        restarted = true;
      }
    }
    return restarted;
  }

  private void reconnect() {
    sites.forEach(site -> site.connect(now));
  }

  private void closeClient() {
    client.close("closed");
    closed = true;
    sites.forEach(site -> site.disconnectAll(now));
    client.onClosed(null);
  }

  /** Runs one round of everything; returns whether there was anything to do. */
  private boolean move() {
    boolean moved = clientCommand();
    for (ScheduledSite site : sites) {
      site.setWritable(true, true);
      moved |= site.serverCommand(now);
      moved |= site.deliverToServer(now);
      moved |= site.deliverToClient(now);
    }
    moved |= task();
    moved |= callback();
    moved |= streams.move();
    moved |= !stages.isEmpty();
    while (!stages.isEmpty()) {
      stages.remove(0).complete(1);
    }
    tick();
    moved |= restartDrained();
    for (ScheduledSite site : sites) {
      moved |= site.endDropped(now);
      moved |= site.isBusy(); // with the frames that the tick has sent
    }
    return moved || !clientCommands.isEmpty() || !tasks.isEmpty();
  }

  private void check(int call, CompletableFuture<Integer> future) {
    require(future.isDone(), "call " + call + " did not end");
    if (future.isCancelled()) {
      return;
    }
    try {
      require(future.join() == call && witness.ran(call), "call " + call + " has another's result");
    } catch (CompletionException e) {
      if (!(e.getCause() instanceof RpcException failure)) {
        throw e;
      }
      require(failure.mayHaveExecuted() || !witness.ran(call), "call " + call + " ran: " + failure);
    }
  }
}
