package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.OpenDuplex;
import io.tightwire.OpenUpload;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests streams from the client, and both ways, through generated code and real connections. */
final class UploadTest extends Scenario {

  private DepotStub depot() {
    RpcServer server = start(RpcServer.builder().service(new DepotSkeleton(new Warehouse())));
    return new DepotStub(connect(RpcClient.builder().endpoint(server.endpoint())));
  }

  private static Stream<Integer> numbers(int count) {
    return IntStream.rangeClosed(1, count).boxed();
  }

  @Test
  void streamIsReadToItsEndAndClosedOnce() {
    DepotStub depot = depot();
    AtomicInteger closed = new AtomicInteger();
    assertThat(depot.sum(numbers(100_000).onClose(closed::incrementAndGet)).remote(LONG))
        .isEqualTo(5_000_050_000L);
    assertThat(closed).hasValue(1);
    assertThat(depot.blocking().sum(numbers(10))).isEqualTo(55);
    assertThat(depot.sum(Stream.empty()).remote(LONG)).isZero();
    assertThat(depot.sum(numbers(1000)).remoteFuture(LONG))
        .succeedsWithin(LONG)
        .isEqualTo(500_500L);
  }

  @Test
  void handlerThatReadsNoFurtherEndsTheSource() {
    DepotStub depot = depot();
    AtomicInteger pulled = new AtomicInteger();
    AtomicInteger closed = new AtomicInteger();
    Stream<Integer> endless =
        Stream.generate(pulled::incrementAndGet).onClose(closed::incrementAndGet);
    assertThat(depot.first(1_000, endless).remote(LONG)).isEqualTo(1_000);
    assertThat(closed).hasValue(1);
    assertThat(pulled.get()).isLessThan(100_000);
  }

  @Test
  void publisherIsSubscribedTo() {
    DepotStub depot = depot();
    SubmissionPublisher<byte[]> parts = new SubmissionPublisher<>();
    CompletableFuture<Long> stored = depot.store("a", parts).remoteFuture(LONG);
    while (!parts.hasSubscribers()) {
      assertThat(stored).isNotDone();
      Thread.onSpinWait();
    }
    for (int i = 0; i < 500; i++) {
      int unused = parts.submit(new byte[10_000]);
    }
    parts.close();
    assertThat(stored).succeedsWithin(LONG).isEqualTo(5_000_000L);
  }

  @Test
  void streamsGoBothWays() {
    DepotStub depot = depot();
    List<Integer> squares = new ArrayList<>();
    try (RemoteStream<Integer> items = depot.squares(numbers(5_000)).remoteStreaming(LONG)) {
      items.forEachRemaining(squares::add);
    }
    assertThat(squares).hasSize(5_000).startsWith(1, 4, 9).endsWith(25_000_000);
  }

  @Test
  void publishersGoBothWays() {
    DepotStub depot = depot();
    SubmissionPublisher<String> texts = new SubmissionPublisher<>();
    Collected<String> upper = Collected.from(depot.upper(texts).remotePublisher(LONG));
    while (!texts.hasSubscribers()) {
      assertThat(upper.isEnded()).isFalse();
      Thread.onSpinWait();
    }
    for (int i = 0; i < 300; i++) {
      int unused = texts.submit("text " + i);
    }
    texts.close();
    assertThat(upper.awaitEnd()).isNull();
    assertThat(upper.items()).hasSize(300).startsWith("TEXT 0").endsWith("TEXT 299");
  }

  @Test
  void itemsAreSentOneByOne() throws Exception {
    DepotStub depot = depot();
    try (OpenUpload<Integer, Long> upload = depot.sum().withTimeout(LONG).open()) {
      for (int i = 1; i <= 2_000; i++) {
        upload.send(i);
      }
      upload.complete();
      assertThat(upload.result()).isEqualTo(2_001_000L);
      assertThat(upload.wantsMore()).isFalse();
    }
  }

  @Test
  void conversation() throws Exception {
    DepotStub depot = depot();
    try (OpenDuplex<Integer, Integer> duplex = depot.squares().withTimeout(LONG).open()) {
      for (int i = 1; i <= 100; i++) {
        duplex.send(i);
        assertThat(duplex.next()).isEqualTo(i * i);
      }
      duplex.complete();
      assertThat(duplex.hasNext()).isFalse();
    }
  }

  @Test
  void threadThatSendsWhileItReadsNothingIsToldSoAtTheDeadline() {
    DepotStub depot = depot();
    AtomicInteger sent = new AtomicInteger();
    try (OpenDuplex<Integer, Integer> duplex =
        depot.squares().withTimeout(Duration.ofMillis(500)).open()) {
      assertThatThrownBy(
              () -> {
                while (true) {
                  duplex.send(sent.incrementAndGet());
                }
              })
          .isInstanceOf(RpcTimeoutException.class)
          .hasMessageContaining("the server waits for you to read: 256 replies are unread");
    }
    assertThat(sent.get()).isBetween(256, 5_000);
    assertThat(depot.sum(numbers(2)).remote(LONG)).isEqualTo(3);
  }

  @Test
  void sourceThatFailsEndsTheCall() {
    DepotStub depot = depot();
    IllegalStateException broken = new IllegalStateException("the file is gone");
    Stream<Integer> failing =
        numbers(100)
            .peek(
                number -> {
                  if (number == 50) {
                    throw broken;
                  }
                });
    assertThatThrownBy(() -> depot.sum(failing).remote(LONG)).isSameAs(broken);
    assertThat(depot.sum(numbers(2)).remote(LONG)).isEqualTo(3);
  }

  @Test
  void callWhoseHandlerWaitsForItemsEndsAtItsDeadline() {
    DepotStub depot = depot();
    try (OpenUpload<Integer, Long> upload =
        depot.sum().withTimeout(Duration.ofMillis(300)).open()) {
      RpcException failure = catchThrowableOfType(RpcException.class, upload::result);
      assertThat(failure.status()).isEqualTo(RpcStatus.DEADLINE_EXCEEDED);
      assertThat(upload.wantsMore()).isFalse();
    }
  }

  @Test
  void oneWayCallThatTakesAStreamIsRefused() {
    DepotStub depot = depot();
    assertThatThrownBy(() -> depot.sum(numbers(1)).remoteOneWay())
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("remoteOneWay");
  }
}
