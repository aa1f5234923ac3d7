package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.MAX;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.Balancing;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.Ejection;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.ServerStatus;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests calls that are sent to a second server when the first one does not respond soon. */
class HedgeTest extends FleetRig {

  private static final Duration HEDGE = Duration.ofMillis(30);
  private static final Duration DEADLINE = Duration.ofMillis(100);
  private static final MethodDescriptor<Integer> HEDGED = READ.withHedge(HEDGE);

  private static final String BEATEN = "another server has responded";

  private final List<CallEnd> ends = new ArrayList<>();

  /** The servers that have a call, in the order in which they got it. */
  private record Attempts(CompletableFuture<Integer> call, Sent first, Sent second) {}

  /** Makes a call that is hedged. */
  private Attempts hedge(@Nullable Duration timeout) {
    CompletableFuture<Integer> call = call(HEDGED, timeout);
    Sent first = sent();
    elapse(HEDGE);
    Sent second = sent();
    assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
    assertThat(call).isNotDone();
    return new Attempts(call, first, second);
  }

  private Attempts hedge() {
    return hedge(null);
  }

  private Attempts hedgeAmongAll() {
    joinAll();
    return hedge();
  }

  private CompletableFuture<Integer> call(
      MethodDescriptor<Integer> method, @Nullable Duration timeout) {
    CompletableFuture<Integer> call =
        new FutureCall<>(rig.runtime, rig.prepared(method, 0, timeout)).run();
    rig.turn();
    return call;
  }

  private void interceptCalls() {
    rig.interceptors =
        List.of(
            call ->
                (CallListener)
                    end -> {
                      ends.add(end);
                    });
  }

  /** Checks that a server was told not to go on, and nothing else. */
  private static void assertCancelled(Sent attempt, String reason) {
    Frame.Cancel cancel = attempt.peer().next(Frame.Cancel.class);
    assertThat(cancel.id()).isEqualTo(attempt.id());
    assertThat(cancel.reason()).isEqualTo(reason);
    assertThat(attempt.peer().isEmpty()).isTrue();
  }

  /** Checks that nothing of the calls is left anywhere. */
  private void assertIdle() {
    assertThat(rig.core.isIdle()).isTrue();
    assertThat(rig.core.servers(rig.now)).extracting(ServerStatus::openCalls).containsOnly(0);
    for (ServerConnection connection : rig.core.fleet().connections()) {
      assertThat(connection.inFlight().isEmpty()).isTrue();
    }
    assertThat(rig.pendingLimit.isUnused()).isTrue();
  }

  // --- which calls are hedged ---

  @Test
  void secondServerBeatsOneThatHangs() {
    interceptCalls();
    Attempts all = hedgeAmongAll();
    succeed(all.second);
    assertThat(all.call).isCompletedWithValue(7);
    assertCancelled(all.first, BEATEN);
    assertIdle();
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).server()).contains(all.second.endpoint());
    assertThat(ends.get(0).sends()).isEqualTo(2);
  }

  @Test
  void firstServerMayStillBeFaster() {
    interceptCalls();
    Attempts all = hedgeAmongAll();
    succeed(all.first);
    assertThat(all.call).isCompletedWithValue(7);
    assertCancelled(all.second, BEATEN);
    assertIdle();
    assertThat(ends.get(0).server()).contains(all.first.endpoint());
    assertThat(ends.get(0).sends()).isEqualTo(2);
  }

  @Test
  void responseInTimeMakesNoSecondAttempt() {
    joinAll();
    CompletableFuture<Integer> call = call(HEDGED);
    Sent first = sent();
    elapse(HEDGE.minusNanos(1));
    nothingSent();
    succeed(first);
    elapse(HEDGE);
    nothingSent();
    assertThat(call).isCompletedWithValue(7);
    assertIdle();
  }

  @Test
  void loopSleepsUntilTheHedgeTime() {
    joinAll();
    CompletableFuture<Integer> unused = call(HEDGED);
    assertThat(rig.core.onTick(rig.now) - rig.now).isEqualTo(HEDGE.toNanos());
  }

  @Test
  void callIsHedgedOnce() {
    Attempts all = hedgeAmongAll();
    elapse(HEDGE);
    elapse(HEDGE);
    nothingSent();
    assertThat(all.call).isNotDone();
  }

  @Test
  void otherCallsAreNotHedged() {
    joinAll();
    MethodDescriptor<Integer> method = HEDGED;
    CompletableFuture<Integer> unused = call(READ);
    unused = call(method, key("customer"));
    unused = call(method, new Routing(null, new Routing.Pin(), true));
    new OneWayCall(rig.runtime, rig.prepared(method, Frame.ONE_WAY, null)).run();
    rig.settle();
    peers.values().forEach(FakePeer::take);
    elapse(HEDGE.multipliedBy(2));
    nothingSent();
  }

  @Test
  void clientOfOneServerDoesNotHedge() {
    rig = rig(FleetOptions.DEFAULT, A);
    join(A);
    CompletableFuture<Integer> call = call(HEDGED);
    Sent sent = sent();
    elapse(HEDGE);
    nothingSent();
    succeed(sent);
    assertThat(call).isCompletedWithValue(7);
  }

  @Test
  void nothingIsHedgedWhileNoOtherServerTakesTheCall() {
    join(A, ALL);
    join(B, OLD);
    join(C, ALL).setWritable(false);
    CompletableFuture<Integer> call = call(HEDGED);
    Sent first = sent();
    assertThat(first.endpoint()).isEqualTo(A);
    elapse(HEDGE);
    nothingSent();
    peer(C).setWritable(true);
    rig.settle();
    nothingSent();
    succeed(first);
    assertThat(call).isCompletedWithValue(7);
    assertIdle();
  }

  @Test
  void callThatIsTooLargeForTheOtherServersIsNotHedged() {
    join(A);
    FakePeer small = new FakePeer(B);
    rig.core.onConnected(small, rig.now);
    peers.put(B, small);
    CompletableFuture<Integer> call = call(HEDGED);
    Sent first = sent();
    rig.receive(small, FrameWriter.hello("server", 8, ALL));
    elapse(HEDGE);
    nothingSent();
    succeed(first);
    assertThat(call).isCompletedWithValue(7);
    assertIdle();
  }

  @Test
  void hedgesStayWithinTheRetryBudget() {
    rig =
        rig(
            new FleetOptions(Balancing.leastLoaded(), Ejection.DEFAULT, 0.2, 0, 100, null, true),
            A,
            B);
    join(A);
    join(B);
    int hedges = 0;
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Integer> call = call(HEDGED);
      Sent first = sent();
      elapse(HEDGE);
      for (FakePeer peer : List.of(peer(A), peer(B))) {
        hedges += peer.take().stream().anyMatch(Frame.Request.class::isInstance) ? 1 : 0;
      }
      succeed(first);
      assertThat(call).isCompletedWithValue(7);
    }
    assertThat(hedges).isEqualTo(20);
    assertIdle();
  }

  @Test
  void abandonedCallIsNotHedged() {
    joinAll();
    CompletableFuture<Integer> call = call(HEDGED);
    Sent first = sent();
    call.cancel(true);
    rig.elapse(HEDGE);
    rig.core.onTick(rig.now); // before the loop knows of the cancellation
    nothingSent();
    rig.settle();
    assertCancelled(first, "the caller cancelled");
    assertIdle();
  }

  @Test
  void eachAttemptIsToldTheTimeThatIsLeftAndHasItsOwnId() {
    joinAll();
    CompletableFuture<Integer> call =
        new FutureCall<>(rig.runtime, rig.prepared(HEDGED, 0, DEADLINE)).run();
    rig.turn();
    assertThat(request().remainingMillis()).isEqualTo(100);
    elapse(HEDGE);
    assertThat(request().remainingMillis()).isEqualTo(70);
    assertThat(call).isNotDone();
    assertThat(peers.values()).extracting(FakePeer::handedOver).containsOnly(0);
  }

  private Frame.Request request() {
    return peers.values().stream()
        .flatMap(peer -> peer.take().stream())
        .map(Frame.Request.class::cast)
        .reduce(
            (one, other) -> {
              throw new AssertionError("two requests");
            })
        .orElseThrow();
  }

  @Test
  void callStaysWithItsServerIfThereIsNoMemoryForASecondAttempt() {
    join(A);
    CompletableFuture<Integer> call = call(HEDGED);
    Sent first = sent();
    join(B).failNext(new OutOfMemoryError("in a test"));
    elapse(HEDGE);
    assertThat(peer(B).take()).hasOnlyElementsOfType(Frame.Cancel.class);
    elapse(HEDGE);
    succeed(first);
    assertThat(call).isCompletedWithValue(7);
    assertIdle();
  }

  // --- one of the two ends ---

  @Test
  void handlersFailureIsAResponse() {
    Attempts all = hedgeAmongAll();
    rig.receive(
        all.second.peer(),
        FrameWriter.thrown(all.second.id(), "UNKNOWN", "no", "a.Thrown", null, null, MAX)
            .toByteArray());
    rig.settle();
    assertFailed(all.call, RpcRemoteException.class, true, all.second.endpoint());
    assertCancelled(all.first, BEATEN);
    assertIdle();
  }

  @Test
  void refusalThatNoOtherServerWouldChangeIsAResponse() {
    Attempts all = hedgeAmongAll();
    refuse(all.second, "PERMISSION_DENIED", false);
    assertFailed(all.call, RpcPermissionException.class, true, "no"); // the first one may run it
    assertCancelled(all.first, BEATEN);
    assertIdle();
  }

  @Test
  void callIsLeftToTheOtherServerWhenOneHasNotRunIt() {
    for (String status : List.of("CANCELLED", "UNIMPLEMENTED", "RESOURCE_EXHAUSTED")) {
      peers.clear();
      rig = rig(FleetOptions.DEFAULT, A, B, C);
      Attempts refusedSecond = hedgeAmongAll();
      refuse(refusedSecond.second, status, false);
      nothingSent();
      succeed(refusedSecond.first);
      assertThat(refusedSecond.call).as(status).isCompletedWithValue(7);
      assertIdle();

      peers.clear();
      rig = rig(FleetOptions.DEFAULT, A, B, C);
      Attempts refusedFirst = hedgeAmongAll();
      refuse(refusedFirst.first, status, false);
      nothingSent();
      succeed(refusedFirst.second);
      assertThat(refusedFirst.call).as(status).isCompletedWithValue(7);
      assertIdle();
    }
  }

  @Test
  void callIsLeftToTheOtherServerWhenAConnectionIsLost() {
    Attempts all = hedgeAmongAll();
    lose(all.first.peer());
    nothingSent();
    assertThat(all.call).isNotDone();
    succeed(all.second);
    assertThat(all.call).isCompletedWithValue(7);
    nothingSent();
    assertIdle();
  }

  @Test
  void lostSecondAttemptIsNotReplaced() {
    Attempts all = hedgeAmongAll();
    lose(all.second.peer());
    elapse(HEDGE);
    nothingSent();
    succeed(all.first);
    assertThat(all.call).isCompletedWithValue(7);
    assertIdle();
  }

  @Test
  void failureAfterTheOtherAttemptWasLostMayHaveExecuted() {
    Attempts all = hedgeAmongAll();
    lose(all.first.peer());
    refuse(all.second, "PERMISSION_DENIED", false);
    assertFailed(all.call, RpcPermissionException.class, true, "no");
    assertIdle();
  }

  @Test
  void callThatBothServersRefuseWasNotExecuted() {
    Attempts all = hedgeAmongAll();
    refuse(all.first, "RESOURCE_EXHAUSTED", false);
    refuse(all.second, "RESOURCE_EXHAUSTED", false);
    nothingSent();
    assertFailed(all.call, RpcRejectedException.class, false, "no");
    assertIdle();
  }

  @Test
  void callThatBothServersLoseIsRetriedAsUsual() {
    Attempts all = hedgeAmongAll();
    lose(all.second.peer());
    lose(all.first.peer());
    Sent third = sent();
    assertThat(third.endpoint()).isNotIn(all.first.endpoint(), all.second.endpoint());
    succeed(third);
    assertThat(all.call).isCompletedWithValue(7);
    assertIdle();
  }

  @Test
  void callRunsFourTimesAtMostInAll() {
    joinAll();
    CompletableFuture<Integer> call = call(HEDGED);
    int sends = 0;
    while (!call.isDone()) {
      sends++;
      FakePeer peer = sent().peer();
      if (sends == 1) {
        elapse(HEDGE);
        sends++;
        FakePeer second = sent().peer();
        lose(peer);
        lose(second);
      } else {
        lose(peer);
      }
      for (String endpoint : List.of(A, B, C)) {
        if (!peers.containsKey(endpoint) && !call.isDone()) {
          join(endpoint);
        }
      }
    }
    assertThat(sends).isEqualTo(RetryPolicy.MAX_ATTEMPTS);
    assertFailed(call, RpcUnavailableException.class, true, "sent 4 times");
    assertIdle();
  }

  // --- both end ---

  @Test
  void deadlineEndsBoth() {
    interceptCalls();
    joinAll();
    Attempts all = hedge(DEADLINE);
    elapse(DEADLINE.minus(HEDGE));
    assertFailed(all.call, RpcTimeoutException.class, true, "sent 2 times, no response");
    assertCancelled(all.first, "deadline exceeded");
    assertCancelled(all.second, "deadline exceeded");
    assertIdle();
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).server()).contains(all.second.endpoint());
    assertThat(ends.get(0).sends()).isEqualTo(2);
  }

  @Test
  void deadlineBeforeTheHedgeTimeEndsTheCall() {
    joinAll();
    CompletableFuture<Integer> call = call(HEDGED, HEDGE);
    Sent first = sent();
    elapse(HEDGE);
    assertFailed(call, RpcTimeoutException.class, true, "(sent, no response)");
    assertCancelled(first, "deadline exceeded");
    assertIdle();
  }

  @Test
  void cancellationEndsBoth() {
    Attempts all = hedgeAmongAll();
    all.call.cancel(true);
    rig.settle();
    assertCancelled(all.first, "the caller cancelled");
    assertCancelled(all.second, "the caller cancelled");
    assertIdle();
  }

  @Test
  void cancellationOfTheParentEndsBoth() {
    FakeContext parent = new FakeContext();
    rig.parent = parent;
    Attempts all = hedgeAmongAll();
    parent.cancel();
    rig.settle();
    String reason = "the call whose handler made it was cancelled";
    assertFailed(all.call, RpcCancelledException.class, true, reason);
    assertCancelled(all.first, reason);
    assertCancelled(all.second, reason);
    assertIdle();
  }

  @Test
  void closedClientEndsBoth() {
    Attempts all = hedgeAmongAll();
    rig.core.close("closed");
    rig.settle();
    assertFailed(all.call, RpcCancelledException.class, true, "closed");
    assertCancelled(all.first, "closed");
    assertCancelled(all.second, "closed");
    assertIdle();
  }

  @Test
  void frameThatIsNoResponseEndsBoth() {
    Attempts all = hedgeAmongAll();
    rig.receive(all.first.peer(), FrameWriter.end(all.first.id()));
    rig.settle();
    assertThat(all.call).isCompletedExceptionally();
    String reason = "the server ended a stream that is none";
    assertCancelled(all.first, reason);
    assertCancelled(all.second, reason);
    assertIdle();
  }

  // --- the loser ---

  @Test
  void lateResponseOfTheLoserIsIgnored() {
    Attempts all = hedgeAmongAll();
    succeed(all.second);
    rig.receive(all.first.peer(), ClientRig.result(all.first.id(), 8));
    refuse(all.first, "CANCELLED", true);
    assertThat(all.call).isCompletedWithValue(7);
    assertThat(all.first.peer().dropped()).isNull();
    assertIdle();
  }

  @Test
  void drainingConnectionIsDroppedWhenItsLastCallWasBeaten() {
    Attempts all = hedgeAmongAll();
    rig.receive(all.first.peer(), FrameWriter.goAway("bye"));
    rig.settle();
    assertThat(all.first.peer().dropped()).isNull();
    succeed(all.second);
    assertThat(all.call).isCompletedWithValue(7);
    assertThat(all.first.peer().dropped()).contains("bye");
  }

  @Test
  void drainingConnectionIsDroppedWhenItRefusedTheOnlyAttempt() {
    Attempts all = hedgeAmongAll();
    rig.receive(all.second.peer(), FrameWriter.goAway("bye"));
    refuse(all.second, "CANCELLED", false);
    assertThat(all.second.peer().dropped()).contains("bye");
    succeed(all.first);
    assertThat(all.call).isCompletedWithValue(7);
  }

  @Test
  void beatenServerLooksSlowThoughItsCallsAreCancelled() {
    rig = rig(options(Balancing.leastLatency()), A, B);
    join(A);
    CompletableFuture<Integer> warm = call(READ);
    Sent sent = sent();
    elapse(Duration.ofMillis(1));
    succeed(sent);
    assertThat(warm).isCompletedWithValue(7);
    CompletableFuture<Integer> call = call(HEDGED);
    assertThat(sent().endpoint()).isEqualTo(A);
    join(B);
    elapse(HEDGE);
    Sent second = sent();
    elapse(Duration.ofMillis(1));
    succeed(second);
    assertThat(call).isCompletedWithValue(7);
    assertThat(server(A).load().expectedLatency(0, rig.now))
        .isGreaterThanOrEqualTo((double) HEDGE.toNanos());
    elapse(Duration.ofMillis(200)); // longer than what burdens it otherwise
    for (int i = 0; i < 10; i++) {
      assertThat(server(A).expectedLatency(rig.now))
          .isGreaterThan(server(B).expectedLatency(rig.now));
      CompletableFuture<Integer> unused = call(READ);
      Sent next = sent();
      assertThat(next.endpoint()).isEqualTo(B);
      elapse(Duration.ofMillis(1));
      succeed(next);
    }
  }

  private Server server(String endpoint) {
    return Objects.requireNonNull(rig.core.fleet().server(Endpoint.parse(endpoint)));
  }

  @Test
  void beatenServerGetsFewerCallsForAWhile() {
    join(A);
    CompletableFuture<Integer> call = call(HEDGED);
    Sent first = sent();
    join(B);
    elapse(HEDGE);
    succeed(sent());
    assertThat(call).isCompletedWithValue(7);
    assertCancelled(first, BEATEN);
    assertThat(server(A).outstanding(rig.now)).isGreaterThanOrEqualTo(1);
    assertThat(server(B).outstanding(rig.now)).isZero();
    elapse(Duration.ofMillis(50));
    assertThat(server(A).outstanding(rig.now)).isZero();
  }

  @Test
  void serverThatWasHardlyAskedIsNotBlamedForBeingSlower() {
    Attempts all = hedgeAmongAll();
    succeed(all.first);
    assertThat(server(all.second.endpoint()).outstanding(rig.now)).isZero();
  }

  @Test
  void serversThatAreBeatenAreNotEjected() {
    joinAll();
    for (int i = 0; i < 10; i++) {
      Attempts all = hedge();
      succeed(all.second);
      all.first.peer().take();
    }
    assertThat(rig.core.servers(rig.now))
        .extracting(ServerStatus::state)
        .containsOnly(ServerStatus.State.READY);
  }

  @Test
  void deadlineIsBlamedOnTheFirstServerOnly() {
    joinAll();
    int times = 0;
    for (; times < 20; times++) {
      Attempts all = hedge(DEADLINE);
      elapse(DEADLINE.minus(HEDGE));
      assertThat(all.call).isCompletedExceptionally();
      peers.values().forEach(FakePeer::take);
      for (ServerStatus status : rig.core.servers(rig.now)) {
        if (status.state() == ServerStatus.State.EJECTED) {
          assertThat(status.endpoint()).isEqualTo(all.first.endpoint());
          return;
        }
      }
    }
    throw new AssertionError("no server was ejected");
  }

  @Test
  void onlyMethodsThatMayRunTwiceHaveAHedge() {
    assertThatThrownBy(() -> ClientRig.GET.withHedge(HEDGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("may run only once; call asIdempotent() first");
    assertThatThrownBy(() -> ClientRig.COUNT.asIdempotent().withHedge(HEDGE))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("responds with a stream");
    assertThatThrownBy(() -> READ.withHedge(Duration.ofNanos(999_999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a millisecond at least");
    assertThat(HEDGED.withTimeout(DEADLINE).onLane("a").hedge()).isEqualTo(HEDGE);
    assertThat(READ.hedge()).isNull();
  }
}
