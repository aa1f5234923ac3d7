package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static io.tightwire.internal.server.ServerRig.publishing;
import static io.tightwire.internal.server.ServerRig.request;
import static io.tightwire.internal.server.ServerRig.returning;
import static io.tightwire.internal.server.ServerRig.streaming;
import static io.tightwire.internal.server.ServerRig.unary;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcContext;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcStatus;
import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.stub.DeclaredException;
import io.tightwire.stub.MethodDescriptor;
import io.tightwire.stub.ServerMethod;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.Serial;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerCoreTest {

  private static final Duration SECOND = Duration.ofSeconds(1);
  private final List<Integer> ran = new ArrayList<>();
  private final ServerMethod<Integer> echo =
      returning(
          "echo",
          value -> {
            ran.add(value);
            return value;
          });

  // --- greeting and dispatch ---

  @Test
  void callIsRunAndAnsweredOnce() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 42);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(42);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(ran).containsExactly(42);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void firstFrameMustBeHello() {
    ServerRig rig = new ServerRig(echo);
    rig.core.onConnected(rig.peer, rig.now);
    rig.call(5, "echo", 42);
    rig.settle();
    assertThat(rig.nextFailure(5).message()).contains("HELLO");
    assertThat(ran).isEmpty();
  }

  @Test
  void otherVersionIsRefusedWithBothVersions() {
    ServerRig rig = new ServerRig(echo);
    rig.core.onConnected(rig.peer, rig.now);
    byte[] hello = FrameWriter.hello("client", ServerRig.MAX, Map.of());
    hello[7] = 9;
    rig.receive(hello);
    assertThat(rig.nextFailure(0).message()).contains("version 1", "client 9");
  }

  @Test
  void unknownMethodSaysWhatThereIs() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "ecco", 42);
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("UNIMPLEMENTED");
    assertThat(failure.message()).contains("ecco not found", "a.Test", "echo");
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void wrongNumberOfArgumentsAndWrongTypesAreRefusedUnrun() {
    ServerRig rig = new ServerRig(echo).connect();
    byte[] two = request(6, "echo", 0, null, out -> out.writeInt(1));
    byte[] more = Arrays.copyOf(two, two.length + 1);
    more[two.length - 2] = (byte) 0x92;
    rig.receive(more);
    rig.receive(request(7, "echo", 0, null, out -> out.writeString("x")));
    rig.settle();
    assertThat(rig.nextFailure(6).message()).contains("takes 1 arguments, 2 were sent");
    Frame.Failure failure = rig.nextFailure(7);
    assertThat(failure.message()).contains("Test.echo", "can't be decoded");
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(ran).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void argumentWhoseConstructorThrowsIsAnswered() {
    ServerMethod<Integer> method =
        new ServerMethod.Returning<>(
            unary("picky"),
            in -> {
              throw new IllegalArgumentException("must be even");
            });
    ServerRig rig = new ServerRig(method).connect();
    rig.call(5, "picky", 1);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("INTERNAL");
    assertThat(failure.message()).contains("must be even");
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void callOfTheWrongKindIsRefused() {
    ServerRig rig = new ServerRig(echo, streaming("count", n -> Stream.of(n))).connect();
    rig.stream(5, "echo", 1);
    rig.call(6, "count", 1);
    rig.oneWay(7, "count", 1);
    rig.receive(request(8, "count", Frame.ONE_WAY | Frame.STREAMING, null, out -> out.writeInt(1)));
    assertThat(rig.nextFailure(5).message()).contains("is not a stream");
    assertThat(rig.nextFailure(6).message()).contains("is a stream");
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.tasks).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void frameThatAServerDoesNotKnowEndsTheCallItIsAbout() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.receive(HexFormat.of().parseHex("936305c0"));
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("UNIMPLEMENTED");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.settle();
    assertThat(ran).as("its caller was told that it did not run").isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void badFrameAboutARunningCallDoesNotDenyThatItRan() {
    ServerRig rig =
        new ServerRig(completing("later", value -> new CompletableFuture<>())).connect();
    rig.call(5, "later", 1);
    rig.settle();
    byte[] bad = FrameWriter.credit(5, 1);
    bad[bad.length - 1] = 0;
    rig.receive(bad);
    assertThat(rig.nextFailure(5).mayHaveExecuted()).isTrue();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void badFrameDoesNotHideTheNext() {
    ServerRig rig = new ServerRig(echo).connect();
    byte[] bad = FrameWriter.credit(5, 1);
    bad[bad.length - 1] = 0;
    byte[] good = request(6, "echo", 0, null, out -> out.writeInt(1));
    byte[] message = Arrays.copyOf(bad, bad.length + good.length);
    System.arraycopy(good, 0, message, bad.length, good.length);
    rig.receive(message);
    rig.settle();
    assertThat(rig.nextFailure(5).status()).isEqualTo("INTERNAL");
    assertThat(rig.nextResult(6)).isEqualTo(1);
  }

  @Test
  void garbageCostsItsSenderTheConnection() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.receive(new byte[] {1, 2, 3});
    assertThat(rig.peer.dropped()).contains("can't be decoded");
  }

  @Test
  void idThatIsUsedTwiceCostsTheConnection() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.call(5, "echo", 2);
    assertThat(rig.peer.dropped()).contains("two calls");
  }

  @Test
  void silentClientIsAskedAndThenDropped() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.elapse(ServerRig.HEARTBEAT.interval());
    rig.turn();
    rig.peer.next(Frame.Ping.class);
    rig.elapse(ServerRig.HEARTBEAT.timeout());
    rig.turn();
    assertThat(rig.peer.dropped()).contains("no sign of life");
  }

  // --- failures of handlers ---

  /** Refuses to say what it is. */
  private static final class Rude extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("none of your business");
    }
  }

  private Frame.Failure thrownBy(String endpoint, Optional<Boolean> tracebacks, Throwable thrown) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.tracebacks = tracebacks;
    Codec<IOException> codec =
        Codec.of(
            (out, value) -> {
              out.beginArray(1);
              out.writeString("state");
              out.endArray();
            },
            in -> null);
    ServerRig rig =
        new ServerRig(
                setup,
                returning(
                    unary("fail").throwing(new DeclaredException<>(IOException.class, codec)),
                    value -> {
                      throw thrown;
                    }))
            .connect(endpoint);
    rig.call(5, "fail", 1);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
    return failure;
  }

  @Test
  void declaredExceptionTravelsWithItsStateAlsoAsASubclass() {
    Frame.Failure failure =
        thrownBy(ServerRig.REMOTE, Optional.empty(), new FileNotFoundException("gone"));
    assertThat(failure.status()).isEqualTo("UNKNOWN");
    assertThat(failure.message()).isEqualTo("gone");
    assertThat(failure.type()).isEqualTo("java.io.IOException");
    assertThat(failure.state().reader().beginArray()).isEqualTo(1);
  }

  @Test
  void otherExceptionsTravelByNameAndMessage() {
    Frame.Failure failure =
        thrownBy(ServerRig.REMOTE, Optional.empty(), new IllegalStateException("no"));
    assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.message()).isEqualTo("no");
    assertThat(failure.state().reader().tryReadNil()).isTrue();
    Frame.Failure silent = thrownBy(ServerRig.REMOTE, Optional.empty(), new StackOverflowError());
    assertThat(silent.message()).isEqualTo("StackOverflowError");
  }

  @Test
  void tracebacksGoToLocalClientsUnlessSaidOtherwise() {
    RuntimeException e = new IllegalStateException("no");
    assertThat(thrownBy(ServerRig.REMOTE, Optional.empty(), e).traceback()).isNull();
    assertThat(thrownBy(ServerRig.LOCAL, Optional.empty(), e).traceback()).contains("\tat ");
    assertThat(thrownBy(ServerRig.REMOTE, Optional.of(true), e).traceback()).contains("\tat ");
    assertThat(thrownBy(ServerRig.LOCAL, Optional.of(false), e).traceback()).isNull();
  }

  @Test
  void refusalByTheHandlerHasItsStatus() {
    Frame.Failure failure =
        thrownBy(
            ServerRig.REMOTE,
            Optional.empty(),
            new RpcPermissionException(RpcStatus.UNAUTHENTICATED, "who?", null, true));
    assertThat(failure.status()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void exceptionThatCannotBeDescribedIsAnsweredAllTheSame() {
    Frame.Failure failure = thrownBy(ServerRig.REMOTE, Optional.empty(), new Rude());
    assertThat(failure.status()).isEqualTo("UNKNOWN");
    assertThat(failure.message()).contains("Rude");
  }

  @Test
  void resultLargerThanTheClientTakesIsRefusedHere() {
    ServerMethod<String> text =
        new ServerMethod.Returning<>(
            MethodDescriptor.unary("a.Test", "text", 1, Codecs.STRING),
            in -> {
              int length = in.readInt();
              return () -> "x".repeat(length);
            });
    ServerRig rig = new ServerRig(text);
    rig.core.onConnected(rig.peer, rig.now);
    rig.receive(FrameWriter.hello("client", 2000, Map.of()));
    assertThat(rig.peer.packing()).isEqualTo(2000);
    rig.peer.next(Frame.Hello.class);
    rig.call(5, "text", 3000);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.message()).contains("Test.text", "can't be encoded");
    assertThat(failure.mayHaveExecuted()).isTrue();
  }

  // --- deadlines, cancellation, interrupts ---

  @Test
  void callThatExpiresInTheQueueIsAnsweredAndNotRun() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1, SECOND);
    rig.elapse(SECOND);
    rig.turn();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(failure.message()).contains("Test.echo", "1s", "queued");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void handlerThreadThatFindsItsCallExpiredDoesNotRunIt() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.now -= Duration.ofHours(2).toNanos(); // the real clock is past it
    rig.call(5, "echo", 1, SECOND);
    int unused = rig.work();
    rig.settle();
    assertThat(rig.nextFailure(5).mayHaveExecuted()).isFalse();
    assertThat(ran).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callThatArrivesWithoutTimeLeftIsRefused() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1, Duration.ZERO);
    assertThat(rig.nextFailure(5).status()).isEqualTo("DEADLINE_EXCEEDED");
    assertThat(rig.tasks).isEmpty();
  }

  @Test
  void cancelledCallInTheQueueIsNeitherRunNorAnswered() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.receive(FrameWriter.cancel(5, "no"));
    rig.receive(FrameWriter.cancel(5, "no"));
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callsOfAClientThatDisappearedAreNotRun() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.core.onDisconnected(rig.peer, "gone", rig.now);
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void deadlineInterruptsTheHandlerAndTheNextTaskDoesNotSeeIt() throws Exception {
    ExecutorService thread = Executors.newSingleThreadExecutor();
    try {
      CountDownLatch running = new CountDownLatch(1);
      CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
      ServerRig.Setup setup = new ServerRig.Setup();
      setup.common = 1;
      setup.executor = thread;
      ServerRig rig =
          new ServerRig(
                  setup,
                  returning(
                      "wait",
                      value -> {
                        RpcContext context = RpcContext.current();
                        running.countDown();
                        try {
                          new CountDownLatch(1).await();
                        } catch (InterruptedException e) {
                          cancelled.complete(context.isCancelled());
                          Thread.currentThread().interrupt();
                        }
                        return 1;
                      }),
                  returning("interrupted", value -> Thread.currentThread().isInterrupted() ? 1 : 0))
              .connect();
      rig.call(5, "wait", 1, SECOND);
      assertThat(running.await(30, TimeUnit.SECONDS)).isTrue();
      rig.call(6, "interrupted", 1);
      rig.elapse(SECOND);
      rig.turn();
      Frame.Failure failure = rig.nextFailure(5);
      assertThat(failure.message()).contains("running");
      assertThat(failure.mayHaveExecuted()).isTrue();
      assertThat(cancelled.get(30, TimeUnit.SECONDS)).isTrue();
      await().atMost(Duration.ofSeconds(30)).until(() -> rig.commands.size() == 2);
      rig.turn();
      assertThat(rig.nextResult(6)).isZero();
      assertThat(rig.peer.take()).isEmpty();
      assertThat(rig.core.isIdle()).isTrue();
    } finally {
      thread.shutdownNow();
    }
  }

  @Test
  void handlerSeesItsContextAndNobodyElseDoes() {
    AtomicBoolean seen = new AtomicBoolean();
    ServerRig rig =
        new ServerRig(
                returning(
                    "look",
                    value -> {
                      RpcContext context = RpcContext.current();
                      seen.set(
                          context.deadline().isPresent()
                              && !context.isCancelled()
                              && context.peer().contains("5555")
                              && context.metadata().isEmpty());
                      return 1;
                    }))
            .connect();
    rig.call(5, "look", 1, SECOND);
    rig.settle();
    assertThat(seen).isTrue();
    assertThat(CurrentCall.get()).isNull();
  }

  // --- lanes ---

  private ServerMethod<Integer> slow() {
    return returning(
        unary("slow").onLane("slow"),
        value -> {
          ran.add(value);
          return value;
        });
  }

  @Test
  void laneOfOneRunsCallsInTheirOrderOnOneThread() {
    ServerRig rig = new ServerRig(slow()).connect();
    for (int i = 1; i <= 20; i++) {
      rig.call(i, "slow", i);
    }
    assertThat(rig.tasks).hasSize(1);
    rig.settle();
    assertThat(ran).isSorted().hasSize(20);
    assertThat(rig.peer.take()).hasSize(20);
  }

  @Test
  void fullLaneRejectsWithoutRunningAndRecovers() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.maxQueued = 3;
    ServerRig rig = new ServerRig(setup, slow(), echo).connect();
    for (int i = 1; i <= 5; i++) { // one to run, three to wait
      rig.call(i, "slow", i);
    }
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.message()).contains("Test.slow", "3 calls", "slow lane");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.call(9, "echo", 9);
    rig.settle();
    assertThat(ran).containsExactlyInAnyOrder(1, 2, 3, 4, 9);
    rig.peer.take();
    rig.call(10, "slow", 10);
    rig.settle();
    assertThat(rig.nextResult(10)).isEqualTo(10);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void floodOfOneLaneDoesNotDelayAnother() {
    ServerRig rig = new ServerRig(slow(), echo).connect();
    for (int i = 1; i <= 50; i++) {
      rig.call(i, "slow", i);
    }
    rig.call(99, "echo", 99);
    assertThat(rig.tasks).as("one thread for each lane").hasSize(2);
    rig.tasks.remove();
    int unused = rig.work();
    rig.turn();
    assertThat(rig.nextResult(99)).isEqualTo(99);
  }

  @Test
  void rejectedOneWayCallLeavesTheCallWithItsIdAlone() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.maxQueued = 1;
    ServerRig rig = new ServerRig(setup, slow()).connect();
    rig.call(5, "slow", 1);
    rig.oneWay(5, "slow", 2);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(1);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void executorThatRefusesRejectsTheCallAndTakesNoPlace() {
    AtomicBoolean open = new AtomicBoolean();
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.maxQueued = 2;
    List<Runnable> accepted = new ArrayList<>();
    setup.executor =
        task -> {
          if (!open.get()) {
            throw new RejectedExecutionException();
          }
          accepted.add(task);
        };
    ServerRig rig = new ServerRig(setup, slow()).connect();
    for (int i = 1; i <= 10; i++) {
      rig.call(i, "slow", i);
      assertThat(rig.nextFailure(i).status()).isEqualTo("RESOURCE_EXHAUSTED");
    }
    open.set(true);
    rig.call(11, "slow", 11);
    rig.call(12, "slow", 12);
    accepted.forEach(Runnable::run);
    rig.turn();
    assertThat(ran).containsExactly(11, 12);
    assertThat(rig.core.isIdle()).isTrue();
  }

  // --- stages, one-way ---

  @Test
  void stageHoldsNoPlaceOfItsLane() {
    CompletableFuture<Integer> first = new CompletableFuture<>();
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.common = 1;
    ServerRig rig = new ServerRig(setup, completing("later", value -> first), echo).connect();
    rig.call(5, "later", 1);
    rig.call(6, "echo", 2);
    rig.settle();
    assertThat(rig.nextResult(6)).isEqualTo(2);
    first.complete(7);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(7);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void stageThatFailsOrIsNullIsAnswered() {
    ServerRig rig =
        new ServerRig(
                completing(
                    "fail",
                    value ->
                        CompletableFuture.supplyAsync(
                            () -> {
                              throw new IllegalStateException("no");
                            },
                            Runnable::run)))
            .connect();
    rig.call(5, "fail", 1);
    rig.settle();
    assertThat(rig.nextFailure(5).type()).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void stageThatCompletesAfterItsDeadlineIsNotAnsweredAgain() {
    CompletableFuture<Integer> stage = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> stage)).connect();
    rig.call(5, "later", 1, SECOND);
    rig.settle();
    rig.elapse(SECOND);
    rig.turn();
    assertThat(rig.nextFailure(5).status()).isEqualTo("DEADLINE_EXCEEDED");
    stage.complete(1);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void oneWayCallIsRunAndNeverAnswered() {
    ServerRig rig =
        new ServerRig(
                echo,
                returning(
                    "fail",
                    value -> {
                      throw new IllegalStateException("no");
                    }))
            .connect();
    rig.oneWay(5, "echo", 1);
    rig.oneWay(6, "fail", 1);
    rig.oneWay(7, "nowhere", 1);
    rig.receive(request(8, "echo", Frame.ONE_WAY, null, out -> out.writeString("x")));
    rig.receive(request(9, "echo", Frame.ONE_WAY, SECOND, out -> out.writeInt(9)));
    rig.elapse(SECOND);
    rig.turn();
    rig.settle();
    assertThat(ran).containsExactly(1);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  // --- streams ---

  @Test
  void streamSendsOnlyWhatThereIsCreditForAndHoldsNoPlace() {
    AtomicInteger made = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.common = 1;
    ServerRig rig =
        new ServerRig(
                setup,
                streaming(
                    "count",
                    n ->
                        Stream.iterate(1, i -> i <= n, i -> i + 1)
                            .peek(i -> made.incrementAndGet())
                            .onClose(() -> closed.set(true))),
                echo)
            .connect();
    rig.stream(5, "count", 5);
    rig.credit(5, 2);
    rig.settle();
    assertThat(rig.items(5)).containsExactly(1, 2);
    assertThat(made.get()).isLessThanOrEqualTo(3);
    rig.call(6, "echo", 6);
    rig.settle();
    assertThat(rig.nextResult(6)).isEqualTo(6);
    rig.credit(5, 1);
    rig.settle();
    assertThat(rig.items(5)).containsExactly(3);
    assertThat(closed).isFalse();
    rig.credit(5, 2);
    rig.settle();
    List<Frame> last = rig.peer.take();
    assertThat(last).hasSize(3).last().isEqualTo(new Frame.End(5));
    assertThat(closed).isTrue();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void endNeedsNoCredit() {
    ServerRig rig = new ServerRig(streaming("none", n -> Stream.<Integer>of())).connect();
    rig.stream(5, "none", 0);
    rig.settle();
    assertThat(rig.peer.take()).containsExactly(new Frame.End(5));
  }

  @Test
  void cancelledStreamIsClosedOnceAndSendsNothingMore() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(
                streaming(
                    "count", n -> Stream.iterate(1, i -> i + 1).onClose(closed::incrementAndGet)))
            .connect();
    rig.stream(5, "count", 0);
    rig.credit(5, 3);
    rig.settle();
    assertThat(rig.items(5)).hasSize(3);
    rig.receive(FrameWriter.cancel(5, "enough"));
    rig.credit(5, 3);
    rig.settle();
    assertThat(closed).hasValue(1);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamOfAClientThatDisappearedIsClosed() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(streaming("count", n -> Stream.of(1, 2).onClose(closed::incrementAndGet)))
            .connect();
    rig.stream(5, "count", 0);
    rig.settle();
    rig.core.onDisconnected(rig.peer, "gone", rig.now);
    rig.settle();
    assertThat(closed).hasValue(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamThatBreaksIsClosedAndAnsweredAfterItsItems() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(
                streaming(
                    "fail",
                    n ->
                        Stream.iterate(
                                1,
                                i -> {
                                  if (i == 2) {
                                    throw new IllegalStateException("no");
                                  }
                                  return i + 1;
                                })
                            .onClose(closed::incrementAndGet)))
            .connect();
    rig.stream(5, "fail", 0);
    rig.credit(5, 100);
    rig.settle();
    List<Frame> frames = rig.peer.take();
    assertThat(frames).hasSize(3);
    assertThat(((Frame.Failure) frames.get(2)).message()).isEqualTo("no");
    assertThat(closed).hasValue(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamThatWasUsedUpIsClosedAndAnswered() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(
                streaming(
                    "used",
                    n -> {
                      Stream<Integer> stream = Stream.of(1).onClose(closed::incrementAndGet);
                      assertThat(stream.iterator()).hasNext();
                      return stream;
                    }))
            .connect();
    rig.stream(5, "used", 0);
    rig.settle();
    assertThat(rig.nextFailure(5).type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(closed).hasValue(1);
  }

  /** A publisher that the test drives. */
  private static final class Source implements Flow.Publisher<Integer>, Flow.Subscription {
    final AtomicLong requested = new AtomicLong();
    final AtomicInteger cancelled = new AtomicInteger();
    Flow.@Nullable Subscriber<? super Integer> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> to) {
      subscriber = to;
      to.onSubscribe(this);
    }

    Flow.Subscriber<? super Integer> subscriber() {
      return Objects.requireNonNull(subscriber);
    }

    @Override
    public void request(long n) {
      requested.addAndGet(n);
    }

    @Override
    public void cancel() {
      cancelled.incrementAndGet();
    }
  }

  @Test
  void demandOfAPublisherIsTheCredit() {
    Source source = new Source();
    ServerRig rig = new ServerRig(publishing("publish", n -> source)).connect();
    rig.stream(5, "publish", 0);
    rig.settle();
    assertThat(source.requested).hasValue(0);
    rig.credit(5, 2);
    rig.settle();
    assertThat(source.requested).hasValue(2);
    source.subscriber().onNext(1);
    source.subscriber().onNext(2);
    rig.settle();
    assertThat(rig.items(5)).containsExactly(1, 2);
    source.subscriber().onComplete();
    rig.settle();
    assertThat(rig.peer.take()).containsExactly(new Frame.End(5));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void publisherThatIgnoresDemandIsStopped() {
    Source source = new Source();
    ServerRig rig = new ServerRig(publishing("publish", n -> source)).connect();
    rig.stream(5, "publish", 0);
    rig.credit(5, 1);
    rig.settle();
    for (int i = 0; i < 10; i++) {
      source.subscriber().onNext(i);
    }
    rig.settle();
    List<Frame> frames = rig.peer.take();
    assertThat(frames).hasSize(2);
    assertThat(((Frame.Failure) frames.get(1)).message()).contains("more than was requested");
    assertThat(source.cancelled).hasValue(1);
  }

  @Test
  void cancelledPublisherIsCancelled() {
    Source source = new Source();
    ServerRig rig = new ServerRig(publishing("publish", n -> source)).connect();
    rig.stream(5, "publish", 0);
    rig.credit(5, 9);
    rig.settle();
    rig.receive(FrameWriter.cancel(5, "enough"));
    source.subscriber().onNext(1);
    rig.settle();
    assertThat(source.cancelled).hasValue(1);
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void publisherThatThrowsFromSubscribeIsAnsweredAndCancelled() {
    Source source = new Source();
    ServerRig rig =
        new ServerRig(
                publishing(
                    "publish",
                    n ->
                        subscriber -> {
                          source.subscribe(subscriber);
                          throw new IllegalStateException("no");
                        }))
            .connect();
    rig.stream(5, "publish", 0);
    rig.settle();
    assertThat(rig.nextFailure(5).message()).isEqualTo("no");
    assertThat(source.cancelled).hasValue(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  // --- shutdown ---

  @Test
  void localClientsMayShutDownUnlessSaidOtherwise() {
    ServerRig local = new ServerRig(echo).connect(ServerRig.LOCAL);
    local.receive(FrameWriter.shutdown(5));
    assertThat(local.peer.next(Frame.Result.class).id()).isEqualTo(5);
    assertThat(local.shutdownRequests).isEqualTo(1);

    ServerRig remote = new ServerRig(echo).connect();
    remote.receive(FrameWriter.shutdown(5));
    Frame.Failure failure = remote.nextFailure(5);
    assertThat(failure.status()).isEqualTo("PERMISSION_DENIED");
    assertThat(failure.message()).contains("allowRemoteShutdown(true)");
    assertThat(remote.shutdownRequests).isZero();

    ServerRig.Setup never = new ServerRig.Setup();
    never.remoteShutdown = Optional.of(false);
    ServerRig closed = new ServerRig(never, echo).connect(ServerRig.LOCAL);
    closed.receive(FrameWriter.shutdown(5));
    assertThat(closed.nextFailure(5).status()).isEqualTo("PERMISSION_DENIED");

    ServerRig.Setup always = new ServerRig.Setup();
    always.remoteShutdown = Optional.of(true);
    ServerRig open = new ServerRig(always, echo).connect();
    open.receive(FrameWriter.shutdown(5));
    assertThat(open.shutdownRequests).isEqualTo(1);
  }

  @Test
  void drainLetsStartedCallsFinishAndAnswersTheOthers() {
    CompletableFuture<Integer> started = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> started), echo).connect();
    rig.call(5, "later", 1);
    rig.settle();
    rig.call(6, "echo", 2);
    rig.core.drain(rig.now, SECOND);
    rig.peer.next(Frame.GoAway.class);
    Frame.Failure queued = rig.nextFailure(6);
    assertThat(queued.status()).isEqualTo("CANCELLED");
    assertThat(queued.mayHaveExecuted()).isFalse();
    rig.call(7, "echo", 3);
    assertThat(rig.nextFailure(7).status()).isEqualTo("CANCELLED");
    rig.settle();
    assertThat(rig.drained).isZero();
    started.complete(9);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(9);
    assertThat(rig.drained).isEqualTo(1);
    assertThat(ran).isEmpty();
    rig.elapse(SECOND);
    rig.turn();
    rig.core.onClosed(null);
    assertThat(rig.drained).as("once").isEqualTo(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void drainTimeoutStopsWhatIsLeft() {
    CompletableFuture<Integer> never = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> never)).connect();
    rig.call(5, "later", 1);
    rig.oneWay(6, "later", 1);
    rig.settle();
    rig.core.drain(rig.now, SECOND);
    rig.core.drain(rig.now, Duration.ofHours(1)); // does not prolong it
    rig.peer.take();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(rig.now + SECOND.toNanos());
    rig.elapse(SECOND);
    rig.turn();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("CANCELLED");
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(rig.drained).isEqualTo(1);
    never.complete(1);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void idleServerIsDrainedAtOnceAndTellsLateClients() {
    ServerRig rig = new ServerRig(echo);
    rig.core.drain(rig.now, SECOND);
    assertThat(rig.drained).isEqualTo(1);
    rig.connect();
    rig.peer.next(Frame.GoAway.class);
  }

  @Test
  void closedLoopCancelsEverything() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.oneWay(6, "echo", 2);
    rig.core.onClosed(null);
    rig.settle();
    assertThat(ran).isEmpty();
    assertThat(rig.drained).isEqualTo(1);
    assertThat(rig.core.isIdle()).isTrue();
  }
}
