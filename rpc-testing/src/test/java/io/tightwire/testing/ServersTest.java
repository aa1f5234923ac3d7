package io.tightwire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.Balancing;
import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ConnectionState;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.ServerStatus;
import io.tightwire.ServerStatus.State;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests beds with several servers: each has its own faults, and can be restarted. */
final class ServersTest {

  /** A deadline that is meant to pass. */
  private static final Duration SHORT = Duration.ofMillis(100);

  /** A deadline that is never reached, unless something is broken. */
  private static final Duration LONG = Duration.ofSeconds(60);

  private final List<Desk> desks = List.of(new Desk(), new Desk(), new Desk());
  private final List<CallEnd> ends = new CopyOnWriteArrayList<>();

  @RegisterExtension
  final TightwireExtension tightwire =
      TightwireExtension.of(
          TestBed.builder()
              .servers(3)
              .service(index -> new ClerkSkeleton(desks.get(index)))
              .timeout(LONG)
              .client(
                  client ->
                      client
                          .balancing(Balancing.roundRobin())
                          .interceptor(call -> listener(ends::add))));

  private final ClerkStub clerk = tightwire.stub(ClerkStub::new);

  private static CallListener listener(CallListener atEnd) {
    return atEnd;
  }

  private static void await(BooleanSupplier condition) {
    long end = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("what was waited for has not happened").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private State state(int index) {
    return tightwire.client().servers().get(index).state();
  }

  private void awaitReady() {
    await(
        () ->
            tightwire.client().servers().stream()
                .map(ServerStatus::state)
                .allMatch(State.READY::equals));
  }

  private int asked(int index) {
    return desks.get(index).asked.size();
  }

  @Test
  void oneClientCallsAllServers() {
    awaitReady();
    for (int i = 0; i < 9; i++) {
      assertThat(clerk.add(5, i).remote()).isEqualTo(5 + i);
    }
    assertThat(IntStream.range(0, 3).map(this::asked)).containsExactly(3, 3, 3);
  }

  @Test
  void faultOfOneServerLeavesTheOthersAlone() {
    awaitReady();
    tightwire.faults(1).dropResponses("add");
    List<CompletableFuture<Integer>> sums =
        IntStream.range(0, 6).mapToObj(i -> clerk.add(5, 3).remoteFuture()).toList();
    await(() -> sums.stream().filter(CompletableFuture::isDone).count() == 4);
    await(() -> asked(1) == 2); // its handlers have run
    assertThat(sums).filteredOn(sum -> !sum.isDone()).hasSize(2);
    sums.forEach(sum -> sum.cancel(true));
  }

  @Test
  void unreachableServerGetsNoCallsUntilItsFaultsAreCleared() {
    awaitReady();
    tightwire.faults(2).refuse();
    await(() -> state(2) == State.CONNECTING);
    for (int i = 0; i < 6; i++) {
      assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    }
    assertThat(asked(2)).isZero();

    tightwire.faults(2).clear();
    awaitReady();
    for (int i = 0; i < 6; i++) {
      assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    }
    assertThat(asked(2)).isPositive();
  }

  @Test
  void disconnectOfOneServerFailsOnlyItsCalls() throws Exception {
    awaitReady();
    List<CompletableFuture<Integer>> pondering =
        IntStream.range(0, 3).mapToObj(i -> clerk.ponder().remoteFuture()).toList();
    for (Desk desk : desks) {
      Desk.await(desk.pondering);
    }
    tightwire.faults(0).disconnect();
    Desk.await(desks.get(0).interrupted);
    await(() -> pondering.stream().anyMatch(CompletableFuture::isDone));
    assertThat(pondering).filteredOn(CompletableFuture::isDone).hasSize(1);
    assertThat(desks.get(1).interrupted.getCount()).isEqualTo(1);
    pondering.forEach(call -> call.cancel(true));
  }

  @Test
  void faultsOfAllServersAreThoseOfEach() {
    awaitReady();
    tightwire.faults().drop("add");
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> clerk.add(5, 3).remote(SHORT))
          .isInstanceOf(RpcTimeoutException.class);
    }
    tightwire.faults(0).clear();
    List<CompletableFuture<Integer>> sums =
        IntStream.range(0, 3).mapToObj(i -> clerk.add(5, 3).remoteFuture()).toList();
    await(() -> sums.stream().anyMatch(CompletableFuture::isDone));
    assertThat(sums).filteredOn(sum -> !sum.isDone()).hasSize(2);
    sums.forEach(sum -> sum.cancel(true));
    assertThat(asked(0)).isEqualTo(1);

    tightwire.faults().refuse();
    await(() -> !tightwire.client().state().isReady());
    tightwire.faults().clear();
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
  }

  @Test
  void disconnectOnOfAllServersCountsOnce() {
    awaitReady();
    tightwire.faults().disconnectOn("lookUp", "add");
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    assertThat(ends.get(0).sends()).isEqualTo(2);
    assertThatThrownBy(() -> clerk.add(5, 3).remote())
        .isInstanceOfSatisfying(
            RpcUnavailableException.class, e -> assertThat(e.mayHaveExecuted()).isTrue());
    for (int i = 0; i < 6; i++) {
      assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
      assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    }
  }

  @Test
  void clearForwardsDelayedCallsOfEachServerExceptThoseThatTimedOut() {
    awaitReady();
    tightwire.faults().delay(Duration.ofDays(1));
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> clerk.note("late").remote(SHORT))
          .isInstanceOf(RpcTimeoutException.class);
    }
    List<CompletableFuture<Integer>> sums =
        IntStream.range(0, 3).mapToObj(i -> clerk.add(5, i).remoteFuture()).toList();
    tightwire.faults().clear();
    for (int i = 0; i < 3; i++) {
      assertThat(sums.get(i)).succeedsWithin(LONG).isEqualTo(5 + i);
      assertThat(desks.get(i).asked).containsExactly("add");
    }
  }

  @Test
  void serverThatIsShutDownEndsItsCallsAndTheOthersGetTheRest() throws Exception {
    try (TestBed bed =
        TestBed.builder()
            .servers(2)
            .service(index -> new ClerkSkeleton(desks.get(index)))
            .timeout(LONG)
            .client(client -> client.balancing(Balancing.pickFirst()))
            .start()) {
      ClerkStub calls = bed.stub(ClerkStub::new);
      await(() -> bed.client().servers().get(0).state() == State.READY);
      CompletableFuture<Integer> sulking = calls.sulk().remoteFuture();
      Desk.await(desks.get(0).pondering);
      bed.server(0).shutdown();
      await(() -> bed.client().servers().get(0).state() != State.READY);
      // Longer than the client waits before it connects again.
      for (long end = System.nanoTime() + 200_000_000; System.nanoTime() < end; ) {
        assertThat(calls.add(5, 3).remote()).isEqualTo(8);
      }
      assertThat(sulking).isNotDone();
      desks.get(0).consoled.countDown();
      assertThat(sulking).succeedsWithin(LONG).isEqualTo(0);
      assertThat(bed.server(0).awaitTermination(LONG)).isTrue();
      assertThat(desks.get(0).asked).containsExactly("sulk");
    }
  }

  @Test
  void restartedServerIsAnotherOneAtTheSameEndpoint() {
    awaitReady();
    RpcServer before = tightwire.server(1);
    tightwire.faults(1).delay(Duration.ofMillis(1), "add");
    tightwire.bed().restart(1);
    assertThat(tightwire.server(1)).isNotSameAs(before);
    assertThat(tightwire.server(1).endpoint()).isEqualTo(before.endpoint());
    await(() -> clerk.add(5, 3).remote() == 8 && asked(1) > 0);
    awaitReady();
    tightwire.faults(1).drop("add"); // its faults are the same object's
    tightwire.faults(1).clear();
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
  }

  @Test
  void rollingRestartFailsNoCall() {
    awaitReady();
    for (int i = 0; i < 3; i++) {
      List<CompletableFuture<Integer>> sums =
          IntStream.range(0, 30).mapToObj(n -> clerk.add(n, 1).remoteFuture()).toList();
      tightwire.bed().restart(i);
      for (int n = 0; n < 30; n++) {
        assertThat(sums.get(n)).succeedsWithin(LONG).isEqualTo(n + 1);
      }
      awaitReady();
    }
    assertThat(IntStream.range(0, 3).map(this::asked).sum()).isEqualTo(90);
  }

  @Test
  void serverOfOneCanBeRestarted() {
    try (TestBed bed = TestBed.builder().services(new ClerkSkeleton(new Desk())).start()) {
      ClerkStub one = bed.stub(ClerkStub::new);
      assertThat(one.add(5, 3).remote()).isEqualTo(8);
      bed.server().shutdownNow();
      bed.restart(0);
      bed.restart(0);
      assertThat(one.add(5, 3).remote()).isEqualTo(8);
    }
  }

  @Test
  void eachServerHasItsOwnImplementationWhenItStarts() {
    List<Integer> made = new CopyOnWriteArrayList<>();
    try (TestBed bed =
        TestBed.builder()
            .servers(2)
            .service(
                index -> {
                  made.add(index);
                  return new ClerkSkeleton(new Desk());
                })
            .start()) {
      assertThat(made).containsExactly(0, 1);
      bed.restart(1);
      assertThat(made).containsExactly(0, 1, 1);
    }
  }

  @Test
  void otherClientsAreConnectedToAllServersAndTheirFaults() {
    RpcClient other = tightwire.bed().connect(client -> {});
    awaitReady();
    assertThat(other.servers()).hasSize(3);
    tightwire.faults(0).refuse();
    await(() -> other.servers().get(0).state() == State.CONNECTING);
    assertThat(new ClerkStub(other).add(5, 3).remote()).isEqualTo(8);
  }

  @Test
  void wrongNumbersAreRefused() {
    assertThatThrownBy(() -> TestBed.builder().servers(0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("servers must be at least 1, not 0");
    assertThatThrownBy(() -> tightwire.server(3))
        .isInstanceOf(IndexOutOfBoundsException.class)
        .hasMessage("There is no server 3; the last one is 2");
    assertThatThrownBy(() -> tightwire.faults(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> tightwire.bed().restart(3))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(tightwire::server)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The bed has 3 servers; name one: server(0)");
    assertThatThrownBy(() -> tightwire.faults().drop("ad"))
        .hasMessageStartingWith("No method is named ad; there are add, addLater, feed,");
  }

  @Test
  void bedThatFailsToStartClosesTheServersThatHadStarted() {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    AtomicInteger configured = new AtomicInteger();
    assertThatThrownBy(
            () ->
                TestBed.builder()
                    .servers(3)
                    .services(new ClerkSkeleton(new Desk()))
                    .server(
                        server -> {
                          if (configured.incrementAndGet() == 3) {
                            throw new IllegalStateException("meant to fail");
                          }
                        })
                    .start())
        .hasMessage("meant to fail");
    await(
        () ->
            Thread.getAllStackTraces().keySet().stream()
                .noneMatch(
                    thread ->
                        !before.contains(thread) && thread.getName().startsWith("tightwire")));
  }

  @Test
  void closedBedHasEndedAllServersAndRestartsNone() throws Exception {
    TestBed bed = TestBed.builder().servers(3).services(new ClerkSkeleton(new Desk())).start();
    bed.server(1).shutdown();
    bed.restart(2);
    bed.close();
    for (int i = 0; i < 3; i++) {
      assertThat(bed.server(i).awaitTermination(LONG)).isTrue();
    }
    assertThat(bed.client().state().kind()).isEqualTo(ConnectionState.Kind.CLOSED);
    assertThatThrownBy(() -> bed.restart(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("The test bed is closed");
    bed.faults(1).refuse();
    bed.faults().clear();
  }

  @Test
  void leaksAreFoundOnEveryServer() throws Exception {
    TestBed bed =
        TestBed.builder()
            .servers(2)
            .service(index -> new ClerkSkeleton(desks.get(index)))
            .client(client -> client.balancing(Balancing.roundRobin()))
            .timeout(LONG)
            .patience(Duration.ofMillis(200))
            .start();
    await(() -> bed.client().servers().stream().allMatch(one -> one.state() == State.READY));
    List<CompletableFuture<Integer>> sulking =
        IntStream.range(0, 2)
            .mapToObj(i -> bed.stub(ClerkStub::new).sulk().remoteFuture())
            .toList();
    for (Desk each : desks.subList(0, 2)) {
      Desk.await(each.pondering); // or it is cancelled before it starts
    }
    sulking.forEach(call -> assertThat(call.cancel(true)).isTrue());
    assertThatThrownBy(bed::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the handler of sulk runs, the handler of sulk runs");
    desks.forEach(each -> each.consoled.countDown());
  }
}
