package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.Attempt;
import io.tightwire.Attempt.Reason;
import io.tightwire.Balancing;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientStats;
import io.tightwire.Ejection;
import io.tightwire.ServerStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners are told of attempts after the first one, and the client counts them. */
final class AttemptsTest extends FleetRig {

  private static final Duration HEDGE = Duration.ofMillis(30);

  private final List<String> told = new ArrayList<>();

  @BeforeEach
  void listen() {
    joinInTurn();
    rig.interceptors =
        List.of(
            call ->
                new CallListener() {
                  @Override
                  public void onEnd(CallEnd end) {
                    told.add("end");
                  }

                  @Override
                  public void onAttempt(Attempt attempt) {
                    told.add(attempt.number() + " " + attempt.server() + " " + attempt.reason());
                  }
                });
  }

  private ClientStats stats() {
    return rig.core.stats(rig.now);
  }

  @Test
  void callThatIsSentOnceHasNone() {
    CompletableFuture<Integer> unused = call(ClientRig.GET);
    succeed(sent());
    assertThat(told).containsExactly("end");
    assertThat(stats().sent()).isEqualTo(1);
    assertThat(stats().retried().values()).containsOnly(0L);
  }

  @Test
  void callThatMovesAndIsThenRetriedHasTwo() {
    CompletableFuture<Integer> unused = call(READ);
    refuse(sent(), "CANCELLED", false);
    Sent second = sent();
    assertThat(stats().open()).isEqualTo(1);
    lose(second.peer());
    Sent third = sent();
    assertThat(told).isEmpty();
    succeed(third);
    assertThat(told)
        .containsExactly(
            "2 " + second.endpoint() + " REFUSED", "3 " + third.endpoint() + " RETRY", "end");
    assertThat(stats().sent()).isEqualTo(3);
    assertThat(stats().retried())
        .containsEntry(Reason.REFUSED, 1L)
        .containsEntry(Reason.RETRY, 1L)
        .containsEntry(Reason.HEDGE, 0L);
    assertThat(stats().open()).isZero();
  }

  @Test
  void hedgeIsAnAttemptThatIsToldWhenTheCallEnds() {
    CompletableFuture<Integer> call = call(READ.withHedge(HEDGE));
    Sent first = sent();
    elapse(HEDGE);
    Sent second = sent();
    assertThat(stats().open()).isEqualTo(2);
    assertThat(told).isEmpty();
    succeed(first);
    assertThat(call).isCompletedWithValue(7);
    assertThat(told).containsExactly("2 " + second.endpoint() + " HEDGE", "end");
    assertThat(stats().sent()).isEqualTo(2);
    assertThat(stats().retried()).containsEntry(Reason.HEDGE, 1L);
    assertThat(stats().open()).isZero();
  }

  @Test
  void callsWithoutAConnectionWait() {
    rig = rig(options(Balancing.roundRobin()), A);
    CompletableFuture<Integer> first = call(ClientRig.GET);
    CompletableFuture<Integer> second = call(ClientRig.GET);
    assertThat(stats().waiting()).isEqualTo(2);
    assertThat(stats().sent()).isZero();
    assertThat(stats().open()).isZero();
    join(A);
    rig.settle();
    assertThat(stats().waiting()).isZero();
    assertThat(stats().sent()).isEqualTo(2);
    assertThat(stats().open()).isEqualTo(2);
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
  }

  @Test
  void ejectionsAreCountedAlsoOfTheSameServer() {
    assertThat(stats().ejections()).isZero();
    failThere(B, 5);
    assertThat(status(B).state()).isEqualTo(ServerStatus.State.EJECTED);
    assertThat(stats().ejections()).isEqualTo(1);
    elapse(Duration.ofSeconds(10));
    assertThat(stats().ejections()).as("its end is none").isEqualTo(1);
    failThere(B, 1);
    assertThat(stats().ejections()).isEqualTo(2);
  }

  @Test
  void retryBudgetGrowsWithCallsAndShrinksWithRetries() {
    rig =
        rig(
            new FleetOptions(Balancing.roundRobin(), Ejection.DEFAULT, 0.5, 0, 100, null, true),
            A,
            B,
            C);
    joinAll();
    assertThat(stats().retryBudget()).isZero();
    for (int i = 0; i < 5; i++) {
      CompletableFuture<Integer> unused = call(ClientRig.GET);
      succeed(sent());
    }
    assertThat(stats().retryBudget()).isEqualTo(2.5);
    CompletableFuture<Integer> unused = call(READ);
    assertThat(stats().retryBudget()).isEqualTo(3);
    lose(sent().peer());
    succeed(sent());
    assertThat(stats().retryBudget()).isEqualTo(2);
    assertThat(stats().retried()).containsEntry(Reason.RETRY, 1L);
    elapse(Duration.ofSeconds(10));
    assertThat(stats().retryBudget()).as("of the last ten seconds").isZero();
  }

  @Test
  void closedClientKeepsItsCountsOnly() {
    ClientCounters counters = new ClientCounters();
    counters.countFirst();
    counters.countAgain(Reason.HEDGE);
    counters.countEjection();
    ClientStats closed = counters.stats();
    assertThat(closed.servers()).isEmpty();
    assertThat(closed.open()).isZero();
    assertThat(closed.waiting()).isZero();
    assertThat(closed.sent()).isEqualTo(2);
    assertThat(closed.retried()).containsEntry(Reason.HEDGE, 1L).containsEntry(Reason.RETRY, 0L);
    assertThat(closed.ejections()).isEqualTo(1);
    assertThat(closed.retryBudget()).isZero();
  }
}
