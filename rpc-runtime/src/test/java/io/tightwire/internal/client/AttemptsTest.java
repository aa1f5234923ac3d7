package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.Attempt;
import io.tightwire.Attempt.Reason;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientStats;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Listeners are told of attempts after the first one, and the client counts them. */
final class AttemptsTest extends FleetRig {

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
}
