package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.ConnectionState;
import io.tightwire.ConnectionState.Kind;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.FrameWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class StateListenersTest {

  private final ClientRig rig = new ClientRig();
  private final List<ConnectionState> states = new ArrayList<>();

  private void listen(List<Consumer<? super ConnectionState>> listeners) {
    rig.readiness.listeners(new StateListeners(ClientRig.ENDPOINT, listeners, rig.dispatcher));
  }

  private List<Kind> kinds() {
    return states.stream().map(ConnectionState::kind).toList();
  }

  private void goAway() {
    rig.receive(FrameWriter.goAway("restart"));
  }

  @Test
  void startsWithoutConnection() {
    assertThat(rig.readiness.state())
        .isEqualTo(ConnectionState.of(Kind.CONNECTING, "no connection"));
    listen(List.of(states::add));
    rig.runCallbacks();
    assertThat(states).isEmpty();
  }

  @Test
  void tellsEachStateAndItsReasonInOrder() {
    listen(List.of(states::add));
    rig.connect();
    goAway();
    rig.disconnect("the server closed it");
    rig.connect();
    rig.core.close("the client was closed");
    rig.core.onClosed(null);
    assertThat(states).isEmpty(); // not on the loop
    rig.runCallbacks();

    assertThat(states.stream().map(ConnectionState::toString))
        .containsExactly(
            "CONNECTING (connected, but the peer has not said HELLO; is it a Tightwire server?)",
            "READY",
            "GOING_AWAY (the server is going away: restart)",
            "CONNECTING (no connection: the server closed it)",
            "CONNECTING (connected, but the peer has not said HELLO; is it a Tightwire server?"
                + " (before that no connection: the server closed it))",
            "READY",
            "CLOSED (the client was closed)");
  }

  @Test
  void tellsTheSameStateOnce() {
    listen(List.of(states::add));
    rig.open();
    rig.disconnect("refused");
    rig.core.onFailed(ClientRig.AT, DisconnectReason.lost("refused"), rig.now);
    rig.runCallbacks();
    assertThat(kinds()).containsExactly(Kind.CONNECTING, Kind.CONNECTING);
  }

  @Test
  void closedIsTheLastState() {
    listen(List.of(states::add));
    rig.open();
    rig.core.close("the client was closed");
    rig.receive(FrameWriter.hello("server", ClientRig.MAX, Map.of()));
    goAway();
    rig.disconnect("gone");
    rig.core.onClosed(null);
    rig.runCallbacks();
    assertThat(kinds()).containsExactly(Kind.CONNECTING, Kind.CLOSED);
    assertThat(rig.readiness.state().kind()).isEqualTo(Kind.CLOSED);
  }

  @Test
  void aBrokenLoopIsClosedAndSaysWhy() {
    listen(List.of(states::add));
    rig.connect();
    rig.closeLink();
    rig.core.onClosed(new IllegalStateException("broken"));
    rig.runCallbacks();
    assertThat(kinds()).containsExactly(Kind.CONNECTING, Kind.READY, Kind.CLOSED);
    assertThat(states.get(2).reason().orElseThrow()).contains("loop failed", "broken");
  }

  @Test
  void aListenerThatThrowsDisturbsNoOther() {
    listen(
        List.of(
            state -> {
              throw new AssertionError("a listener's bug");
            },
            states::add));
    rig.connect();
    rig.runCallbacks();
    assertThat(kinds()).containsExactly(Kind.CONNECTING, Kind.READY);
  }

  @Test
  void aSlowListenerMissesTheOldestStatesOnly() {
    listen(List.of(states::add));
    for (int i = 0; i < StateListeners.MAX_PENDING; i++) {
      rig.open();
      rig.disconnect("loss " + i);
    }
    rig.core.close("the client was closed");
    assertThat(rig.callbacks).hasSize(1);
    rig.runCallbacks();
    assertThat(states).hasSize(StateListeners.MAX_PENDING);
    assertThat(states.get(states.size() - 1).kind()).isEqualTo(Kind.CLOSED);
    assertThat(states.get(states.size() - 2).reason().orElseThrow())
        .endsWith("loss " + (StateListeners.MAX_PENDING - 1));
  }

  @Test
  void aRefusedDeliveryIsRetried() {
    listen(List.of(states::add));
    rig.callbackExecutor = rejecting();
    rig.spare = rejecting();
    rig.connect();
    rig.turn();
    assertThat(states).isEmpty();
    rig.spare = rig.callbacks::add;
    rig.core.close("the client was closed");
    rig.closeLink();
    rig.core.onClosed(null); // retries for the last time
    rig.runCallbacks();
    assertThat(kinds()).containsExactly(Kind.CONNECTING, Kind.READY, Kind.CLOSED);
  }

  @Test
  void withoutAnyThreadTheEndedLoopDelivers() {
    listen(List.of(states::add));
    rig.callbackExecutor = rejecting();
    rig.spare = rejecting();
    rig.core.close("the client was closed");
    rig.turn();
    rig.closeLink();
    rig.core.onClosed(null);
    assertThat(kinds()).containsExactly(Kind.CLOSED);
  }

  @Test
  void anExecutorThatRunsOnTheSubmittingThreadIsServedInOrder() {
    rig.callbackExecutor = Runnable::run;
    listen(List.of(states::add));
    rig.connect();
    assertThat(kinds()).containsExactly(Kind.CONNECTING, Kind.READY);
  }

  @Test
  void whoWaitsForAConnectionIsWokenByTheEnd() throws Exception {
    Thread closing = new Thread(() -> rig.core.close("the client was closed"));
    closing.start();
    assertThat(rig.readiness.await(Long.MAX_VALUE)).isFalse();
    closing.join();
  }

  private static Executor rejecting() {
    return task -> {
      throw new RejectedExecutionException("full");
    };
  }
}
