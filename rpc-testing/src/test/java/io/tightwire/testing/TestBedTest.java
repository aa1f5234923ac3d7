package io.tightwire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tightwire.CallListener;
import io.tightwire.ConnectionState;
import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tests what a bed starts, what it closes, and the open calls that it finds. */
final class TestBedTest {

  /** The timeout for waits that are meant not to end. */
  private static final Duration LITTLE = Duration.ofMillis(200);

  private final Desk desk = new Desk();

  private TestBed.Builder builder() {
    return TestBed.builder().services(new ClerkSkeleton(desk));
  }

  @Test
  void stubCallsTheServer() {
    try (TestBed bed = TestBed.of(new ClerkSkeleton(desk))) {
      assertThat(bed.stub(ClerkStub::new).add(5, 3).remote()).isEqualTo(8);
      assertThat(bed.server().endpoint()).startsWith("inproc://");
    }
  }

  @Test
  void interceptorsOfBothSidesAreAsked() {
    List<String> seen = new CopyOnWriteArrayList<>();
    try (TestBed bed =
        builder()
            .server(
                server ->
                    server.interceptor(
                        call -> {
                          if (!"s3cret".equals(call.metadata().get("token"))) {
                            throw RpcPermissionException.denied("no token");
                          }
                          seen.add("server " + call.metadata());
                          return CallListener.NONE;
                        }))
            .client(
                client ->
                    client.interceptor(
                        call -> {
                          call.setMetadata("token", "s3cret");
                          seen.add("client " + call.method());
                          return CallListener.NONE;
                        }))
            .start()) {
      assertThat(bed.stub(ClerkStub::new).add(5, 3).remote()).isEqualTo(8);
      assertThat(seen).containsExactly("client add", "server {token=s3cret}");

      ClerkStub stranger = new ClerkStub(bed.connect(client -> {}));
      assertThatThrownBy(() -> stranger.add(5, 3).remote())
          .isInstanceOf(RpcPermissionException.class);

      bed.faults().disconnect();
      assertThat(seen).hasSize(2); // interceptors don't see faults
    }
  }

  @Test
  void limitsAreThoseThatWereSet() {
    try (TestBed bed =
        builder()
            .server(server -> server.maxMessageSize(1 << 16))
            .client(client -> client.maxMessageSize(1 << 15))
            .start()) {
      ClerkStub clerk = bed.stub(ClerkStub::new);
      assertThatThrownBy(() -> clerk.note("x".repeat(1 << 16)).remote())
          .isInstanceOf(RpcProtocolException.class);
      for (int i = 0; i < 100; i++) {
        CompletableFuture<?> one = clerk.note("x".repeat(20_000)).remoteFuture();
        CompletableFuture<?> two = clerk.note("x".repeat(30_000)).remoteFuture();
        assertThat(one).succeedsWithin(Duration.ofSeconds(60));
        assertThat(two).succeedsWithin(Duration.ofSeconds(60));
      }
    }
  }

  @Test
  void callsHaveATimeout() {
    try (TestBed bed = builder().timeout(Duration.ofMillis(100)).start()) {
      assertThatThrownBy(() -> bed.stub(ClerkStub::new).ponder().remote())
          .isInstanceOf(RpcTimeoutException.class);
    }
    assertThatThrownBy(() -> builder().timeout(Duration.ZERO))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @SuppressWarnings("NullAway") // passing null is the point
  void timesMayBeAsLongAsTheyLike() {
    for (Duration endless :
        List.of(ChronoUnit.FOREVER.getDuration(), Duration.ofSeconds(Long.MAX_VALUE))) {
      try (TestBed bed = builder().timeout(endless).start()) {
        ClerkStub clerk = bed.stub(ClerkStub::new);
        bed.faults().delay(endless, "ponder");
        assertThatThrownBy(() -> clerk.ponder().remote(Duration.ofMillis(100)))
            .isInstanceOf(RpcTimeoutException.class);
        assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
      }
    }
    Duration least = Duration.ofSeconds(Long.MIN_VALUE);
    assertThatThrownBy(() -> builder().timeout(least))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("timeout must be greater than zero");
    assertThatThrownBy(() -> builder().timeout(null))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("timeout");
  }

  @Test
  void builderStartsOneBedAfterTheOther() {
    TestBed.Builder builder = builder();
    for (int i = 0; i < 3; i++) {
      try (TestBed bed = builder.start()) {
        assertThat(bed.stub(ClerkStub::new).add(i, 1).remote()).isEqualTo(i + 1);
      }
    }
  }

  @Test
  void bedWithoutServicesIsRefused() {
    assertThatThrownBy(TestBed::of).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> builder().client(client -> client.timeout(Duration.ZERO)).start())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void closedBedIsClosedForGood() throws Exception {
    TestBed bed = builder().start();
    ClerkStub clerk = bed.stub(ClerkStub::new);
    assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
    bed.close();
    bed.close();
    assertThatThrownBy(() -> clerk.add(5, 3).remote()).isInstanceOf(RpcCancelledException.class);
    assertThatThrownBy(() -> bed.connect(client -> {})).isInstanceOf(IllegalStateException.class);
    assertThat(bed.server().awaitTermination(Duration.ofSeconds(60))).isTrue();
    bed.faults().disconnect();
    bed.faults().clear();
  }

  @Test
  void serverThatIsUnreachableWhenItsBedIsClosedStaysSo() {
    TestBed bed = builder().start();
    bed.faults().refuse();
    bed.close();
    bed.faults().clear();
    bed.faults().refuse();
    bed.faults().clear();
  }

  @Test
  void serverMayBeShutDownByTheTest() {
    try (TestBed bed = builder().timeout(Duration.ofMillis(200)).start()) {
      ClerkStub clerk = bed.stub(ClerkStub::new);
      assertThat(clerk.add(5, 3).remote()).isEqualTo(8);
      bed.client().shutdownServer();
      assertThat(bed.server().awaitTermination(Duration.ofSeconds(60))).isTrue();
      String said = "";
      for (long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
          !said.contains("no connection") && System.nanoTime() < end; ) {
        said = String.valueOf(catchThrowable(() -> clerk.add(5, 3).remote()));
      }
      assertThat(said).contains("no connection: ");
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void openFutureIsReportedWithWhereItWasMade() throws Exception {
    TestBed bed = builder().timeout(Duration.ofMinutes(1)).patience(LITTLE).start();
    CompletableFuture<Integer> pondering = bed.stub(ClerkStub::new).ponder().remoteFuture();
    Desk.await(desk.pondering);
    assertThatThrownBy(bed::close)
        .isInstanceOf(AssertionError.class)
        .hasMessage(
            "Calls are open at the end of the test: async call of ponder by thread \""
                + Thread.currentThread().getName()
                + "\"; wait for their outcome, cancel their futures, close their streams")
        .satisfies(
            leak ->
                assertThat(leak.getSuppressed()[0].getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().startsWith("openFuture")));
    assertThat(pondering).failsWithin(Duration.ofSeconds(60)); // closed nevertheless
    Desk.await(desk.interrupted);
  }

  @Test
  void streamThatIsLeftOpenIsReported() {
    TestBed bed = builder().patience(LITTLE).start();
    RemoteStream<Integer> numbers = bed.stub(ClerkStub::new).numbers(100_000).remoteStreaming();
    assertThat(numbers.next()).isEqualTo(1);
    assertThatThrownBy(bed::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("streaming call of numbers");
  }

  @Test
  void whatWasClosedOrCancelledIsNotOpen() {
    try (TestBed bed = builder().start()) {
      ClerkStub clerk = bed.stub(ClerkStub::new);
      RemoteStream<Integer> numbers = clerk.numbers(100_000).remoteStreaming();
      assertThat(numbers.next()).isEqualTo(1);
      numbers.close();
      assertThat(clerk.ponder().remoteFuture().cancel(true)).isTrue();
      bed.faults().drop("note");
      clerk.note("nobody hears of it").remoteOneWay();
    }
  }

  @Test
  void handlerThatDoesNotEndIsReported() throws Exception {
    TestBed bed = builder().patience(LITTLE).start();
    CompletableFuture<Integer> sulking = bed.stub(ClerkStub::new).sulk().remoteFuture();
    Desk.await(desk.pondering);
    assertThat(sulking.cancel(true)).isTrue();
    assertThatThrownBy(bed::close)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("the handler of sulk runs");
    desk.consoled.countDown();
  }

  @Test
  void closeOfAnInterruptedThreadClosesAll() throws Exception {
    TestBed bed = builder().start();
    RpcClient client = bed.client();
    Thread.currentThread().interrupt();
    bed.close();
    assertThat(Thread.interrupted()).isTrue();
    assertThat(bed.server().awaitTermination(Duration.ofSeconds(60))).isTrue();
    client.close(); // has begun; this waits, since the thread is not interrupted any more
    assertThat(client.state().kind()).isEqualTo(ConnectionState.Kind.CLOSED);
  }
}
