package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BacklogTest {

  private final ClientRig rig = new ClientRig();

  private ClientCall call() {
    return new FutureCall<>(rig.runtime, rig.prepared(ClientRig.GET, 0, null));
  }

  @Test
  void endedCallsAreNotKeptBehindPolledOnes() {
    Backlog backlog = new Backlog(rig.pendingLimit);
    List<ClientCall> calls = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      calls.add(call());
      backlog.add(calls.get(i));
    }
    backlog.ended(calls.get(4));
    backlog.ended(calls.get(3));
    assertThat(backlog.isEmpty()).isFalse();
    for (int i = 0; i < 3; i++) {
      assertThat(backlog.poll()).isSameAs(calls.get(i));
    }
    assertThat(backlog.size()).isZero();
    assertThat(backlog.poll()).isNull();
  }

  @Test
  void endedCallsAreKeptUntilTheirTurnOrUntilTheyOutnumberTheRest() {
    Backlog backlog = new Backlog(rig.pendingLimit);
    List<ClientCall> calls = new ArrayList<>();
    for (int i = 0; i < 6; i++) {
      calls.add(call());
      backlog.add(calls.get(i));
    }
    backlog.ended(calls.get(0));
    backlog.ended(calls.get(1));
    assertThat(backlog.size()).isEqualTo(6);
    assertThat(backlog.poll()).as("the first queued call").isSameAs(calls.get(2));
    assertThat(backlog.size()).isEqualTo(3);
    backlog.ended(calls.get(4));
    assertThat(backlog.size()).as("one of three").isEqualTo(3);
    backlog.ended(calls.get(3));
    assertThat(backlog.size()).as("two of three").isEqualTo(1);
    assertThat(backlog.poll()).isSameAs(calls.get(5));
    assertThat(backlog.isEmpty()).isTrue();
  }

  @Test
  void halfOfTheKeptCallsMayHaveEnded() {
    Backlog backlog = new Backlog(rig.pendingLimit);
    List<ClientCall> calls = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      calls.add(call());
      backlog.add(calls.get(i));
    }
    backlog.ended(calls.get(3));
    backlog.ended(calls.get(2));
    assertThat(backlog.size()).isEqualTo(4);
    backlog.ended(calls.get(1));
    assertThat(backlog.size()).isEqualTo(1);
    assertThat(backlog.poll()).isSameAs(calls.get(0));
  }
}
