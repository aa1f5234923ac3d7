package io.tightwire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Tests each fault, as callers in each mode see it, and as the server does. */
final class FaultsTest {

  /** A deadline that is meant to pass. */
  private static final Duration SHORT = Duration.ofMillis(100);

  /** A deadline that is never reached, unless something is broken. */
  private static final Duration LONG = Duration.ofSeconds(60);

  /** A delay that a test can wait for. */
  private static final Duration DELAY = Duration.ofMillis(150);

  private final Desk desk = new Desk();

  @RegisterExtension
  final TightwireExtension tightwire =
      TightwireExtension.of(TestBed.builder().services(new ClerkSkeleton(desk)).timeout(LONG));

  private final ClerkStub clerk = tightwire.stub(ClerkStub::new);

  private static void timesOut(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(RpcTimeoutException.class);
  }

  private static void isLost(CompletableFuture<?> future) {
    assertThat(future)
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOfAny(RpcUnavailableException.class, RpcStreamingException.class)
        .isInstanceOfSatisfying(
            RpcException.class, failure -> assertThat(failure.mayHaveExecuted()).isTrue());
  }

  private List<Integer> numbers(int n, Duration timeout) {
    try (RemoteStream<Integer> numbers = clerk.numbers(n).withTimeout(timeout).remoteStreaming()) {
      List<Integer> items = new ArrayList<>();
      numbers.forEachRemaining(items::add);
      return items;
    }
  }

  // --- none ---

  @Test
  void withoutFaultsEveryModeWorks() throws Exception {
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    assertThat(clerk.add(5, 3).remoteFuture()).succeedsWithin(LONG).isEqualTo(8);
    assertThat(clerk.addLater(5, 3).remoteFuture()).succeedsWithin(LONG).isEqualTo(8);
    assertThat(numbers(1000, LONG)).hasSize(1000);
    assertThat(Watcher.of(clerk.feed(1000).remotePublisher()))
        .succeedsWithin(LONG)
        .satisfies(items -> assertThat(items).hasSize(1000));
    clerk.note("a").remoteOneWay();
    Desk.await(desk.noted);
  }

  @Test
  void largeValuesPassInWholeAndInSeries() {
    String large = "x".repeat(1 << 20);
    clerk.note(large).remote();
    assertThat(desk.asked).containsExactly("note " + large);
    assertThat(numbers(100_000, LONG)).hasSize(100_000).endsWith(100_000);
  }

  // --- delay ---

  @Test
  void delayedCallsTakeThatLongInEveryMode() throws Exception {
    tightwire.faults().delay(DELAY);
    takesTheDelay(() -> clerk.add(5, 3).remote());
    takesTheDelay(() -> clerk.addLater(5, 3).remoteFuture().get(60, TimeUnit.SECONDS));
    takesTheDelay(() -> assertThat(numbers(10, LONG)).hasSize(10));
    takesTheDelay(() -> Watcher.of(clerk.feed(3).remotePublisher()).get(60, TimeUnit.SECONDS));
    takesTheDelay(
        () -> {
          clerk.note("a").remoteOneWay();
          Desk.await(desk.noted);
        });
  }

  private static void takesTheDelay(ThrowingCallable call) {
    long before = System.nanoTime();
    assertThatCode(call).doesNotThrowAnyException();
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isGreaterThanOrEqualTo(DELAY);
  }

  @Test
  void delayedCallsKeepTheirOrder() {
    try (TestBed bed =
        TestBed.builder()
            .services(new ClerkSkeleton(desk))
            .server(server -> server.maxConcurrentCalls(1))
            .start()) {
      bed.faults().delay(Duration.ofMillis(20));
      ClerkStub orderly = bed.stub(ClerkStub::new);
      List<CompletableFuture<?>> calls = new ArrayList<>();
      List<String> order = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        calls.add(orderly.note(Integer.toString(i)).remoteFuture());
        order.add("note " + i);
      }
      calls.forEach(call -> assertThat(call).succeedsWithin(LONG));
      assertThat(desk.asked).isEqualTo(order);
    }
  }

  @Test
  void callWhoseDeadlineIsShorterThanItsDelayNeverReachesTheServer() {
    tightwire.faults().delay(LONG, "add");
    timesOut(() -> clerk.add(5, 3).remote(SHORT));
    tightwire.faults().clear();
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    assertThat(desk.asked).containsExactly("lookUp");
  }

  @Test
  void delayOfOneMethodLeavesOthersAloneAndCountsBeforeThatOfAll() {
    tightwire.faults().delay(LONG);
    tightwire.faults().delay(Duration.ZERO, "lookUp");
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    timesOut(() -> clerk.add(5, 3).remote(SHORT));
  }

  @Test
  void clearForwardsDelayedCalls() {
    tightwire.faults().delay(Duration.ofDays(1));
    CompletableFuture<Integer> sum = clerk.add(5, 3).remoteFuture();
    CompletableFuture<List<Integer>> feed = Watcher.of(clerk.feed(3).remotePublisher());
    tightwire.faults().clear();
    assertThat(sum).succeedsWithin(LONG).isEqualTo(8);
    assertThat(feed).succeedsWithin(LONG).isEqualTo(List.of(1, 2, 3));
  }

  @Test
  void cancelledFutureOfADelayedCallNeverReachesTheServer() {
    tightwire.faults().delay(Duration.ofDays(1), "add");
    CompletableFuture<Integer> sum = clerk.add(5, 3).remoteFuture();
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101); // the request has left
    assertThat(sum.cancel(true)).isTrue();
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101); // its cancellation, too
    tightwire.faults().clear();
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    assertThat(desk.asked).containsExactly("lookUp", "lookUp", "lookUp");
  }

  // --- drop ---

  @Test
  void droppedRequestsEndWithTheirDeadlineInEveryMode() {
    tightwire.faults().drop("add", "addLater", "numbers", "feed", "note");
    timesOut(() -> clerk.add(5, 3).remote(SHORT));
    timesOut(() -> clerk.note("a").remote(SHORT));
    timesOut(() -> numbers(3, SHORT));
    assertThat(clerk.addLater(5, 3).remoteFuture(SHORT))
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RpcTimeoutException.class);
    assertThat(Watcher.of(clerk.feed(3).withTimeout(SHORT).remotePublisher()))
        .failsWithin(LONG)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(RpcTimeoutException.class);
    clerk.note("b").remoteOneWay();
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    assertThat(desk.asked).containsExactly("lookUp");
  }

  @Test
  void droppedResponsesEndWithTheDeadlineAfterTheHandlerRan() {
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101); // connected: the rest takes no time
    tightwire.faults().dropResponses();
    timesOut(() -> clerk.add(5, 3).remote(Duration.ofSeconds(2)));
    timesOut(() -> numbers(3, Duration.ofSeconds(2)));
    tightwire.faults().clear();
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    assertThat(desk.asked).containsExactly("lookUp", "add", "numbers", "lookUp");
  }

  @Test
  void timeoutThatRanOnTheServerSaysSo() {
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101);
    tightwire.faults().dropResponses("add");
    assertThatThrownBy(() -> clerk.add(5, 3).remote(SHORT))
        .isInstanceOfSatisfying(
            RpcTimeoutException.class, e -> assertThat(e.mayHaveExecuted()).isTrue());
  }

  // --- disconnect ---

  @Test
  void disconnectFailsWhatIsInFlightAndTheClientReconnects() throws Exception {
    CompletableFuture<Integer> pondering = clerk.ponder().remoteFuture();
    Desk.await(desk.pondering);
    tightwire.faults().disconnect();
    isLost(pondering);
    Desk.await(desk.interrupted); // the server has lost its client, too
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
  }

  @Test
  void disconnectLosesEvenTheCallThatWasMadeJustBefore() {
    tightwire.faults().delay(Duration.ofDays(1));
    for (int i = 0; i < 50; i++) {
      CompletableFuture<Integer> sum = clerk.add(5, 3).remoteFuture();
      CompletableFuture<List<Integer>> feed = Watcher.of(clerk.feed(3).remotePublisher());
      assertConnected();
      tightwire.faults().disconnect();
      isLost(sum);
      isLost(feed);
    }
    assertThat(desk.asked).isEmpty();
  }

  private void assertConnected() {
    try {
      assertThat(tightwire.client().awaitConnected(LONG)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void disconnectBreaksStreams() {
    try (RemoteStream<Integer> numbers = clerk.numbers(Integer.MAX_VALUE).remoteStreaming()) {
      assertThat(numbers.next()).isEqualTo(1);
      tightwire.faults().disconnect();
      assertThatThrownBy(() -> numbers.forEachRemaining(number -> {}))
          .isInstanceOf(RpcException.class);
    }
  }

  @Test
  void idempotentCallsInFlightAreRetried() {
    tightwire.faults().delay(Duration.ofDays(1), "lookUp");
    CompletableFuture<Integer> found = clerk.lookUp(1).remoteFuture();
    assertConnected();
    tightwire.faults().disconnect();
    assertConnected();
    tightwire.faults().disconnect();
    tightwire.faults().delay(Duration.ZERO, "lookUp");
    tightwire.faults().disconnect();
    assertThat(found).succeedsWithin(LONG).isEqualTo(101);
    assertThat(desk.asked).containsOnly("lookUp");
  }

  @Test
  void disconnectOnLosesTheNextCallOnly() {
    tightwire.faults().disconnectOn("add", "lookUp");
    assertThatThrownBy(() -> clerk.add(5, 3).remote())
        .isInstanceOfSatisfying(
            RpcUnavailableException.class, e -> assertThat(e.mayHaveExecuted()).isTrue());
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    assertThat(clerk.lookUp(1).remote()).isEqualTo(101); // idempotent: retried
    assertThat(desk.asked).containsExactly("add", "lookUp");
  }

  @Test
  void disconnectOnWithoutANameMeansWhicheverCallIsNext() {
    tightwire.faults().disconnectOn();
    isLost(clerk.addLater(5, 3).remoteFuture());
    assertThat(clerk.addLater(5, 3).remote()).isEqualTo(8);
  }

  @Test
  void disconnectIsFeltByAllClients() {
    RpcClient other = tightwire.bed().connect(client -> {});
    CompletableFuture<Integer> one = clerk.ponder().remoteFuture();
    CompletableFuture<Integer> two = new ClerkStub(other).ponder().remoteFuture();
    assertConnected();
    assertThat(new ClerkStub(other).add(1, 2).remote()).isEqualTo(3);
    tightwire.faults().disconnect();
    isLost(one);
    isLost(two);
  }

  // --- refuse ---

  @Test
  void unreachableServerIsWaitedForUntilTheDeadline() {
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    tightwire.faults().refuse();
    tightwire.faults().refuse();
    assertThatThrownBy(() -> clerk.add(5, 3).remote(SHORT))
        .isInstanceOfSatisfying(RpcException.class, e -> assertThat(e.mayHaveExecuted()).isFalse());
    CompletableFuture<Integer> sum = clerk.add(5, 3).remoteFuture();
    tightwire.faults().clear();
    assertThat(sum).succeedsWithin(LONG).isEqualTo(8);
    assertThat(desk.asked).containsExactly("add", "add");
  }

  @Test
  void refusingFailsWhatIsInFlight() throws Exception {
    CompletableFuture<Integer> pondering = clerk.ponder().remoteFuture();
    Desk.await(desk.pondering);
    tightwire.faults().refuse();
    isLost(pondering);
    assertThat(tightwire.client().state().isReady()).isFalse();
  }

  @Test
  void clientThatConnectsWhileTheServerIsUnreachableFindsItAfterwards() throws Exception {
    tightwire.faults().refuse();
    RpcClient late = tightwire.bed().connect(client -> {});
    assertThat(late.awaitConnected(SHORT)).isFalse();
    tightwire.faults().clear();
    assertThat(new ClerkStub(late).add(5, 3).remote()).isEqualTo(8);
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    tightwire.faults().refuse();
    assertThat(late.state().isReady()).isFalse();
  }

  // --- many threads, concurrent changes ---

  @Test
  void disconnectsThatCoincideLeaveTheServerAlone() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(3);
    try {
      for (int i = 0; i < 100; i++) {
        assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
        List<Callable<Object>> disconnects =
            Collections.nCopies(3, Executors.callable(tightwire.faults()::disconnect));
        for (Future<Object> disconnect : threads.invokeAll(disconnects)) {
          disconnect.get();
        }
      }
      assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    } finally {
      threads.shutdown();
    }
  }

  @Test
  void clearLeavesTheServerAloneHoweverShortTheClientsTimeoutIs() {
    try (TestBed bed =
        TestBed.builder()
            .services(new ClerkSkeleton(desk))
            .timeout(Duration.ofNanos(20_000))
            .start()) {
      ClerkStub calls = bed.stub(ClerkStub::new);
      for (int i = 0; i < 1000; i++) {
        bed.faults().delay(LONG, "lookUp");
        bed.faults().clear();
      }
      assertThat(calls.add(5, 3).remote(LONG)).isEqualTo(8);
    }
  }

  // --- which methods ---

  @Test
  void methodsAreNamedShortlyOrInFull() {
    for (String name : List.of("add", "Clerk.add", "io.tightwire.testing.Clerk/add")) {
      tightwire.faults().drop(name);
      timesOut(() -> clerk.add(5, 3).remote(SHORT));
      tightwire.faults().clear();
      assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    }
  }

  @Test
  void faultOfAnUnknownMethodIsRefused() {
    assertThatThrownBy(() -> tightwire.faults().drop("ad"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "No method is named ad; there are add, addLater, feed, lookUp, note, numbers, ponder,"
                + " sulk");
    assertThatThrownBy(() -> tightwire.faults().delay(Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
  }
}
