package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.GET;
import static io.tightwire.internal.client.ClientRig.MAX;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.Balancing;
import io.tightwire.Ejection;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.ServerStatus;
import io.tightwire.codec.Codecs;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tests what becomes of calls when there are several servers. */
class FleetTest extends FleetRig {

  // --- what moves ---

  @Test
  void callThatAServerGoingAwayHasNotRunIsSentElsewhere() {
    join(A);
    join(B);
    CompletableFuture<Integer> call = call(GET);
    Sent first = sent();
    rig.receive(first.peer(), FrameWriter.goAway("bye"));
    refuse(first, "CANCELLED", false);
    Sent second = sent();
    assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
    succeed(second);
    assertThat(call).isCompletedWithValue(7);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callThatMayHaveRunIsNotSentElsewhere() {
    join(A);
    join(B);
    CompletableFuture<Integer> call = call(GET);
    Sent first = sent();
    rig.receive(first.peer(), FrameWriter.goAway("bye"));
    refuse(first, "CANCELLED", true);
    nothingSent();
    assertFailed(call, RpcCancelledException.class, true, "no");
  }

  @Test
  void callWhoseBytesWereHandedOverIsNotSentElsewhere() {
    rig = rig(FleetOptions.DEFAULT, A);
    join(A);
    CompletableFuture<Integer> call = call(GET);
    Sent first = sent();
    list(A, B);
    join(B);
    refuse(first, "CANCELLED", false);
    nothingSent();
    assertFailed(call, RpcCancelledException.class, false, "no");
  }

  @Test
  void callMovesThreeTimesAndIsThenTold() {
    joinAll();
    CompletableFuture<Integer> call = call(GET);
    for (int i = 0; i < 3; i++) {
      refuse(sent(), "CANCELLED", false);
      assertThat(call).isNotDone();
    }
    refuse(sent(), "CANCELLED", false);
    nothingSent();
    assertFailed(call, RpcCancelledException.class, false, "no");
  }

  @Test
  void callOfALostConnectionIsToldUnlessIdempotent() {
    join(A);
    CompletableFuture<Integer> plain = call(GET);
    CompletableFuture<Integer> idempotent = call(READ);
    peer(A).take();
    join(B);
    lose(peer(A));
    assertFailed(plain, RpcUnavailableException.class, true, "the fleet (at " + A + ")", "reset");
    Sent again = sent();
    assertThat(again.endpoint()).isEqualTo(B);
    succeed(again);
    assertThat(idempotent).isCompletedWithValue(7);
  }

  @Test
  void callThatMayHaveRunEarlierSaysSoWhateverTheLastServerSays() {
    join(A);
    CompletableFuture<Integer> call = call(READ);
    peer(A).take();
    join(B);
    lose(peer(A));
    refuse(sent(), "RESOURCE_EXHAUSTED", false);
    assertThat(call).isCompletedExceptionally();
    assertFailed(call, RpcProtocolException.class, true, "no");
  }

  @Test
  void callThatAServerHasNoCapacityForIsSentToOneOther() {
    joinAll();
    CompletableFuture<Integer> call = call(GET);
    Sent first = sent();
    refuse(first, "RESOURCE_EXHAUSTED", false);
    Sent second = sent();
    assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
    refuse(second, "RESOURCE_EXHAUSTED", false);
    nothingSent();
    assertFailed(call, RpcRejectedException.class, false, "no");
  }

  @Test
  void retriesStayWithinTheirBudget() {
    rig =
        rig(
            new FleetOptions(Balancing.leastLoaded(), Ejection.DEFAULT, 0.2, 0, 100, null, true),
            A,
            B);
    join(A);
    join(B);
    int sends = 0;
    for (int i = 0; i < 100; i++) {
      CompletableFuture<Integer> call = call(GET);
      while (!call.isDone()) {
        refuse(sent(), "RESOURCE_EXHAUSTED", false);
        sends++;
      }
    }
    assertThat(sends).isBetween(110, 120);
  }

  @Test
  void callsGoToTheServersThatNameTheMethod() {
    join(A, OLD);
    join(B, OLD);
    join(C);
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Integer> unused = call(GET);
      Sent sent = sent();
      assertThat(sent.endpoint()).isEqualTo(C);
      succeed(sent);
    }
  }

  @Test
  void methodThatNoServerHasIsToldByOneOfThem() {
    rig = rig(FleetOptions.DEFAULT, A, B);
    join(A, OLD);
    join(B, OLD);
    CompletableFuture<Integer> call = call(GET);
    refuse(sent(), "UNIMPLEMENTED", false);
    nothingSent();
    assertFailed(call, RpcMethodNotFoundException.class, false, "no");
  }

  @Test
  void serverThatDoesNotHaveTheMethodIsNotAskedAgain() {
    join(A, Map.of());
    join(B, Map.of());
    CompletableFuture<Integer> call = call(GET);
    Sent first = sent();
    refuse(first, "UNIMPLEMENTED", false);
    Sent second = sent();
    assertThat(second.endpoint()).isNotEqualTo(first.endpoint());
    succeed(second);
    assertThat(call).isCompletedWithValue(7);
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Integer> unused = call(GET);
      Sent next = sent();
      assertThat(next.endpoint()).isEqualTo(second.endpoint());
      succeed(next);
    }
  }

  @Test
  void refusedStreamIsMovedAndItsCreditGoesAlong() {
    join(A);
    join(B);
    TestSubscriber subscriber = new TestSubscriber();
    rig.subscribe(subscriber);
    rig.settle();
    subscriber.request(10);
    rig.settle();
    Sent first = sent();
    refuse(first, "CANCELLED", false);
    FakePeer other = peer(first.endpoint().equals(A) ? B : A);
    List<Frame> frames = other.take();
    assertThat(frames).hasSize(2);
    Frame.Request request = (Frame.Request) frames.get(0);
    assertThat(((Frame.Credit) frames.get(1)).items()).isEqualTo(10);
    rig.receive(other, ClientRig.item(request.id(), 5));
    rig.receive(other, FrameWriter.end(request.id()));
    rig.settle();
    assertThat(subscriber.items).containsExactly(5);
    assertThat(subscriber.failure).isNull();
    assertThat(subscriber.ends).isEqualTo(1);
  }

  @Test
  void callWaitsForServersThatMayHaveItsMethodAndWereNotConnectedYet() {
    join(A, OLD);
    CompletableFuture<Integer> call = call(GET);
    nothingSent();
    join(B, OLD);
    nothingSent();
    join(C);
    Sent sent = sent();
    assertThat(sent.endpoint()).isEqualTo(C);
    succeed(sent);
    assertThat(call).isCompletedWithValue(7);
  }

  @Test
  void methodThatNoServerHasIsNotFoundOnceAllWereTried() {
    join(A, OLD);
    join(B, OLD);
    CompletableFuture<Integer> call = call(GET);
    nothingSent();
    rig.core.onFailed(Endpoint.parse(C), DisconnectReason.unreachable("refused"), rig.now);
    rig.settle();
    refuse(sent(), "UNIMPLEMENTED", false);
    assertFailed(call, RpcMethodNotFoundException.class, false, "no");
  }

  // --- waiting ---

  @Test
  void queuedCallGoesToWhicheverServerIsReadyFirst() {
    CompletableFuture<Integer> call = call(GET);
    assertThat(call).isNotDone();
    join(C);
    Sent sent = sent();
    assertThat(sent.endpoint()).isEqualTo(C);
    succeed(sent);
    assertThat(call).isCompletedWithValue(7);
  }

  @Test
  void callThatDoesNotWaitFailsWithoutAConnection() {
    CompletableFuture<Integer> call = call(GET, new Routing(null, null, false));
    rig.settle();
    assertFailed(
        call, RpcUnavailableException.class, false, "no connection", "none of 3 servers", A, B, C);
  }

  @Test
  void callThatDoesNotWaitFailsWhenTheLastConnectionIsLost() {
    join(A).setWritable(false);
    CompletableFuture<Integer> call = call(GET, new Routing(null, null, false));
    rig.settle();
    assertThat(call).isNotDone();
    lose(peer(A));
    assertFailed(call, RpcUnavailableException.class, false, "no connection");
  }

  @Test
  void callOfAnotherServerDoesNotWaitBehindOneWhoseServerDoesNotKeepUp() {
    join(A, OLD);
    join(B).setWritable(false);
    CompletableFuture<Integer> waits = call(GET);
    nothingSent();
    MethodDescriptor<Integer> other = MethodDescriptor.unary("a.Test", "other", 0, Codecs.INT);
    CompletableFuture<Integer> passes = call(other);
    Sent sent = sent();
    assertThat(sent.endpoint()).isEqualTo(A);
    succeed(sent);
    assertThat(passes).isCompletedWithValue(7);
    assertThat(waits).isNotDone();
    peer(B).setWritable(true);
    rig.turn();
    succeed(sent());
    assertThat(waits).isCompletedWithValue(7);
  }

  // --- servers that go away ---

  @Test
  void serverThatGoesAwayIsConnectedToAgainWhileItsStreamRuns() {
    rig = rig(FleetOptions.DEFAULT, A);
    FakePeer old = join(A);
    TestSubscriber subscriber = new TestSubscriber();
    rig.subscribe(subscriber);
    rig.settle();
    subscriber.request(10);
    rig.settle();
    long stream = old.next(Frame.Request.class).id();
    old.take();
    rig.receive(old, FrameWriter.goAway("later"));
    assertThat(renewed).containsExactly(A);
    assertThat(status(A).state()).isEqualTo(ServerStatus.State.DRAINING);
    assertThat(old.dropped()).isNull();

    FakePeer fresh = join(A);
    CompletableFuture<Integer> call = call(GET);
    rig.receive(fresh, ClientRig.result(fresh.next(Frame.Request.class).id(), 7));
    rig.receive(old, ClientRig.item(stream, 1));
    rig.settle();
    assertThat(call).isCompletedWithValue(7);
    assertThat(subscriber.items).containsExactly(1);

    rig.receive(old, FrameWriter.end(stream));
    rig.settle();
    assertThat(subscriber.failure).isNull();
    assertThat(subscriber.ends).isEqualTo(1);
    assertThat(old.dropped()).contains("going away");
    lose(old);
    assertThat(status(A).state()).isEqualTo(ServerStatus.State.READY);
  }

  @Test
  void callsInFlightAtAServersPredecessorDoNotKeepCallsFromIt() {
    FakePeer old = join(A);
    for (int i = 0; i < 4; i++) {
      CompletableFuture<Integer> unused = call(GET);
    }
    old.take();
    FakePeer other = join(B);
    for (int i = 0; i < 4; i++) {
      CompletableFuture<Integer> unused = call(GET);
    }
    assertThat(other.take()).isNotEmpty();
    elapse(Duration.ofSeconds(11)); // both are warm
    rig.receive(old, FrameWriter.goAway("later"));

    join(A);
    CompletableFuture<Integer> call = call(GET);
    assertThat(sent().endpoint()).isEqualTo(A);
    assertThat(call).isNotDone();
    assertThat(status(A).openCalls()).isEqualTo(5);
  }

  @Test
  void serverThatLeavesTheListFinishesItsCallsAfterAWhile() {
    FakePeer a = join(A);
    CompletableFuture<Integer> call = call(GET);
    long id = a.next(Frame.Request.class).id();
    join(B);
    list(B, C);
    elapse(Duration.ofMillis(4900));
    assertThat(left).isEmpty();
    elapse(Duration.ofMillis(200));
    assertThat(left).containsExactly(A);
    assertThat(status(A).state()).isEqualTo(ServerStatus.State.DRAINING);
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Integer> unused = call(GET);
      assertThat(sent().endpoint()).isEqualTo(B);
    }
    assertThat(a.dropped()).isNull();
    rig.receive(a, ClientRig.result(id, 7));
    rig.settle();
    assertThat(call).isCompletedWithValue(7);
    assertThat(a.dropped()).contains("not on the list");
    lose(a);
    assertThat(rig.core.servers(rig.now)).extracting(ServerStatus::endpoint).containsExactly(B, C);
  }

  @Test
  void serverThatIsNotConnectedLeavesWithTheList() {
    list(B, C);
    assertThat(left).containsExactly(A);
  }

  @Test
  void serverThatComesBackToTheListInTimeStays() {
    FakePeer a = join(A);
    list(B, C);
    elapse(Duration.ofSeconds(3));
    list(A, B, C);
    elapse(Duration.ofSeconds(10));
    assertThat(left).isEmpty();
    assertThat(a.dropped()).isNull();
  }

  @Test
  void emptyListIsBelievedAfterHalfAMinute() {
    join(A);
    list();
    elapse(Duration.ofSeconds(29));
    assertThat(left).isEmpty();
    elapse(Duration.ofSeconds(2));
    assertThat(left).containsExactlyInAnyOrder(A, B, C);
    CompletableFuture<Integer> call = call(GET);
    elapse(ClientRig.CONNECT_TIMEOUT);
    assertFailed(call, RpcUnavailableException.class, false, "the fleet", "names no server");
  }

  @Test
  void newServersAreReachedAndBadAddressesIgnored() {
    reached.clear();
    list(A, B, C, "tcp://127.0.0.1:5004", "nonsense", "tcp://*:1", A);
    assertThat(reached).containsExactly("tcp://127.0.0.1:5004");
  }

  @Test
  void serverInThisProcessIsIgnoredByAClientWithKeys() {
    keys = ServerKeys.SHARED;
    rig = rig(FleetOptions.DEFAULT, A);
    reached.clear();
    list(A, B, "inproc://plain");
    assertThat(reached).containsExactly(B);
  }

  @Test
  void longListIsCutToASubset() {
    rig = rig(new FleetOptions(Balancing.roundRobin(), Ejection.DEFAULT, 0, 0, 2, null, true), A);
    reached.clear();
    list(A, B, C, "tcp://127.0.0.1:5004", "tcp://127.0.0.1:5005");
    assertThat(rig.core.servers(rig.now)).hasSize(2);
  }

  @Test
  void lostConnectionsAskForALookUp() {
    lose(join(A));
    rig.core.onFailed(Endpoint.parse(B), DisconnectReason.unreachable("refused"), rig.now);
    assertThat(rig.troubles).isEqualTo(2);
  }

  // --- ejection ---

  @Test
  void serverThatFailsCallsInARowIsEjectedAndProbed() {
    joinInTurn();
    failThere(B, 5);
    assertThat(status(B).state()).isEqualTo(ServerStatus.State.EJECTED);
    assertThat(status(B).ejectedFor()).contains(Duration.ofSeconds(10));
    for (int i = 0; i < 20; i++) {
      CompletableFuture<Integer> unused = call(GET);
      Sent sent = sent();
      assertThat(sent.endpoint()).isNotEqualTo(B);
      succeed(sent);
    }
    elapse(Duration.ofSeconds(10));
    assertThat(status(B).state()).isEqualTo(ServerStatus.State.READY);
    int probes = 0;
    for (int i = 0; i < 12; i++) {
      probes += goesTo(B) ? 1 : 0;
    }
    assertThat(probes).as("one call at a time, and it has not ended").isEqualTo(1);
  }

  @Test
  void probeThatFailsEjectsForLongerAndOneThatSucceedsEndsIt() {
    joinInTurn();
    failThere(B, 5);
    elapse(Duration.ofSeconds(10));
    failThere(B, 1);
    assertThat(status(B).ejectedFor()).contains(Duration.ofSeconds(20));
    elapse(Duration.ofSeconds(20));
    int open = 0;
    for (int i = 0; i < 9; i++) {
      CompletableFuture<Integer> unused = call(GET);
      Sent sent = sent();
      open += sent.endpoint().equals(B) ? 1 : 0;
      succeed(sent);
    }
    assertThat(open).isEqualTo(3);
  }

  @Test
  void ejectedServerIsProbedWhenItIsConnectedToAgain() {
    rig = rig(options(Balancing.roundRobin()), A, B, C);
    join(A);
    join(C);
    FakePeer b = join(B);
    failThere(B, 5);
    lose(b);
    join(B);
    assertThat(status(B).state()).isEqualTo(ServerStatus.State.READY);
    int probes = 0;
    for (int i = 0; i < 12; i++) {
      probes += goesTo(B) ? 1 : 0;
    }
    assertThat(probes).as("one call at a time, and it has not ended").isEqualTo(1);
  }

  @Test
  void atLeastHalfOfTheServersStay() {
    joinInTurn();
    for (int i = 0; i < 60; i++) {
      CompletableFuture<Integer> unused = call(GET);
      refuse(sent(), "INTERNAL", true);
    }
    assertThat(rig.core.servers(rig.now))
        .filteredOn(status -> status.state() == ServerStatus.State.READY)
        .hasSize(2);
  }

  @Test
  void handlersThatThrowDoNotEject() {
    joinAll();
    for (int i = 0; i < 60; i++) {
      CompletableFuture<Integer> unused = call(GET);
      Sent sent = sent();
      rig.receive(
          sent.peer(),
          FrameWriter.thrown(sent.id(), "UNKNOWN", "no", "a.Thrown", null, null, MAX)
              .toByteArray());
      rig.settle();
    }
    assertThat(rig.core.servers(rig.now))
        .allMatch(status -> status.state() == ServerStatus.State.READY);
  }

  @Test
  void serverThatDoesNotRespondIsEjected() {
    joinInTurn();
    int timeouts = 0;
    while (timeouts < 5) {
      CompletableFuture<Integer> call =
          new FutureCall<>(rig.runtime, rig.prepared(GET, 0, Duration.ofMillis(500))).run();
      rig.turn();
      Sent sent = sent();
      if (sent.endpoint().equals(A)) {
        elapse(Duration.ofMillis(500));
        assertFailed(call, RpcTimeoutException.class, true, "no response");
        peer(A).take();
        timeouts++;
      } else {
        succeed(sent);
      }
    }
    assertThat(status(A).state()).isEqualTo(ServerStatus.State.EJECTED);
  }

  // --- which server ---

  @Test
  void callsWithOneKeyGoToOneServerAndComeBackToIt() {
    joinAll();
    CompletableFuture<Integer> unused = call(GET, key("customer-42"));
    String home = sent().endpoint();
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Integer> next = call(GET, key("customer-42"));
      assertThat(sent().endpoint()).isEqualTo(home);
      assertThat(next).isNotDone();
    }
    lose(peer(home));
    CompletableFuture<Integer> away = call(GET, key("customer-42"));
    assertThat(sent().endpoint()).isNotEqualTo(home);
    assertThat(away).isNotDone();
    join(home);
    CompletableFuture<Integer> back = call(GET, key("customer-42"));
    assertThat(sent().endpoint()).isEqualTo(home);
    assertThat(back).isNotDone();
  }

  @Test
  void callWithAKeyWaitsForItsServerThatDoesNotKeepUp() {
    joinAll();
    CompletableFuture<Integer> first = call(GET, key("k"));
    Sent sent = sent();
    sent.peer().setWritable(false);
    CompletableFuture<Integer> second = call(GET, key("k"));
    nothingSent();
    sent.peer().setWritable(true);
    rig.turn();
    assertThat(sent().endpoint()).isEqualTo(sent.endpoint());
    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
  }

  @Test
  void pinnedCallsStayAndFailOver() {
    joinAll();
    Routing pinned = new Routing(null, new Routing.Pin(), true);
    CompletableFuture<Integer> unused = call(GET, pinned);
    Sent first = sent();
    for (int i = 0; i < 10; i++) {
      CompletableFuture<Integer> next = call(GET, pinned);
      assertThat(sent().endpoint()).isEqualTo(first.endpoint());
      assertThat(next).isNotDone();
    }
    lose(first.peer());
    CompletableFuture<Integer> moved = call(GET, pinned);
    String second = sent().endpoint();
    join(first.endpoint());
    CompletableFuture<Integer> stays = call(GET, pinned);
    assertThat(sent().endpoint()).isEqualTo(second);
    assertThat(moved).isNotDone();
    assertThat(stays).isNotDone();
  }

  @Test
  void idleServerIsPreferredToALoadedOne() {
    join(A);
    CompletableFuture<Integer> busy = call(GET);
    peer(A).take();
    join(B);
    elapse(Duration.ofSeconds(11)); // both are warm
    CompletableFuture<Integer> next = call(GET);
    assertThat(sent().endpoint()).isEqualTo(B);
    assertThat(busy).isNotDone();
    assertThat(next).isNotDone();
  }

  @Test
  void serverThatJoinedLastGetsItsShareOfFewCalls() {
    join(A);
    elapse(Duration.ofSeconds(1));
    join(B);
    elapse(Duration.ofSeconds(1));
    join(C);
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < 60; i++) {
      CompletableFuture<Integer> unused = call(GET);
      Sent sent = sent();
      counts.merge(sent.endpoint(), 1, Integer::sum);
      succeed(sent);
    }
    assertThat(counts).containsOnlyKeys(A, B, C);
    assertThat(counts.values()).allSatisfy(count -> assertThat(count).isGreaterThan(5));
  }

  @Test
  void firstServerIsTakenAgainOnlyAfterAWhile() {
    rig = rig(options(Balancing.pickFirst()), A, B, C);
    FakePeer a = join(A);
    join(B);
    CompletableFuture<Integer> unused = call(GET);
    assertThat(sent().endpoint()).isEqualTo(A);
    lose(a);
    CompletableFuture<Integer> other = call(GET);
    assertThat(sent().endpoint()).isEqualTo(B);
    join(A);
    CompletableFuture<Integer> still = call(GET);
    assertThat(sent().endpoint()).isEqualTo(B);
    elapse(Duration.ofSeconds(10));
    CompletableFuture<Integer> back = call(GET);
    assertThat(sent().endpoint()).isEqualTo(A);
    assertThat(List.of(other, still, back)).noneMatch(CompletableFuture::isDone);
  }

  @Test
  void serversOfTheZoneArePreferredWhileHalfOfThemAreReady() {
    rig =
        rig(new FleetOptions(Balancing.roundRobin(), Ejection.DEFAULT, 0, 0, 100, "near", true), A);
    rig.core.replaceServers(
        List.of(
            ServerAddress.of(A).with("zone", "near"),
            ServerAddress.of(B).with("zone", "near"),
            ServerAddress.of(C).with("zone", "far")),
        rig.now);
    FakePeer a = join(A);
    join(C);
    for (int i = 0; i < 4; i++) {
      CompletableFuture<Integer> unused = call(GET);
      assertThat(sent().endpoint()).isEqualTo(A);
    }
    lose(a);
    CompletableFuture<Integer> unused = call(GET);
    assertThat(sent().endpoint()).isEqualTo(C);
  }

  @Test
  void incompatibleServerDoesNotFailTheCallsOfOthers() {
    FakePeer a = new FakePeer(A);
    rig.core.onConnected(a, rig.now);
    CompletableFuture<Integer> call = call(GET);
    rig.core.onRefused(Endpoint.parse(A), "the server does not allow it", rig.now);
    rig.settle();
    assertThat(call).isNotDone();
    join(B);
    succeed(sent());
    assertThat(call).isCompletedWithValue(7);
  }
}
