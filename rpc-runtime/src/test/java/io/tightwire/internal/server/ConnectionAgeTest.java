package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Slice;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ConnectionAgeTest {

  private static final Duration AGE = Duration.ofMinutes(30);
  private static final Duration MOMENT = Duration.ofNanos(1);
  private static final Duration STAY = Duration.ofSeconds(10);

  private static final Slice ANYTHING = new Slice(new byte[] {7}, 0, 1);

  private final List<Integer> ran = new ArrayList<>();
  private final CompletableFuture<Integer> stage = new CompletableFuture<>();
  private final ServerRig rig = rig(Optional.of(AGE));

  private ServerRig rig(Optional<Duration> age) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.ageLimit = new AgeLimit(age, STAY, () -> 0.5);
    return new ServerRig(setup, ServerRig.echo(ran), completing("later", value -> stage));
  }

  /** Lets the time pass in steps in which the clients respond to each heartbeat. */
  private static void elapse(ServerRig rig, Duration time, FakePeer... clients) {
    long end = rig.now + time.toNanos();
    while (end - rig.now > 0) {
      long step = Math.min(end - rig.now, Duration.ofSeconds(1).toNanos());
      rig.elapse(Duration.ofNanos(step));
      rig.turn();
      for (FakePeer client : clients) {
        rig.core.onMessage(client, FrameWriter.pong(ANYTHING), rig.now);
      }
    }
  }

  @Test
  void oldConnectionIsToldToGoAwayAndNoOther() {
    FakePeer old = rig.connect().peer;
    elapse(rig, AGE.minus(MOMENT), old);
    assertThat(old.take()).isEmpty();
    FakePeer young = rig.connect().peer;

    elapse(rig, MOMENT, old, young);

    assertThat(old.next(Frame.GoAway.class).reason()).contains("maximum age");
    assertThat(young.take()).isEmpty();
    rig.call(1, "echo", 7);
    rig.settle();
    assertThat(young.next(Frame.Result.class).id()).isEqualTo(1);
  }

  @Test
  void openCallFinishesAndRequestsThatCrossTheGoAwayDoNotRun() {
    rig.connect();
    rig.call(1, "later", 1);
    rig.settle();
    elapse(rig, AGE, rig.peer);
    rig.peer.next(Frame.GoAway.class);

    rig.call(2, "echo", 2);
    rig.oneWay(3, "echo", 3);
    rig.settle();

    Frame.Failure crossed = rig.nextFailure(2);
    assertThat(crossed.status()).isEqualTo("CANCELLED");
    assertThat(crossed.message()).contains("maximum age");
    assertThat(crossed.mayHaveExecuted()).isFalse();
    assertThat(ran).as("its caller would not be told that it was not run").containsExactly(3);
    elapse(rig, STAY.multipliedBy(3), rig.peer);
    assertThat(rig.peer.dropped()).isNull();
    stage.complete(9);
    rig.settle();
    assertThat(rig.nextResult(1)).isEqualTo(9);
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("left"), rig.now);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void clientThatStaysIsDroppedOnceItsCallsAreOver() {
    rig.connect();
    rig.call(1, "later", 1);
    rig.settle();
    elapse(rig, AGE, rig.peer);
    rig.peer.next(Frame.GoAway.class);
    elapse(rig, STAY, rig.peer);
    stage.complete(9);
    rig.settle();

    elapse(rig, STAY.minus(MOMENT), rig.peer);
    assertThat(rig.peer.dropped()).isNull();

    elapse(rig, MOMENT, rig.peer);
    elapse(rig, STAY, rig.peer);
    assertThat(rig.peer.dropped()).contains("maximum age", "has not disconnected within 10s");
  }

  @Test
  void idleClientThatStaysIsDropped() {
    rig.connect();
    elapse(rig, AGE, rig.peer);
    rig.peer.next(Frame.GoAway.class);

    elapse(rig, STAY.minus(MOMENT), rig.peer);
    assertThat(rig.peer.dropped()).isNull();
    elapse(rig, MOMENT, rig.peer);

    assertThat(rig.peer.dropped()).isNotNull();
  }

  @Test
  void clientThatHasNotReadItsResponseIsNotIdle() {
    rig.connect();
    rig.peer.setUnsent(1);
    elapse(rig, AGE, rig.peer);
    rig.peer.next(Frame.GoAway.class);
    elapse(rig, STAY.multipliedBy(2), rig.peer);
    assertThat(rig.peer.dropped()).isNull();

    rig.peer.setUnsent(0);
    elapse(rig, STAY.multipliedBy(2), rig.peer);

    assertThat(rig.peer.dropped()).isNotNull();
  }

  @Test
  void helloComesBeforeTheGoAway() {
    ServerRig brief = rig(Optional.of(Duration.ofSeconds(1)));
    brief.peer = new FakePeer(ServerRig.REMOTE);
    brief.core.onConnected(brief.peer, brief.now);
    elapse(brief, Duration.ofSeconds(2));
    assertThat(brief.peer.take()).isEmpty();

    brief.receive(FrameWriter.hello("client", ServerRig.MAX, Map.of()));
    elapse(brief, Duration.ofSeconds(1));

    brief.peer.next(Frame.Hello.class);
    brief.peer.next(Frame.GoAway.class);
  }

  @Test
  void clientIsToldOnceIfTheServerShutsDownToo() {
    rig.connect();
    elapse(rig, AGE, rig.peer);
    rig.peer.next(Frame.GoAway.class);

    rig.core.drain(rig.now, STAY);

    assertThat(rig.peer.take()).isEmpty();
    rig.call(1, "echo", 1);
    assertThat(rig.nextFailure(1).message()).contains("shutting down");
  }

  @Test
  void connectionsMayGetAnyAgeUnlessItIsLimited() {
    ServerRig unlimited = rig(Optional.empty()).connect();

    elapse(unlimited, AGE.multipliedBy(2), unlimited.peer);

    assertThat(unlimited.peer.take()).isEmpty();
  }

  @Test
  void connectionsOfOneMomentEndAtDifferentTimes() {
    Iterator<Double> random = List.of(0.0, 0.5, 1.0).iterator();
    AgeLimit limit = new AgeLimit(Optional.of(AGE), STAY, random::next);

    assertThat(limit.end(5)).isEqualTo(5 + AGE.toNanos() * 9 / 10);
    assertThat(limit.end(5)).isEqualTo(5 + AGE.toNanos());
    assertThat(limit.end(5)).isEqualTo(5 + AGE.toNanos() * 11 / 10);
    assertThat(new AgeLimit(Optional.empty(), STAY, () -> 1).end(5)).isEqualTo(Timed.NEVER);
  }
}
