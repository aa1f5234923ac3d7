package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InFlightCallsTest {

  private final ClientRig rig = new ClientRig();
  private final InFlightCalls open = new InFlightCalls();

  private ClientCall numbered() {
    ClientCall call = new FutureCall<>(rig.runtime, rig.prepared(ClientRig.GET, 0, null));
    open.number(call);
    open.add(call);
    return call;
  }

  @Test
  void allOfThemComeInTheOrderInWhichTheyWereMade() {
    for (int i = 1; i <= 100; i++) {
      assertThat(numbered().id).isEqualTo(i);
    }
    assertThat(open.all()).extracting(call -> call.id).isSorted().hasSize(100);
  }

  @Test
  void numbersGoRoundLeavingOutZeroAndThoseInUse() {
    ClientCall old = numbered();
    open.renumber(-2);
    assertThat(numbered().id).isEqualTo(0xffff_ffffL);
    assertThat(numbered().id).as("neither 0 nor 1").isEqualTo(2);
    assertThat(open.get(1)).isSameAs(old);
  }
}
