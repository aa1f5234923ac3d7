package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.item;
import static io.tightwire.internal.client.ClientRig.result;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tightwire.OpenDuplex;
import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import io.tightwire.codec.Allocation;
import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.Budget;
import io.tightwire.internal.CreditTally;
import io.tightwire.internal.Script;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * For any input from a server, and any time of its disconnecting, the client throws nothing, sends
 * frames only, ends each call once, and is served by the next server.
 */
class ClientCoreFuzzTest {

  // Events between messages.
  private static final int CALLBACKS_RUN = 0;
  private static final int SECOND_PASSES = 1;
  private static final int HALF_MINUTE_PASSES = 2;
  private static final int NETWORK_IS_FULL = 3;
  private static final int NETWORK_HAS_ROOM = 4;
  private static final int SERVER_RECONNECTS = 5;
  private static final int SUBSCRIBER_REQUESTS = 6;
  private static final int SUBSCRIBER_CANCELS = 7;
  private static final int STREAM_IS_CLOSED = 8;
  private static final int CALL_IS_CANCELLED = 9;
  private static final int CALLS_ARE_MADE = 10;
  private static final int ITEM_IS_SENT = 11;
  private static final int SENDING_IS_COMPLETE = 12;
  private static final int UPLOAD_IS_CANCELLED = 13;

  private static final int RANDOM_SCRIPTS = 3_000;

  private static final int MOST_CALLS = 8;

  // The numbers that the first calls get.
  private static final int GET = 1;
  private static final int DECLARING = 2;
  private static final int TEXT = 3;
  private static final int STREAM = 4;
  private static final int SUBSCRIBED = 5;
  private static final int UPLOAD = 6;
  private static final int DUPLEX = 7;

  private static final Codec<IOException> IO_EXCEPTION =
      Codec.of(
          (out, value) -> out.writeNil(),
          in -> {
            int fields = in.beginArray();
            String message = in.readString();
            in.endArray(fields - 1);
            return new IOException(message);
          });

  private static final MethodDescriptor<Integer> DECLARING_METHOD =
      MethodDescriptor.unary("a.Test", "declaring", 0, Codecs.INT)
          .throwing(DeclaredException.of(IOException.class, IO_EXCEPTION));

  private static final MethodDescriptor<String> TEXT_METHOD =
      MethodDescriptor.unary("a.Test", "text", 0, Codecs.STRING).asIdempotent();

  private static final Logger LOG = Logger.getLogger("io.tightwire");
  private static @Nullable Level usual;

  @BeforeAll
  static void beSilent() {
    usual = LOG.getLevel();
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speakAgain() {
    LOG.setLevel(usual);
  }

  static Stream<byte[]> scripts() {
    byte[] wrongVersion = bytes("95 00 00 02 a178 80");
    return Stream.of(
            connected(),
            connected().message(result(GET, 1), result(GET, 1)).event(CALLBACKS_RUN),
            connected().message(FrameWriter.nilResult(TEXT)).event(CALLBACKS_RUN),
            connected().message(FrameWriter.error(GET, "UNIMPLEMENTED", "no", false)),
            connected().message(thrown(GET, "java.lang.IllegalStateException")),
            connected().message(thrown(DECLARING, "java.io.IOException")).event(CALLBACKS_RUN),
            connected().message(item(STREAM, 1), item(STREAM, 2), FrameWriter.end(STREAM)),
            connected()
                .event(SUBSCRIBER_REQUESTS)
                .message(item(SUBSCRIBED, 1))
                .event(CALLBACKS_RUN)
                .message(FrameWriter.end(SUBSCRIBED)),
            connected().message(item(SUBSCRIBED, 1), result(STREAM, 1), FrameWriter.end(GET)),
            connected().event(SUBSCRIBER_CANCELS).event(STREAM_IS_CLOSED).event(CALL_IS_CANCELLED),
            connected().message(FrameWriter.goAway("no")).event(CALLS_ARE_MADE),
            connected().message(FrameWriter.ping(), bytes("936305c0"), bytes("93060500")),
            connected().message(bytes("9302059401")).event(CALLS_ARE_MADE),
            connected().event(SERVER_RECONNECTS).message(hello()).message(result(TEXT, 1)),
            connected().event(NETWORK_IS_FULL).event(CALLS_ARE_MADE).event(NETWORK_HAS_ROOM),
            connected().event(SECOND_PASSES).event(HALF_MINUTE_PASSES),
            connected()
                .message(credit(UPLOAD, 3, 9))
                .event(CALLBACKS_RUN)
                .message(result(UPLOAD, 1)),
            connected().message(credit(UPLOAD, 99, 99)).message(FrameWriter.stop(UPLOAD)),
            connected().message(FrameWriter.stop(UPLOAD)).message(result(UPLOAD, 1)),
            connected()
                .message(credit(UPLOAD, Long.MAX_VALUE, Long.MAX_VALUE))
                .event(CALLBACKS_RUN),
            connected().message(credit(UPLOAD, 9, 9), FrameWriter.end(UPLOAD), item(UPLOAD, 1)),
            connected().message(credit(GET, 1, 1), FrameWriter.stop(GET), FrameWriter.stop(STREAM)),
            connected().message(credit(99, 1, 1), FrameWriter.stop(99)),
            connected()
                .message(credit(UPLOAD, 3, 9))
                .event(NETWORK_IS_FULL)
                .event(CALLBACKS_RUN)
                .event(SERVER_RECONNECTS),
            connected()
                .message(credit(DUPLEX, 1, 9))
                .event(ITEM_IS_SENT)
                .event(ITEM_IS_SENT)
                .event(SENDING_IS_COMPLETE)
                .message(item(DUPLEX, 1), FrameWriter.end(DUPLEX)),
            new Script().message(FrameWriter.hello("fuzz", 0, Map.of())),
            new Script().message(FrameWriter.error(0, "INTERNAL", "no", false)),
            new Script().message(wrongVersion).message(result(GET, 1), hello()))
        .map(Script::toByteArray);
  }

  private static Script connected() {
    return new Script().message(hello());
  }

  private static byte[] hello() {
    return FrameWriter.hello("fuzz", ClientRig.MAX, Map.of());
  }

  private static byte[] credit(int id, long items, long bytes) {
    return FrameWriter.credit(id, items, bytes);
  }

  private static byte[] thrown(int id, String type) {
    return FrameWriter.thrown(
            id,
            "UNKNOWN",
            "no",
            type,
            "at",
            out -> {
              out.beginArray(1);
              out.writeString("state");
              out.endArray();
            },
            ClientRig.MAX)
        .toByteArray();
  }

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @MethodSource("scripts")
  @FuzzTest
  void clientOutlivesAnyServer(byte[] script) {
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
  void framesOfStreamsInAnyOrderGetNoMoreThanTheirCredit() {
    for (long seed = 0; seed < RANDOM_SCRIPTS; seed++) {
      byte[] script = randomScript(new Random(seed));
      try {
        new Play(new Budget()).play(script);
      } catch (Throwable e) {
        throw new AssertionError("seed " + seed + ": " + e, e);
      }
    }
  }

  private static byte[] randomScript(Random random) {
    int[] events = {
      CALLBACKS_RUN,
      CALLBACKS_RUN,
      CALLBACKS_RUN,
      NETWORK_IS_FULL,
      NETWORK_HAS_ROOM,
      SERVER_RECONNECTS,
      STREAM_IS_CLOSED,
      ITEM_IS_SENT,
      ITEM_IS_SENT,
      SENDING_IS_COMPLETE,
      UPLOAD_IS_CANCELLED
    };
    Script script = connected();
    for (int i = 0; i < 20; i++) {
      if (random.nextBoolean()) {
        script.event(events[random.nextInt(events.length)]);
      } else {
        script.message(
            Stream.generate(() -> randomFrame(random))
                .limit(1 + random.nextInt(3))
                .toArray(byte[][]::new));
      }
    }
    return script.toByteArray();
  }

  private static byte[] randomFrame(Random random) {
    int id = random.nextInt(4) == 0 ? 1 + random.nextInt(8) : UPLOAD + random.nextInt(2);
    return switch (random.nextInt(24)) {
      case 0 -> hello();
      case 1 -> FrameWriter.stop(id);
      case 2 -> FrameWriter.end(id);
      case 3 -> result(id, 1);
      case 4 -> FrameWriter.error(id, "INTERNAL", "no", random.nextBoolean());
      case 5 -> item(id, 1);
      case 6 -> credit(id, Long.MAX_VALUE, Long.MAX_VALUE);
      case 7 -> FrameWriter.credit(id, 1);
      case 8 -> bytes("93 06 06 ff"); // less than no credit
      default -> credit(id, random.nextInt(4), 1 + random.nextInt(9));
    };
  }

  /** One client and its servers. */
  private static final class Play implements Script.Stage {

    private final ClientRig rig = new ClientRig();
    private final CompletableFuture<Integer> get = rig.get();
    private final CompletableFuture<Integer> declaring =
        new FutureCall<>(rig.runtime, rig.prepared(DECLARING_METHOD, 0, null)).run();
    private final CompletableFuture<String> text =
        new FutureCall<>(rig.runtime, rig.prepared(TEXT_METHOD, 0, Duration.ofMinutes(1))).run();
    private final RemoteStream<Integer> stream = rig.count(null);
    private final TestSubscriber subscriber = new TestSubscriber();
    private final InputRig inputs = new InputRig(rig);
    private final CompletableFuture<Integer> upload;
    private final OpenDuplex<Integer, Integer> duplex;
    private final Budget budget;
    private CreditTally credit = new CreditTally();
    private boolean complete;
    private boolean unsubscribed;
    private int more;

    Play(Budget budget) {
      this.budget = budget;
      rig.subscribe(subscriber);
      upload = inputs.future(inputs.upTo(20));
      duplex = inputs.channel().duplex(RpcRequest.of(InputRig.ECHO, out -> {}), InputRig.NATURAL);
      come();
      rig.settle();
    }

    private void come() {
      budget.connection();
      credit = new CreditTally();
      rig.open();
    }

    void play(byte[] script) {
      Script.play(script, this);
      rig.disconnect("gone");
      rig.elapse(Duration.ofMinutes(2)); // nothing waits for a connection any longer
      rig.settle();
      drain(stream);
      drain(duplex);
      if (inputs.closed.get() != 1 || duplex.wantsMore()) {
        throw new AssertionError("The source was closed " + inputs.closed + " times");
      }
      if (!rig.core.isIdle() || (subscriber.ends != 1 && !unsubscribed)) {
        throw new AssertionError("Something is left, or " + subscriber.ends + " ends");
      }
      Stream.of(get, declaring, text, upload).forEach(Play::requireEnd);
      requireOurs(subscriber.failure);
      rig.connect();
      CompletableFuture<Integer> next = rig.get();
      rig.receive(result(rig.sent(next), 7));
      rig.settle();
      assertThat(next).isCompletedWithValue(7);
    }

    private static void requireEnd(CompletableFuture<?> call) {
      if (!call.isDone()) {
        throw new AssertionError("A call is left");
      }
      if (!call.isCancelled()) {
        Throwable unused = call.handle((value, failure) -> requireOurs(failure)).join();
      }
    }

    /** Any other exception reaches its caller, and is a bug of the client. */
    private static @Nullable Throwable requireOurs(@Nullable Throwable failure) {
      if (failure != null && !(failure instanceof RpcException)) {
        throw new AssertionError(failure);
      }
      return failure;
    }

    /** Reads a stream that has ended in any way. */
    private static void drain(RemoteStream<Integer> any) {
      try {
        while (any.hasNext()) {
          int unused = any.next();
        }
      } catch (RpcException e) {
        // broken, as expected
      }
    }

    @Override
    public void message(byte[] message) {
      budget.message(message);
      countCredit(message);
      rig.receive(message);
      rig.turn();
      endPass();
    }

    private void countCredit(byte[] message) {
      FrameReader frames = new FrameReader().open(message);
      while (frames.hasNext()) {
        try {
          if (frames.next() instanceof Frame.Credit granted) {
            credit.received(granted);
          }
        } catch (BadFrameException e) {
          // the client ignores it, or gives the connection up
        }
      }
    }

    private void send() {
      if (complete) {
        return;
      }
      try {
        boolean unused = duplex.trySend(1);
      } catch (RpcException e) {
        // the call has failed
      }
    }

    @Override
    public void event(int which) {
      budget.event();
      switch (which) {
        case CALLBACKS_RUN -> rig.settle();
        case SECOND_PASSES -> rig.elapse(Duration.ofSeconds(1));
        case HALF_MINUTE_PASSES -> rig.elapse(Duration.ofSeconds(30));
        case NETWORK_IS_FULL -> rig.peer.setWritable(false);
        case NETWORK_HAS_ROOM -> rig.peer.setWritable(true);
        case SERVER_RECONNECTS -> reconnect();
        case SUBSCRIBER_REQUESTS -> subscriber.request(3);
        case SUBSCRIBER_CANCELS -> {
          unsubscribed = true;
          subscriber.cancel();
        }
        case STREAM_IS_CLOSED -> stream.close();
        case CALL_IS_CANCELLED -> {
          boolean unused = get.cancel(false);
        }
        case ITEM_IS_SENT -> send();
        case SENDING_IS_COMPLETE -> {
          complete = true;
          duplex.complete();
        }
        case UPLOAD_IS_CANCELLED -> {
          boolean unused = upload.cancel(false);
        }
        case CALLS_ARE_MADE -> {
          if (more++ < MOST_CALLS) {
            CompletableFuture<Integer> unused = rig.get(Duration.ofSeconds(5));
            rig.oneWay(null);
          }
        }
        default -> {}
      }
      rig.turn();
      endPass();
    }

    private void reconnect() {
      rig.disconnect("gone");
      come();
    }

    /** Ends a pass as the loop does. */
    private void endPass() {
      rig.peer.take().forEach(credit::sent); // checks that they are frames, too
      if (rig.peer.dropped() != null) {
        reconnect();
      }
    }
  }
}
