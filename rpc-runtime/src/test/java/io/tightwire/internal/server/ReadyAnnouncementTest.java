package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.internal.FakePeer;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests which clients are told what is not ready, and when. */
class ReadyAnnouncementTest {

  private final ServerRig rig = new ServerRig(ServerRig.returning("get", value -> value));

  private static List<Frame> frames(FakePeer peer) {
    return List.copyOf(peer.take());
  }

  @Test
  void nothingIsSentWhileAllIsReady() {
    rig.connect();
    assertThat(frames(rig.peer)).isEmpty();
  }

  @Test
  void eachChangeIsSentToAllClients() {
    FakePeer one = rig.connect().peer;
    FakePeer other = rig.connect().peer;
    rig.health.set("a.Test", false);
    rig.turn();
    for (FakePeer peer : List.of(one, other)) {
      assertThat(peer.next(Frame.Ready.class).notReady()).containsExactly("a.Test");
    }
    rig.health.set("a.Test", true);
    rig.turn();
    for (FakePeer peer : List.of(one, other)) {
      assertThat(peer.next(Frame.Ready.class).notReady()).isEmpty();
    }
  }

  @Test
  void clientThatConnectsLaterIsToldAfterTheHello() {
    rig.health.set("", false);
    rig.turn();
    rig.peer = new FakePeer(ServerRig.REMOTE);
    rig.core.onConnected(rig.peer, rig.now);
    rig.receive(FrameWriter.hello("client", ServerRig.MAX, Map.of()));
    List<Frame> frames = frames(rig.peer);
    assertThat(frames).hasSize(2);
    assertThat(frames.get(0)).isInstanceOf(Frame.Hello.class);
    assertThat(((Frame.Ready) frames.get(1)).notReady()).containsExactly("");
  }

  @Test
  void clientWithoutHelloIsToldNothing() {
    rig.peer = new FakePeer(ServerRig.REMOTE);
    rig.core.onConnected(rig.peer, rig.now);
    rig.health.set("", false);
    rig.turn();
    assertThat(frames(rig.peer)).isEmpty();
  }

  @Test
  void changesOfOnePassAreSentAsOne() {
    rig.connect();
    for (int i = 0; i < 100; i++) {
      rig.health.set("a.Test", i % 2 == 1);
    }
    rig.health.set("a.Test", false);
    rig.turn();
    assertThat(frames(rig.peer)).hasSize(1);
  }

  @Test
  void sameStateAgainIsNotSent() {
    rig.connect();
    rig.health.set("a.Test", true);
    rig.turn();
    assertThat(frames(rig.peer)).isEmpty();
  }

  @Test
  void failingCheckMakesTheServerNotReady() {
    rig.connect();
    rig.health.setFailingChecks(List.of("db"));
    rig.turn();
    assertThat(rig.peer.next(Frame.Ready.class).notReady()).containsExactly("");
    assertThat(rig.health.failingChecks()).containsExactly("db");
    assertThat(rig.health.states()).isEqualTo(Map.of("", false, "a.Test", false));
    rig.health.set("", true);
    assertThat(rig.health.isReady("")).isFalse();
  }

  @Test
  void callsAreServedAllTheSame() {
    rig.connect();
    rig.health.set("", false);
    rig.turn();
    frames(rig.peer);
    rig.call(1, "get", 5);
    rig.settle();
    rig.turn();
    assertThat(rig.peer.next(Frame.Result.class).id()).isEqualTo(1);
  }

  @Test
  void unknownServiceIsRefusedWithThoseThatThereAre() {
    assertThatThrownBy(() -> rig.health.set("a.Tset", false))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("a.Tset")
        .hasMessageContaining("[a.Test]");
  }
}
