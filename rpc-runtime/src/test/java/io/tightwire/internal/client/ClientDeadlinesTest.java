package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcTimeoutException;
import io.tightwire.internal.wire.Frame;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class ClientDeadlinesTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  // --- deadlines ---

  @Test
  void deadlineBeforeSendNeverReachesServer() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.turn();
    rig.elapse(SECOND);
    rig.settle();
    assertFailed(
        call,
        RpcTimeoutException.class,
        false,
        "Test.get to " + ClientRig.ENDPOINT + " exceeded its deadline of 1s",
        "(not yet sent: no connection)");
    rig.connect();
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callWhoseDeadlinePassesAsTheServerGreetsIsNotSent() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.turn();
    rig.elapse(SECOND);
    rig.connect();
    rig.runCallbacks();
    assertFailed(call, RpcTimeoutException.class, false, "not yet sent");
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void callThatComesTooLateIsNotSent() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.elapse(SECOND);
    rig.settle();
    assertFailed(call, RpcTimeoutException.class, false, "not yet sent");
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void callWithLessThanAMillisecondLeftIsNotSent() {
    for (long nanos : new long[] {1, 999_999}) {
      ClientRig rig = ClientRig.connected();
      CompletableFuture<Integer> call = rig.get(Duration.ofNanos(nanos));
      rig.oneWay(Duration.ofNanos(nanos));
      rig.settle();
      assertFailed(
          call, RpcTimeoutException.class, false, "not yet sent", "less than a millisecond");
      assertThat(rig.peer.take()).isEmpty();
      assertThat(rig.core.isIdle()).isTrue();
    }
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> unused = rig.get(Duration.ofMillis(1));
    rig.turn();
    assertThat(rig.peer.next(Frame.Request.class).remainingMillis()).isEqualTo(1);
  }

  @Test
  void callThatWaitedUntilLessThanAMillisecondWasLeftIsNotSent() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.turn();
    rig.elapse(SECOND.minusNanos(999_999));
    rig.connect();
    rig.runCallbacks();
    assertFailed(call, RpcTimeoutException.class, false, "not yet sent", "less than a millisecond");
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void passThatBeganBeforeTheCallWasMadeGivesItNoMoreTime() {
    ClientRig rig = ClientRig.connected();
    Duration passed = Duration.ofMillis(5);
    rig.elapse(passed);
    CompletableFuture<Integer> tooLate = rig.get(Duration.ofNanos(1));
    CompletableFuture<Integer> unused = rig.get(Duration.ofMillis(10));
    rig.now -= passed.toNanos();
    rig.settle();
    assertFailed(tooLate, RpcTimeoutException.class, false, "not yet sent");
    assertThat(rig.peer.next(Frame.Request.class).remainingMillis()).isEqualTo(10);
  }

  @Test
  void deadlineAfterSendCancelsAndTheLateResponseIsIgnored() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get(SECOND);
    long id = rig.sent(call);
    rig.elapse(SECOND);
    rig.settle();
    assertFailed(call, RpcTimeoutException.class, true, "Test.get", "1s", "(sent, no response)");
    assertThat(rig.peer.take()).containsExactly(new Frame.Cancel(id, "deadline exceeded"));
    rig.receive(result(id, 42));
    rig.runCallbacks();
    assertThat(call).isCompletedExceptionally();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void timeThatIsLeftTravelsWithTheCall() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> unused = rig.get(SECOND);
    rig.turn();
    rig.elapse(Duration.ofMillis(400));
    rig.connect();
    assertThat(rig.peer.next(Frame.Request.class).remainingMillis()).isEqualTo(600);
  }

  @Test
  void nextTickIsWhenTheFirstCallIsDue() {
    ClientRig rig = new ClientRig();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(Long.MAX_VALUE);
    CompletableFuture<Integer> unused = rig.get(SECOND);
    rig.turn();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(rig.now + SECOND.toNanos());
    rig.connect();
    assertThat(rig.core.onTick(rig.now)).isEqualTo(rig.now + SECOND.toNanos());
  }

  // --- cancelling ---

  @Test
  void cancelBeforeSendNeverReachesServer() {
    ClientRig rig = new ClientRig();
    CompletableFuture<Integer> call = rig.get(SECOND);
    rig.turn();
    assertThat(call.cancel(true)).isTrue();
    rig.settle();
    rig.connect();
    rig.turn();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void cancelBeforeTheLoopSawTheCallNeverReachesServer() {
    ClientRig rig = ClientRig.connected();
    assertThat(rig.get(SECOND).cancel(true)).isTrue();
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void cancelledFutureCancelsOnTheServer() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get(SECOND);
    long id = rig.sent(call);
    assertThat(call.cancel(true)).isTrue();
    rig.settle();
    assertThat(rig.peer.take()).containsExactly(new Frame.Cancel(id, "the caller cancelled"));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void futureCompletedByItsHolderCancelsOnTheServer() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    long id = rig.sent(call);
    assertThat(call.complete(7)).isTrue();
    rig.settle();
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(id);
    assertThat(call).isCompletedWithValue(7);
  }

  @Test
  void completedFutureCancelsNothing() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    rig.receive(result(rig.sent(call), 1));
    rig.settle();
    assertThat(call.cancel(true)).isFalse();
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void deadlinesPassInTimeAfterCallsThatDoNotWaitHaveFailed() {
    for (int seed = 0; seed < 20; seed++) {
      ClientRig rig = new ClientRig(1_000);
      rig.connect();
      rig.peer.setWritable(false);
      Random random = new Random(seed);
      Map<CompletableFuture<Integer>, Integer> waiting = new LinkedHashMap<>();
      for (int i = 0; i < 200; i++) {
        boolean waits = random.nextBoolean();
        int millis = 9_900 + random.nextInt(200); // some before the connect timeout, some after it
        Duration timeout = waits ? Duration.ofMillis(millis) : null;
        Routing routing = new Routing(null, null, waits);
        CompletableFuture<Integer> call =
            new FutureCall<>(rig.runtime, rig.prepared(ClientRig.GET, 0, timeout, routing)).run();
        if (waits) {
          waiting.put(call, millis);
        }
      }
      rig.settle();
      rig.disconnect("reset");
      rig.settle();
      rig.elapse(Duration.ofMillis(9_900));
      for (int millis = 9_900; millis < 10_100; millis++) {
        rig.settle();
        for (Map.Entry<CompletableFuture<Integer>, Integer> each : waiting.entrySet()) {
          assertThat(each.getKey().isDone())
              .as("seed %s, %s of %s ms", seed, millis, each.getValue())
              .isEqualTo(each.getValue() <= millis);
        }
        rig.elapse(Duration.ofMillis(1));
      }
      assertThat(rig.core.isIdle()).isTrue();
    }
  }
}
