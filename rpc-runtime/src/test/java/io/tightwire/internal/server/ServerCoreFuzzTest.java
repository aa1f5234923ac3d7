package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static io.tightwire.internal.server.ServerRig.publishing;
import static io.tightwire.internal.server.ServerRig.request;
import static io.tightwire.internal.server.ServerRig.returning;
import static io.tightwire.internal.server.ServerRig.streaming;
import static io.tightwire.internal.server.ServerRig.unary;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tightwire.RpcContext;
import io.tightwire.codec.Allocation;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.Budget;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.Script;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.stream.NoSubscription;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For any input from a client, and any time of its disconnecting, the server throws nothing, sends
 * frames only, retains no memory for it, and serves the next client.
 */
class ServerCoreFuzzTest {

  // Events between messages.
  private static final int HANDLERS_RUN = 0;
  private static final int SECOND_PASSES = 1;
  private static final int HALF_MINUTE_PASSES = 2;
  private static final int NETWORK_IS_FULL = 3;
  private static final int NETWORK_HAS_ROOM = 4;
  private static final int CLIENT_RECONNECTS = 5;
  private static final int PROMISE_IS_KEPT = 6;
  private static final int READERS_REQUEST = 7;
  private static final int READERS_STOP = 8;

  private static final int RANDOM_SCRIPTS = 3_000;

  private static final byte[] HELLO = FrameWriter.hello("fuzz", ServerRig.MAX, Map.of());

  /** An item of call 1 that is no number. */
  private static final byte[] SPOILT_ITEM = bytes("93 04 01 a178");

  private static final Logger LOG = Logger.getLogger("io.tightwire.server");
  private static @Nullable Level usual;

  /**
   * A lane logs the exceptions that it catches, since no caller gets them: the log must stay empty.
   */
  @BeforeAll
  static void listen() {
    usual = LOG.getLevel();
    LOG.setLevel(Level.SEVERE);
    LOG.setFilter(
        record -> {
          throw new AssertionError(record.getMessage(), record.getThrown());
        });
  }

  @AfterAll
  static void listenNoMore() {
    LOG.setFilter(null);
    LOG.setLevel(usual);
  }

  static Stream<byte[]> scripts() {
    byte[] echo = call(1, "echo", 0);
    byte[] credit = FrameWriter.credit(1, 3, 1000);
    byte[] helloOfLittle = FrameWriter.hello("fuzz", 0, Map.of());
    return Stream.of(
            connected(),
            connected().message(echo).event(HANDLERS_RUN),
            connected().message(echo, FrameWriter.cancel(1, "enough")).event(HANDLERS_RUN),
            connected().message(echo, echo),
            connected().message(call(2, "echo", Frame.ONE_WAY)).event(HANDLERS_RUN),
            connected().message(call(1L << 40, "echo", 0)).event(HANDLERS_RUN),
            connected().message(call(1, "none", 0), FrameWriter.ping(), FrameWriter.shutdown(2)),
            connected().message(call(1, "fail", 0)).event(HANDLERS_RUN),
            connected().message(call(1, "picky", 0)).event(HANDLERS_RUN),
            connected().message(call(1, "tiny", 0)).event(HANDLERS_RUN),
            connected().message(call(1, "later", 0)).event(HANDLERS_RUN).event(PROMISE_IS_KEPT),
            connected().message(call(1, "later", Frame.ONE_WAY)).event(HANDLERS_RUN),
            connected().message(call(1, "later", 0)).event(HANDLERS_RUN).event(CLIENT_RECONNECTS),
            connected().message(call(1, "stream", Frame.STREAMING), credit).event(HANDLERS_RUN),
            connected().message(call(1, "publish", Frame.STREAMING), credit).event(HANDLERS_RUN),
            connected()
                .event(NETWORK_IS_FULL)
                .message(call(1, "stream", Frame.STREAMING), credit)
                .event(HANDLERS_RUN)
                .event(NETWORK_HAS_ROOM),
            connected()
                .message(request(1, "echo", 0, Duration.ofMillis(9), out -> out.writeInt(7))),
            connected()
                .message(bytes("97 01 01 ab612e546573742f74657874 00 c0 81a16ba176 91 a178")),
            connected().message(bytes("936305c0"), bytes("93060500"), bytes("9302059401")),
            connected().event(SECOND_PASSES).event(HALF_MINUTE_PASSES),
            uploading().message(item(1, 7), item(1, 8), FrameWriter.end(1)).event(HANDLERS_RUN),
            uploading().message(item(1, 7), item(1, 8), item(1, 9)).event(HANDLERS_RUN),
            uploading().message(FrameWriter.end(1), FrameWriter.end(1)).event(HANDLERS_RUN),
            uploading().message(FrameWriter.end(1), item(1, 7)).event(HANDLERS_RUN),
            uploading().message(SPOILT_ITEM, item(1, 7)).event(HANDLERS_RUN),
            uploading().message(item(1, 7)).event(READERS_REQUEST).message(item(1, 8)),
            uploading().event(READERS_STOP).message(item(1, 7), FrameWriter.end(1)),
            uploading().event(PROMISE_IS_KEPT).message(item(1, 7), FrameWriter.end(1)),
            uploading().message(item(1, 7), FrameWriter.cancel(1, "no")).event(HANDLERS_RUN),
            uploading().message(item(1, 7)).event(CLIENT_RECONNECTS).message(item(1, 7)),
            connected().message(call(1, "upload", Frame.WITH_INPUT), item(1, 7)),
            connected().message(call(1, "ignore", Frame.WITH_INPUT), FrameWriter.end(1)),
            connected().message(item(9, 7), FrameWriter.end(9), FrameWriter.stop(9)),
            connected().message(call(1, "upload", Frame.WITH_INPUT), FrameWriter.stop(1)),
            connected().message(call(1, "upload", 0), call(2, "echo", Frame.WITH_INPUT)),
            connected().message(call(1, "upload", Frame.WITH_INPUT | Frame.ONE_WAY)),
            connected()
                .message(call(1, "duplex", Frame.WITH_INPUT | Frame.STREAMING), credit)
                .event(HANDLERS_RUN)
                .message(item(1, 7), item(1, 8), FrameWriter.end(1))
                .event(HANDLERS_RUN),
            new Script().message(helloOfLittle).message(call(1, "echo", 0)).event(HANDLERS_RUN),
            new Script().message(helloOfLittle).message(call(1, "picky", 0)).event(HANDLERS_RUN),
            new Script().message(bytes("9500 00 02 a178 80")).message(echo),
            new Script().message(echo, HELLO))
        .map(Script::toByteArray);
  }

  private static Script connected() {
    return new Script().message(HELLO);
  }

  /** A call whose handler has requested two items. */
  private static Script uploading() {
    return connected().message(call(1, "upload", Frame.WITH_INPUT)).event(HANDLERS_RUN);
  }

  private static byte[] item(int id, int value) {
    return FrameWriter.item(id, Codecs.INT, value, ServerRig.MAX).toByteArray();
  }

  private static byte[] call(long id, String method, int flags) {
    if (id == (int) id) {
      return request((int) id, method, flags, null, out -> out.writeInt(7));
    }
    byte[] path = ("a.Test/" + method).getBytes(UTF_8);
    String hex = HexFormat.of().formatHex(path);
    return bytes(
        "97 01 cf%016x %02x%s %02x c0 c0 91 07".formatted(id, 0xa0 + path.length, hex, flags));
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @MethodSource("scripts")
  @FuzzTest
  void serverOutlivesAnyClient(byte[] script) {
    Budget budget = new Budget();
    Allocation.assertWithin(
        budget::bytes,
        () -> {
          budget.clear();
          new Play(budget).play(script);
        });
  }

  /** Frames of streams in any order, for calls that are and are not open. */
  @Test
  void framesOfStreamsInAnyOrderDisturbNoOtherClient() {
    for (long seed = 0; seed < RANDOM_SCRIPTS; seed++) {
      byte[] script = randomScript(new Random(seed));
      try {
        Play play = new Play(new Budget());
        play.withBystander();
        play.play(script);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ": " + e, e);
      }
    }
  }

  private static byte[] randomScript(Random random) {
    int[] events = {
      HANDLERS_RUN,
      HANDLERS_RUN,
      NETWORK_IS_FULL,
      NETWORK_HAS_ROOM,
      CLIENT_RECONNECTS,
      PROMISE_IS_KEPT,
      READERS_REQUEST,
      READERS_STOP
    };
    Script script = connected();
    for (int i = 0; i < 30; i++) {
      if (random.nextInt(3) == 0) {
        script.event(events[random.nextInt(events.length)]);
      } else {
        script.message(
            Stream.generate(() -> randomFrame(random))
                .limit(1 + random.nextInt(4))
                .toArray(byte[][]::new));
      }
      if (random.nextInt(20) == 0) {
        script.message(HELLO);
      }
    }
    return script.toByteArray();
  }

  private static byte[] randomFrame(Random random) {
    int id = 1 + random.nextInt(4);
    List<String> methods = List.of("upload", "duplex", "ignore", "echo", "stream");
    return switch (random.nextInt(12)) {
      case 0, 1, 2 -> call(id, "upload", Frame.WITH_INPUT);
      case 3 -> call(id, "duplex", Frame.WITH_INPUT | Frame.STREAMING);
      case 4 -> call(id, methods.get(random.nextInt(methods.size())), random.nextInt(8));
      case 5, 6, 7 -> item(id, random.nextInt());
      case 8 -> FrameWriter.end(id);
      case 9 -> FrameWriter.credit(id, random.nextInt(4), 1 + random.nextInt(20));
      case 10 -> random.nextBoolean() ? FrameWriter.cancel(id, "no") : FrameWriter.stop(id);
      default -> SPOILT_ITEM;
    };
  }

  /** One server and its clients. */
  private static final class Play implements Script.Stage {

    private final List<CompletableFuture<Integer>> promises = new ArrayList<>();
    private final ServerRig rig =
        new ServerRig(
            returning("echo", value -> value),
            returning("slow", value -> value),
            returning(unary("tiny").onLane("tiny"), value -> value),
            returning("fail", value -> refuse(value)),
            picky(),
            text(),
            completing("later", value -> promise()),
            upload("upload", this::read),
            upload("bystander", items -> new Reader(items, 2).result),
            duplex(),
            ignoring(),
            streaming("stream", value -> numbers(value).boxed()),
            publishing("publish", value -> subscriber -> publish(subscriber, value)));
    private final Budget budget;
    private final List<Reader> readers = new ArrayList<>();

    /** Another client, which has an upload open; null if there is none. */
    private @Nullable FakePeer bystander;

    Play(Budget budget) {
      this.budget = budget;
    }

    /** Connects another client, which uploads two items and must not notice anything. */
    void withBystander() {
      FakePeer peer = rig.connect("tcp://10.0.0.2:1").peer;
      rig.receive(call(1, "bystander", Frame.WITH_INPUT));
      rig.settle();
      assertThat(peer.next(Frame.Credit.class).items()).isGreaterThanOrEqualTo(2);
      bystander = peer;
    }

    private void finish(FakePeer peer) {
      rig.core.onMessage(peer, joined(item(1, 7), item(1, 8), FrameWriter.end(1)), rig.now);
      rig.settle();
      List<Frame> frames = peer.take();
      assertThat(frames).hasSize(1).first().isInstanceOf(Frame.Result.class);
      rig.core.onDisconnected(peer, DisconnectReason.lost("done"), rig.now);
    }

    private static byte[] joined(byte[]... frames) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      for (byte[] frame : frames) {
        message.writeBytes(frame);
      }
      return message.toByteArray();
    }

    private CompletionStage<Integer> read(Flow.Publisher<Integer> items) {
      Reader reader = new Reader(items, 2);
      readers.add(reader);
      promises.add(reader.result);
      return reader.result;
    }

    void play(byte[] script) {
      come();
      Script.play(script, this);
      leave();
      while (!promises.isEmpty()) {
        keepPromise();
        rig.settle();
      }
      FakePeer other = bystander;
      if (other != null) {
        finish(other);
      }
      if (!rig.core.isIdle()) {
        throw new AssertionError("Something is left");
      }
      rig.connect();
      rig.call(1, "echo", 7);
      rig.settle();
      assertThat(rig.nextResult(1)).isEqualTo(7);
    }

    private void come() {
      budget.connection();
      rig.peer = new FakePeer(ServerRig.REMOTE);
      rig.core.onConnected(rig.peer, rig.now);
    }

    private void leave() {
      rig.core.onDisconnected(rig.peer, DisconnectReason.lost("gone"), rig.now);
      rig.settle();
    }

    @Override
    public void message(byte[] message) {
      budget.message(message);
      rig.receive(message);
      endPass();
    }

    @Override
    public void event(int which) {
      budget.event();
      switch (which) {
        case HANDLERS_RUN -> rig.settle();
        case SECOND_PASSES -> rig.elapse(Duration.ofSeconds(1));
        case HALF_MINUTE_PASSES -> rig.elapse(Duration.ofSeconds(30));
        case NETWORK_IS_FULL -> rig.peer.setWritable(false);
        case NETWORK_HAS_ROOM -> rig.peer.setWritable(true);
        case CLIENT_RECONNECTS -> {
          leave();
          come();
        }
        case PROMISE_IS_KEPT -> keepPromise();
        case READERS_REQUEST -> readers.forEach(reader -> reader.subscription.request(1));
        case READERS_STOP -> readers.forEach(reader -> reader.subscription.cancel());
        default -> {}
      }
      rig.turn();
      endPass();
    }

    private void keepPromise() {
      if (!promises.isEmpty()) {
        boolean unused = promises.remove(0).complete(1);
      }
    }

    /** Ends a pass as the loop does. */
    private void endPass() {
      List<Frame> unused = rig.peer.take(); // checks that they are frames
      assertThat(rig.core.keptBytes()).isBetween(0L, ServerRig.LIMITS.requestBytes());
      if (rig.peer.dropped() != null) {
        leave();
        come();
      }
    }

    private CompletionStage<Integer> promise() {
      CompletableFuture<Integer> promise = new CompletableFuture<>();
      promises.add(promise);
      return promise;
    }
  }

  /** Counts the items that its caller sends. */
  private static final class Reader implements Flow.Subscriber<Integer> {

    private final CompletableFuture<Integer> result = new CompletableFuture<>();
    private final long demand;
    private Flow.Subscription subscription = NoSubscription.INSTANCE;
    private int received;
    private int ends;

    Reader(Flow.Publisher<Integer> items, long demand) {
      this.demand = demand;
      items.subscribe(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      subscription = granted;
      granted.request(demand);
    }

    @Override
    public void onNext(Integer item) {
      received++;
      assertThat(ends).as("an item after the end").isZero();
    }

    @Override
    public void onError(Throwable thrown) {
      assertThat(ends++).as("ends before").isZero();
      boolean unused = result.completeExceptionally(thrown);
    }

    @Override
    public void onComplete() {
      assertThat(ends++).as("ends before").isZero();
      boolean unused = result.complete(received);
    }
  }

  /** Returns a method that takes a stream, and responds with one value. */
  private static ServerMethod<Integer> upload(
      String name, Function<Flow.Publisher<Integer>, CompletionStage<Integer>> body) {
    return ServerMethod.<Integer>completing(
            unary(name).takingStream(),
            (in, input) -> {
              int unused = in.readInt();
              Flow.Publisher<Integer> items = input.publisher(Codecs.INT);
              Invocation<CompletionStage<? extends Integer>> invocation = () -> body.apply(items);
              return invocation;
            })
        .subscribing();
  }

  /** Returns a method that responds with the items of its caller. */
  private static ServerMethod<Integer> duplex() {
    return ServerMethod.<Integer>publishing(
            MethodDescriptor.streaming("a.Test", "duplex", 1, Codecs.INT).takingStream(),
            (in, input) -> {
              int unused = in.readInt();
              Flow.Publisher<Integer> items = input.publisher(Codecs.INT);
              Invocation<Flow.Publisher<? extends Integer>> invocation = () -> items;
              return invocation;
            })
        .subscribing();
  }

  /** Returns a method that does not read the stream that it takes. */
  private static ServerMethod<Integer> ignoring() {
    return ServerMethod.returning(
        unary("ignore").takingStream(),
        (in, input) -> {
          int value = in.readInt();
          Invocation<Integer> invocation = () -> value;
          return invocation;
        });
  }

  private static @Nullable Integer refuse(int value) {
    throw new IllegalStateException("refused " + value);
  }

  /** Returns a method one of whose arguments refuses its value. */
  private static ServerMethod<Integer> picky() {
    return ServerMethod.returning(
        unary("picky"),
        in -> {
          int value = in.readInt();
          throw new IllegalArgumentException("not " + value);
        });
  }

  /** Returns a method that responds with its metadata. */
  private static ServerMethod<String> text() {
    return ServerMethod.returning(
        MethodDescriptor.unary("a.Test", "text", 1, Codecs.STRING),
        in -> {
          String text = in.readString();
          Invocation<String> invocation = () -> text + RpcContext.current().metadata();
          return invocation;
        });
  }

  private static IntStream numbers(int value) {
    return IntStream.range(0, value & 15);
  }

  /** Publishes as many numbers as are requested, and at most {@code value} in all. */
  private static void publish(Flow.Subscriber<? super Integer> subscriber, int value) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private int left = value & 15;
          private boolean over;

          @Override
          public void request(long n) {
            for (long i = 0; i < n && left > 0; i++) {
              subscriber.onNext(left--);
            }
            if (left == 0 && !over) {
              over = true;
              subscriber.onComplete();
            }
          }

          @Override
          public void cancel() {
            left = 0;
            over = true;
          }
        });
  }
}
