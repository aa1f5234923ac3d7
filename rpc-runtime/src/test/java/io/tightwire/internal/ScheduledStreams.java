package io.tightwire.internal;

import io.tightwire.Attempt;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RemoteStream;
import io.tightwire.RpcChannel;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.client.CallChannel;
import io.tightwire.internal.client.CallPreparer;
import io.tightwire.internal.client.ClientRuntime;
import io.tightwire.internal.client.Routing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The calls of a {@link Schedule} that send streams, from their sources to their handlers, and what
 * is known of them on both sides. Confined to one thread.
 */
final class ScheduledStreams {

  static final MethodDescriptor<Integer> UPLOAD =
      MethodDescriptor.unary("Test", "upload", 1, Codecs.INT).takingStream();
  static final MethodDescriptor<Integer> DUPLEX =
      MethodDescriptor.streaming("Test", "duplex", 1, Codecs.INT).takingStream();

  /** The metadata that has a call's number. */
  private static final String CALL = "call";

  /** What is known of one call. */
  private static final class Known {
    private final StreamPlan plan;
    private @Nullable ScheduledSending sending;
    private @Nullable ScheduledHandler handler;
    private @Nullable CallEnd clientEnd;
    private @Nullable CallEnd serverEnd;

    Known(StreamPlan plan) {
      this.plan = plan;
    }
  }

  private final Random random;
  private final Witness witness;
  private final boolean heavy;
  private final RpcChannel channel;
  private final Map<Integer, Known> calls = new HashMap<>();
  private final List<ScheduledSending> sendings = new ArrayList<>();
  private final List<ScheduledHandler> handlers = new ArrayList<>();
  private final Map<Integer, OpenUpload<?, ?>> uploads = new HashMap<>();
  private final Map<Integer, RemoteStream<Integer>> pulled = new HashMap<>();

  /** How often the calls were sent, and sent again, by what their listeners were told. */
  private long sends;

  private long again;

  ScheduledStreams(Random random, Witness witness, boolean heavy, ClientRuntime runtime) {
    this.random = random;
    this.witness = witness;
    this.heavy = heavy;
    this.channel =
        new CallChannel(
            new CallPreparer(
                runtime,
                null,
                Schedule.MAX,
                List.of(call -> clientListener(Integer.parseInt(call.metadata().get(CALL)))),
                Routing.ANY));
  }

  // --- the client's side ---

  private RpcRequest<Integer> request(MethodDescriptor<Integer> method, int call) {
    RpcRequest<Integer> request =
        RpcRequest.of(method, out -> out.writeInt(call)).withMetadata(CALL, String.valueOf(call));
    return random.nextBoolean()
        ? request.withTimeout(Duration.ofMillis(1 + random.nextInt(500)))
        : request;
  }

  private Known plan(int call, boolean many) {
    Known known = new Known(StreamPlan.of(random, many && !heavy));
    calls.put(call, known);
    return known;
  }

  private Known known(int call) {
    return Objects.requireNonNull(calls.get(call), "a call that was made");
  }

  private ScheduledSource source(int call) {
    Known known = plan(call, true);
    ScheduledSource source = new ScheduledSource(call, known.plan, heavy, random.nextBoolean());
    add(known, source);
    return source;
  }

  private void add(Known known, ScheduledSending sending) {
    known.sending = sending;
    sendings.add(sending);
  }

  /** Makes an upload from a source. */
  CompletableFuture<Integer> upload(int call) {
    ScheduledSource source = source(call);
    return channel.callAsync(request(UPLOAD, call).withInput(source.input()));
  }

  /** Opens an upload. */
  CompletableFuture<Integer> openUpload(int call) {
    Known known = plan(call, true);
    OpenUpload<ScheduledItem, Integer> upload =
        channel.upload(request(UPLOAD, call), ScheduledItem.CODEC);
    uploads.put(call, upload);
    add(known, new ScheduledHand(known.plan, heavy, upload));
    return upload.resultAsync();
  }

  /** Makes a call with streams both ways, whose responses are pushed. */
  ScheduledReader duplex(int call) {
    ScheduledSource source = source(call);
    ScheduledReader reader = new ScheduledReader(call, known(call).plan.itemsToRespond(), witness);
    channel.subscribe(request(DUPLEX, call).withInput(source.input()), reader);
    return reader;
  }

  /** Opens a call with streams both ways, whose responses are read at its end. */
  void openDuplex(int call) {
    Known known = plan(call, false);
    OpenDuplex<ScheduledItem, Integer> duplex =
        channel.duplex(request(DUPLEX, call), ScheduledItem.CODEC);
    pulled.put(call, duplex);
    add(known, new ScheduledHand(known.plan, heavy, duplex));
  }

  /** Has any source go on. */
  void stepSource() {
    if (!sendings.isEmpty()) {
      boolean unused = sendings.get(random.nextInt(sendings.size())).step(random);
    }
  }

  /** Has any handler go on. */
  void stepHandler() {
    if (!handlers.isEmpty()) {
      boolean unused = handlers.get(random.nextInt(handlers.size())).step(random);
    }
  }

  /** Closes a handle, if the call has one. */
  void close(int call) {
    OpenUpload<?, ?> upload = uploads.get(call);
    if (upload != null) {
      upload.close();
    }
    RemoteStream<Integer> stream = pulled.get(call);
    if (stream != null) {
      stream.close();
    }
  }

  /** Has all go on that can; returns whether anything could. */
  boolean move() {
    boolean moved = false;
    for (ScheduledSending sending : sendings) {
      moved |= sending.step(null);
    }
    for (ScheduledHandler handler : List.copyOf(handlers)) {
      moved |= handler.step(null);
    }
    return moved;
  }

  long sends() {
    return sends;
  }

  long again() {
    return again;
  }

  private CallListener clientListener(int call) {
    CallListener counted = witness.listener();
    return new CallListener() {
      @Override
      public void onAttempt(Attempt attempt) {
        again++;
        ScheduledSending sending = known(call).sending;
        require(sending == null || !sending.wasAsked(), call, "sent again, with " + sending);
      }

      @Override
      public void onEnd(CallEnd end) {
        counted.onEnd(end);
        sends += end.sends();
        known(call).clientEnd = end;
      }
    };
  }

  // --- the server's side ---

  /** Returns the methods that take streams. */
  List<ServerMethod<?>> methods() {
    return List.of(
        ServerMethod.completing(
                UPLOAD,
                (in, input) -> {
                  int call = in.readInt();
                  return () -> handler(call).upload(input.publisher(ScheduledItem.CODEC));
                })
            .subscribing(),
        ServerMethod.publishing(
                DUPLEX,
                (in, input) -> {
                  int call = in.readInt();
                  return () -> handler(call).duplex(input.publisher(ScheduledItem.CODEC));
                })
            .subscribing());
  }

  private ScheduledHandler handler(int call) {
    Known known = known(witness.run(call));
    ScheduledHandler handler = new ScheduledHandler(call, known.plan);
    known.handler = handler;
    handlers.add(handler);
    return handler;
  }

  /** Returns what is told of a call's end on the server. */
  CallListener serverListener(Map<String, String> metadata) {
    CallListener counted = witness.listener();
    String call = metadata.get(CALL);
    if (call == null) {
      return counted;
    }
    Known known = known(Integer.parseInt(call));
    return end -> {
      counted.onEnd(end);
      known.serverEnd = end;
    };
  }

  /** Closes all handles: what watches over open ones refers to the whole schedule. */
  void closeAll() {
    uploads.values().forEach(OpenUpload::close);
    pulled.values().forEach(RemoteStream::close);
  }

  // --- what must hold at the end ---

  /** Checks all calls. */
  void check() {
    pulled.forEach(this::read);
    calls.forEach(this::check);
    handlers.forEach(ScheduledHandler::check);
  }

  private void read(int call, RemoteStream<Integer> stream) {
    CallEnd end = known(call).clientEnd;
    if (end == null) {
      throw new AssertionError("call " + call + " did not end"); // reading it would wait
    }
    int expected = 0;
    try {
      while (stream.hasNext()) {
        require(stream.next() == expected++, call, "a response out of order");
      }
    } catch (RpcException e) {
      require(!end.isOk(), call, "it has succeeded, but: " + e);
    }
  }

  private void check(int call, Known known) {
    ScheduledSending sending = known.sending;
    ScheduledHandler handler = known.handler;
    CallEnd client = known.clientEnd;
    CallEnd server = known.serverEnd;
    if (sending == null || client == null) {
      throw new AssertionError("call " + call + " did not end");
    }
    sending.check();
    String told = String.valueOf(client.failure().orElse(null));
    require(!told.contains("without credit") && !told.contains("END"), call, told);
    require(client.itemsSent() <= sending.given(), call, "more was sent than there is: " + client);
    if (client.failure().orElse(null) instanceof RpcException failure) {
      require(failure.mayHaveExecuted() || !witness.ran(call), call, "it ran, but: " + failure);
    }
    if (server != null) {
      require(server.itemsReceived() <= client.itemsSent(), call, client + " but " + server);
      require(server.itemsSent() >= client.itemsReceived(), call, client + " but " + server);
    }
    if (client.isOk()) {
      if (handler == null || server == null || !server.isOk()) {
        throw new AssertionError("call " + call + ": " + client + " but " + server);
      }
      require(!known.plan.mustFail(), call, "it has succeeded: " + known.plan);
      require(handler.received() >= known.plan.itemsToRespond(), call, "too few items");
      require(server.itemsSent() == client.itemsReceived(), call, client + " but " + server);
      if (known.plan.reading() == StreamPlan.Reading.ALL) {
        require(client.itemsSent() == known.plan.items(), call, client + " of " + known.plan);
        require(server.itemsReceived() == known.plan.items(), call, server + " of " + known.plan);
      }
    }
  }

  private static void require(boolean condition, int call, String otherwise) {
    if (!condition) {
      throw new AssertionError("call " + call + ": " + otherwise);
    }
  }
}
