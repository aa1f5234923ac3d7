package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams from callers, row by row of what can happen to them, by raw frames. */
class CallerStreamTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final AtomicReference<@Nullable Throwable> thrown = new AtomicReference<>();
  private final Recorder recorder = new Recorder();

  /** A subscriber that the test drives. */
  private static final class Recorder implements Flow.Subscriber<Integer> {
    final List<Integer> items = new CopyOnWriteArrayList<>();
    final List<String> ends = new CopyOnWriteArrayList<>();
    final CompletableFuture<Integer> sum = new CompletableFuture<>();
    volatile Flow.@Nullable Subscription subscription;

    /** The signal from which it throws. */
    String throwsFrom = "none";

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      subscription = granted;
      signalled("onSubscribe");
    }

    private void signalled(String signal) {
      if (signal.equals(throwsFrom)) {
        throw new IllegalStateException("no " + signal);
      }
    }

    Flow.Subscription subscription() {
      return Objects.requireNonNull(subscription);
    }

    @Override
    public void onNext(Integer item) {
      items.add(item);
      signalled("onNext");
    }

    @Override
    public void onError(Throwable failure) {
      ends.add(failure.getClass().getSimpleName() + ": " + failure.getMessage());
    }

    @Override
    public void onComplete() {
      ends.add("complete");
      signalled("onComplete");
      sum.complete(items.stream().mapToInt(Integer::intValue).sum());
    }
  }

  private static MethodDescriptor<Integer> method(String name) {
    return ServerRig.unary(name).takingStream();
  }

  /** A method that reads its stream on the handler's thread. */
  private ServerMethod<Integer> pulled(Function<Stream<Integer>, Integer> body) {
    return ServerMethod.returning(
        method("sum"),
        (in, input) -> {
          int unused = in.readInt();
          Stream<Integer> numbers = input.stream(Codecs.INT);
          Invocation<Integer> invocation =
              () -> {
                try {
                  return body.apply(numbers);
                } catch (Throwable e) {
                  thrown.set(e);
                  throw e;
                }
              };
          return invocation;
        });
  }

  /** A method whose stream is pushed to the recorder. */
  private ServerMethod<Integer> pushed() {
    return pushed(recorder);
  }

  private static ServerMethod<Integer> pushed(Recorder recorder) {
    return ServerMethod.<Integer>completing(
            method("sum"),
            (in, input) -> {
              int unused = in.readInt();
              Flow.Publisher<Integer> numbers = input.publisher(Codecs.INT);
              Invocation<CompletionStage<? extends Integer>> invocation =
                  () -> {
                    numbers.subscribe(recorder);
                    return recorder.sum;
                  };
              return invocation;
            })
        .subscribing();
  }

  private static int sum(Stream<Integer> numbers) {
    return numbers.mapToInt(Integer::intValue).sum();
  }

  private static ServerRig rig(ServerMethod<Integer> method) {
    return new ServerRig(method).connect();
  }

  /** A rig whose handlers have threads, since they wait for items. */
  private static ServerRig threaded(ServerMethod<Integer> method) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.executor = task -> new Thread(task, "handler").start();
    return new ServerRig(setup, method).connect();
  }

  private static void open(ServerRig rig, int id) {
    open(rig, id, Frame.WITH_INPUT);
  }

  private static void open(ServerRig rig, int id, int flags) {
    rig.receive(ServerRig.request(id, "sum", flags, null, out -> out.writeInt(0)));
  }

  private static byte[] item(int id, int value) {
    WireWriter frame = FrameWriter.item(id, Codecs.INT, value, ServerRig.MAX);
    return Arrays.copyOf(frame.buffer(), frame.size());
  }

  private static byte[] items(int id, int count) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int i = 1; i <= count; i++) {
      message.writeBytes(item(id, i));
    }
    return message.toByteArray();
  }

  /** Runs the loop until something is so. */
  private static void until(ServerRig rig, BooleanSupplier condition) {
    long limit = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("out of patience").isLessThan(limit);
      rig.turn();
      Thread.onSpinWait();
    }
  }

  private static List<Frame> take(ServerRig rig, Class<? extends Frame> last) {
    List<Frame> frames = new ArrayList<>();
    until(
        rig,
        () -> {
          frames.addAll(rig.peer.take());
          return frames.stream().anyMatch(last::isInstance);
        });
    return frames;
  }

  private static Frame.Failure failure(ServerRig rig) {
    List<Frame> frames = take(rig, Frame.Failure.class);
    return (Frame.Failure) frames.get(frames.size() - 1);
  }

  private void untilHandlerFailed(ServerRig rig) {
    until(rig, () -> thrown.get() != null);
    until(rig, rig.core::isIdle);
  }

  @Test
  void handlerGetsTheItemsAndTheEnd() {
    ServerRig rig = threaded(pulled(CallerStreamTest::sum));
    open(rig, 5);
    assertThat(take(rig, Frame.Credit.class)).containsExactly(new Frame.Credit(5, 16, 64 << 10));
    rig.receive(items(5, 3));
    rig.receive(FrameWriter.end(5));
    List<Frame> frames = take(rig, Frame.Result.class);
    assertThat(((Frame.Result) frames.get(frames.size() - 1)).value().reader().readInt())
        .isEqualTo(6);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void creditGrowsForAReaderThatUsedItUpTwice() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.settle();
    recorder.subscription().request(Long.MAX_VALUE);
    rig.settle();
    List<Long> grants = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      long credit = rig.peer.next(Frame.Credit.class).items();
      grants.add(credit);
      rig.receive(items(5, (int) credit));
      rig.settle();
    }
    assertThat(grants).startsWith(16L, 16L).contains(256L).allMatch(one -> one <= 1024);
  }

  @Test
  void queuedCallGrantsNothing() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    rig.settle();
    assertThat(rig.peer.take()).as("no demand yet").isEmpty();
  }

  @Test
  void subscriberGetsItemsByItsDemandAndTheEnd() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.settle();
    recorder.subscription().request(2);
    rig.settle();
    assertThat(rig.peer.next(Frame.Credit.class).items()).isEqualTo(2);
    rig.receive(items(5, 2));
    rig.receive(FrameWriter.end(5));
    rig.settle();
    assertThat(recorder.items).containsExactly(1, 2);
    assertThat(recorder.ends).containsExactly("complete");
    assertThat(rig.nextResult(5)).isEqualTo(3);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void secondSubscriberIsRefused() {
    AtomicReference<Flow.@Nullable Publisher<Integer>> numbers = new AtomicReference<>();
    ServerRig rig =
        rig(
            ServerMethod.<Integer>completing(
                method("sum"),
                (in, input) -> {
                  int unused = in.readInt();
                  Flow.Publisher<Integer> publisher = input.publisher(Codecs.INT);
                  numbers.set(publisher);
                  Invocation<CompletionStage<? extends Integer>> invocation =
                      CompletableFuture::new;
                  return invocation;
                }));
    open(rig, 5);
    rig.settle();
    Objects.requireNonNull(numbers.get()).subscribe(new Recorder());
    Objects.requireNonNull(numbers.get()).subscribe(recorder);
    assertThat(recorder.ends).singleElement().asString().contains("by one subscriber");
  }

  @Test
  void handlerThatReturnsEarlyEndsTheCallAndWhatCrossesIsIgnored() {
    ServerRig rig = threaded(pulled(numbers -> 7));
    open(rig, 5);
    List<Frame> frames = take(rig, Frame.Result.class);
    assertThat(frames).hasSize(1);
    rig.receive(item(5, 1));
    rig.receive(FrameWriter.end(5));
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.peer.dropped()).isNull();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void handlerThatThrowsEarlyEndsTheCall() {
    ServerRig rig =
        threaded(
            pulled(
                numbers -> {
                  throw new IllegalStateException("no");
                }));
    open(rig, 5);
    assertThat(failure(rig).mayHaveExecuted()).isTrue();
    rig.receive(item(5, 1));
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void handlerThatClosesItsStreamSendsOneStopAndGoesOn() {
    CompletableFuture<Integer> later = new CompletableFuture<>();
    ServerRig rig =
        threaded(
            pulled(
                numbers -> {
                  Iterator<Integer> iterator = numbers.iterator();
                  int first = iterator.next();
                  numbers.close();
                  numbers.close();
                  return first + later.join();
                }));
    open(rig, 5);
    assertThat(take(rig, Frame.Credit.class)).hasSize(1);
    rig.receive(item(5, 1));
    assertThat(take(rig, Frame.Stop.class)).endsWith(new Frame.Stop(5));
    rig.receive(item(5, 2));
    rig.receive(FrameWriter.end(5));
    later.complete(10);
    assertThat(take(rig, Frame.Result.class)).hasSize(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void subscriberThatCancelsSendsOneStop() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.settle();
    recorder.subscription().request(9);
    rig.settle();
    assertThat(rig.peer.take()).hasSize(1);
    recorder.subscription().cancel();
    recorder.subscription().cancel();
    rig.receive(items(5, 9));
    rig.settle();
    assertThat(rig.peer.take()).containsExactly(new Frame.Stop(5));
    assertThat(recorder.items).isEmpty();
    recorder.sum.complete(1);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void subscriberThatThrowsFailsTheCall() {
    for (String signal : List.of("onSubscribe", "onNext", "onComplete")) {
      Recorder throwing = new Recorder();
      throwing.throwsFrom = signal;
      ServerRig rig = rig(pushed(throwing));
      open(rig, 5);
      rig.settle();
      throwing.subscription().request(9);
      rig.settle();
      rig.receive(items(5, 2));
      rig.receive(FrameWriter.end(5));
      rig.settle();
      Frame.Failure failure = failure(rig);
      assertThat(failure.status()).isEqualTo("UNKNOWN");
      assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
      assertThat(failure.message()).isEqualTo("no " + signal);
      assertThat(failure.mayHaveExecuted()).isTrue();
      assertThat(throwing.ends)
          .isEqualTo(signal.equals("onComplete") ? List.of("complete") : List.of());
      throwing.sum.complete(1);
      rig.settle();
      assertThat(rig.peer.take()).as("too late").isEmpty();
      assertThat(rig.core.isIdle()).isTrue();
    }
  }

  /** The executor runs each task immediately: none can begin closer to the end of a piece. */
  @Test
  @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void subscriberMayRequestMoreWhileThePieceEndsInWhichItWasCalled() {
    AtomicInteger depth = new AtomicInteger();
    AtomicInteger deepest = new AtomicInteger();
    AtomicBoolean requests = new AtomicBoolean();
    CallListener requesting =
        new CallListener() {
          @Override
          public void onEnd(CallEnd end) {}

          @Override
          public Scope enter() {
            deepest.accumulateAndGet(depth.incrementAndGet(), Math::max);
            return () -> {
              if (requests.getAndSet(false)) {
                recorder.subscription().request(1);
              }
              depth.decrementAndGet();
            };
          }
        };
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.executor = Runnable::run;
    setup.interceptors = List.of(call -> requesting);
    ServerRig rig = new ServerRig(setup, pushed()).connect();
    open(rig, 5);
    rig.settle();
    deepest.set(0);
    requests.set(true);
    recorder.subscription().request(1);
    assertThat(requests).isFalse();
    assertThat(deepest).as("pieces at a time").hasValue(1);
    for (int i = 1; i <= 2; i++) {
      rig.settle();
      assertThat(rig.peer.next(Frame.Credit.class).items()).isEqualTo(1);
      rig.receive(item(5, i));
    }
    rig.receive(FrameWriter.end(5));
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(3);
  }

  @Test
  void subscriberThatThrowsReleasesTheResponses() {
    AtomicInteger closed = new AtomicInteger();
    recorder.throwsFrom = "onNext";
    ServerRig rig =
        rig(
            ServerMethod.<Integer>streaming(
                    MethodDescriptor.streaming("a.Test", "sum", 1, Codecs.INT).takingStream(),
                    (in, input) -> {
                      int unused = in.readInt();
                      Flow.Publisher<Integer> numbers = input.publisher(Codecs.INT);
                      Invocation<Stream<? extends Integer>> invocation =
                          () -> {
                            numbers.subscribe(recorder);
                            return Stream.of(1, 2, 3).onClose(closed::incrementAndGet);
                          };
                      return invocation;
                    })
                .subscribing());
    open(rig, 5, Frame.STREAMING | Frame.WITH_INPUT);
    rig.settle();
    recorder.subscription().request(1);
    rig.settle();
    rig.receive(item(5, 1));
    rig.settle();
    assertThat(failure(rig).message()).isEqualTo("no onNext");
    assertThat(closed).hasValue(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void itemWithoutCreditEndsTheCall() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.settle();
    recorder.subscription().request(2);
    rig.settle();
    assertThat(rig.peer.take()).hasSize(1);
    rig.receive(items(5, 3));
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("INTERNAL");
    assertThat(failure.message()).contains("without credit");
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(recorder.ends).singleElement().asString().startsWith("RpcProtocolException");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void itemOfAQueuedCallEndsItUnrun() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.receive(item(5, 1));
    assertThat(rig.nextFailure(5).mayHaveExecuted()).isFalse();
    rig.settle();
    assertThat(recorder.subscription).isNull();
  }

  @Test
  void itemAfterTheEndAndASecondEndAreErrors() {
    for (byte[] frame : List.of(item(5, 1), FrameWriter.end(5))) {
      ServerRig rig = rig(pushed());
      open(rig, 5);
      rig.settle();
      rig.receive(FrameWriter.end(5));
      rig.receive(frame);
      assertThat(rig.nextFailure(5).status()).isEqualTo("INTERNAL");
    }
  }

  @Test
  void itemThatCanNotBeDecodedEndsTheCallWhateverTheHandlerReturns() {
    ServerRig rig =
        threaded(
            pulled(
                numbers -> {
                  assertThatThrownBy(() -> sum(numbers))
                      .isInstanceOf(RpcProtocolException.class)
                      .hasMessageContaining("Item 2 of Test.sum");
                  return 3;
                }));
    open(rig, 5);
    assertThat(take(rig, Frame.Credit.class)).hasSize(1);
    rig.receive(item(5, 1));
    WireWriter bad = FrameWriter.item(5, Codecs.STRING, "no number", ServerRig.MAX);
    rig.receive(Arrays.copyOf(bad.buffer(), bad.size()));
    Frame.Failure failure = failure(rig);
    assertThat(failure.status()).isEqualTo("INTERNAL");
    assertThat(failure.message()).contains("Item 2 of Test.sum");
    assertThat(failure.mayHaveExecuted()).isTrue();
    until(rig, rig.core::isIdle);
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void callersFailureReachesTheHandler() {
    ServerRig rig = threaded(pulled(CallerStreamTest::sum));
    open(rig, 5);
    assertThat(take(rig, Frame.Credit.class)).hasSize(1);
    rig.receive(FrameWriter.cancel(5, "the caller's stream failed: IOException: disk"));
    untilHandlerFailed(rig);
    assertThat(thrown.get())
        .isInstanceOf(RpcCancelledException.class)
        .hasMessageContaining("the caller's stream failed: IOException: disk");
  }

  @Test
  void callersFailureReachesTheSubscriber() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.settle();
    rig.receive(FrameWriter.cancel(5, "the caller's stream failed: IOException"));
    rig.settle();
    assertThat(recorder.ends)
        .singleElement()
        .asString()
        .contains("RpcCancelledException", "the caller's stream failed");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void deadlineFailsTheStream() {
    ServerRig rig = threaded(pulled(CallerStreamTest::sum));
    rig.receive(
        ServerRig.request(
            5, "sum", Frame.WITH_INPUT, Duration.ofSeconds(2), out -> out.writeInt(0)));
    assertThat(take(rig, Frame.Credit.class)).hasSize(1);
    rig.elapse(Duration.ofSeconds(3));
    assertThat(failure(rig).status()).isEqualTo("DEADLINE_EXCEEDED");
    untilHandlerFailed(rig);
    assertThat(thrown.get()).isInstanceOf(RpcTimeoutException.class);
  }

  @Test
  void lostConnectionFailsTheStream() {
    ServerRig rig = threaded(pulled(CallerStreamTest::sum));
    open(rig, 5);
    assertThat(take(rig, Frame.Credit.class)).hasSize(1);
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("gone"), rig.now);
    untilHandlerFailed(rig);
    assertThat(thrown.get())
        .isInstanceOf(RpcCancelledException.class)
        .hasMessageContaining("disconnected");
  }

  @Test
  void drainingServerLetsAnOpenStreamEnd() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.settle();
    recorder.subscription().request(5);
    rig.settle();
    rig.core.drain(rig.now, Duration.ofSeconds(30));
    rig.receive(items(5, 2));
    rig.receive(FrameWriter.end(5));
    rig.settle();
    assertThat(rig.peer.take()).last().isInstanceOf(Frame.Result.class);
  }

  @Test
  void drainTimeoutStopsAnOpenStream() {
    ServerRig rig = rig(pushed());
    open(rig, 5);
    rig.settle();
    rig.core.drain(rig.now, Duration.ofSeconds(30));
    rig.elapse(Duration.ofSeconds(31));
    rig.settle();
    assertThat(recorder.ends).singleElement().asString().contains("shutting down");
  }

  @Test
  void requestWithTheWrongFlagIsNotRun() {
    ServerRig rig = rig(pushed());
    for (int flags : new int[] {0, Frame.STREAMING | Frame.WITH_INPUT, 5, Frame.ONE_WAY}) {
      open(rig, 5, flags);
      rig.settle();
      assertThat(recorder.subscription).isNull();
      if ((flags & Frame.ONE_WAY) == 0) {
        assertThat(rig.nextFailure(5).mayHaveExecuted()).isFalse();
      }
    }
    ServerRig plain = rig(ServerRig.returning("sum", n -> n));
    open(plain, 5);
    assertThat(plain.nextFailure(5).message()).contains("takes no stream");
  }

  @Test
  void framesOfUnknownCallsAreIgnored() {
    ServerRig rig = rig(pushed());
    rig.receive(items(9, 3));
    rig.receive(FrameWriter.end(9));
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void thousandStreamsThatAreNotReadMayHoldLittle() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.maxQueued = 2_000;
    ServerRig rig = new ServerRig(setup, pushed()).connect();
    for (int id = 1; id <= 1_000; id++) {
      open(rig, id);
      rig.settle();
      recorder.subscription().request(1);
      rig.settle();
      assertThat(rig.peer.next(Frame.Credit.class).bytes()).isLessThanOrEqualTo(64 << 10);
    }
    assertThat(rig.core.inputs().windows().used()).isLessThanOrEqualTo(1_000 * (64L << 10));
  }

  @Test
  void itemsBeyondTheByteCreditCountAsRequests() {
    ServerRig rig = rig(pushed());
    for (int id = 1; id <= 8; id++) {
      open(rig, id);
      rig.settle();
      recorder.subscription().request(1);
      rig.settle();
      assertThat(rig.peer.next(Frame.Credit.class).items()).isEqualTo(1);
    }
    int refused = 0;
    for (int id = 1; id <= 8; id++) {
      WireWriter large = FrameWriter.item(id, Codecs.STRING, "x".repeat(900_000), ServerRig.MAX);
      byte[] message = Arrays.copyOf(large.buffer(), large.size());
      rig.core.onMessage(rig.peer, message, rig.now); // before the subscriber's turn
      for (Frame sent : rig.peer.take()) {
        assertThat(((Frame.Failure) sent).status()).isEqualTo("RESOURCE_EXHAUSTED");
        refused++;
      }
      assertThat(rig.core.keptBytes()).isLessThanOrEqualTo(2 * ServerRig.MAX_WAITING);
    }
    assertThat(refused).isGreaterThan(0);
  }

  @Test
  void methodThatWaitsForItemsCanNotRunOnTheLoop() {
    ServerMethod<Integer> waits =
        ServerMethod.returning(
            method("sum").onLane("tiny"), (in, input) -> () -> sum(input.stream(Codecs.INT)));
    assertThatThrownBy(() -> new ServerRig(waits))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("waits for the items of a stream");
    assertThat(new ServerRig(waits.subscribing()).core.isIdle()).isTrue();
  }

  @Test
  void bothWays() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.executor = task -> new Thread(task, "handler").start();
    ServerRig rig =
        new ServerRig(
                setup,
                ServerMethod.<Integer>streaming(
                    MethodDescriptor.streaming("a.Test", "sum", 1, Codecs.INT).takingStream(),
                    (in, input) -> {
                      int unused = in.readInt();
                      Stream<Integer> numbers = input.stream(Codecs.INT);
                      Invocation<Stream<? extends Integer>> invocation =
                          () -> numbers.map(n -> n * 10);
                      return invocation;
                    }))
            .connect();
    open(rig, 5, Frame.STREAMING | Frame.WITH_INPUT);
    assertThat(take(rig, Frame.Credit.class)).hasSize(1);
    rig.credit(5, 10);
    rig.receive(items(5, 2));
    rig.receive(FrameWriter.end(5));
    List<Frame> frames = take(rig, Frame.End.class);
    assertThat(frames.stream().filter(Frame.Item.class::isInstance)).hasSize(2);
    until(rig, rig.core::isIdle);
  }
}
