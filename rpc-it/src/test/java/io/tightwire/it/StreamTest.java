package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests streams: flow control by their readers, and their end when they are not read any more. */
final class StreamTest extends Scenario {

  /** More than a window of items, far less than an unbounded producer makes. */
  private static final int FEW = 2_000;

  /** A workshop with endless streams, which count their items and signal when they are closed. */
  private static final class Spring extends Workbench {
    final AtomicInteger produced = new AtomicInteger();
    final AtomicLong requested = new AtomicLong();
    final AtomicInteger open = new AtomicInteger();
    final Signal closed = new Signal();

    @Override
    public Stream<Integer> numbers(int count) {
      open.incrementAndGet();
      return IntStream.iterate(1, n -> n + 1)
          .peek(n -> produced.incrementAndGet())
          .boxed()
          .onClose(
              () -> {
                open.decrementAndGet();
                closed.raise();
              });
    }

    /** Publishes exactly the requested number of items, immediately. */
    @Override
    public Flow.Publisher<Integer> feed(int count) {
      return subscriber ->
          subscriber.onSubscribe(
              new Flow.Subscription() {
                @Override
                public void request(long n) {
                  requested.addAndGet(n);
                  for (long i = 0; i < n && !closed.isRaised(); i++) {
                    subscriber.onNext(produced.incrementAndGet());
                  }
                }

                @Override
                public void cancel() {
                  closed.raise();
                }
              });
    }
  }

  @Test
  void readerThatStopsStopsTheProducer() {
    Spring spring = new Spring();
    WorkshopStub workshop = visit(spring);

    try (RemoteStream<Integer> numbers = workshop.numbers(0).remoteStreaming()) {
      assertThat(numbers.next()).isEqualTo(1);
      // All remaining work of the server for this stream is done before it responds to 200 calls.
      for (int i = 0; i < 200; i++) {
        assertThat(workshop.add(i, 1).remote(LONG)).isEqualTo(i + 1);
      }
      assertThat(spring.produced).hasValueLessThan(FEW);
      for (int i = 2; i <= 3 * FEW; i++) {
        assertThat(numbers.next()).isEqualTo(i);
      }
      assertThat(spring.produced).hasValueBetween(3 * FEW, 4 * FEW);
    }
    spring.closed.await();
  }

  @Test
  void readersCreditIsThePublishersDemand() {
    Spring spring = new Spring();

    try (RemoteStream<Integer> numbers = visit(spring).feed(0).remoteStreaming()) {
      for (int i = 1; i <= FEW; i++) {
        assertThat(numbers.next()).isEqualTo(i);
      }
      assertThat(spring.requested).hasValueBetween(FEW, 2 * FEW);
    }
    spring.closed.await();
  }

  @Test
  void closingEarlyClosesTheServersStream() {
    Spring spring = new Spring();

    RemoteStream<Integer> numbers = visit(spring).numbers(0).remoteStreaming();
    assertThat(numbers.next()).isEqualTo(1);
    numbers.close();

    spring.closed.await();
    assertThat(numbers.hasNext()).isFalse();
    assertThatThrownBy(numbers::next).isInstanceOf(NoSuchElementException.class);
    numbers.close(); // has no further effect
  }

  @Test
  void closingFromAnotherThreadEndsTheWait() throws Exception {
    Signal started = new Signal();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public Flow.Publisher<Integer> feed(int count) {
                started.raise();
                return subscriber -> {}; // never signals
              }
            });
    RemoteStream<Integer> silent = workshop.feed(1).remoteStreaming();
    Thread closer =
        new Thread(
            () -> {
              started.await();
              silent.close();
            });
    closer.start();

    assertThat(silent.hasNext()).isFalse();
    closer.join();
  }

  @Test
  void streamThatWasReadToItsEndIsClosedOnTheServer() {
    Signal closed = new Signal();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public Stream<Integer> numbers(int count) {
                return super.numbers(count).onClose(closed::raise);
              }
            });

    try (RemoteStream<Integer> numbers = workshop.numbers(3).remoteStreaming()) {
      assertThat(numbers.next()).isEqualTo(1);
      assertThat(numbers.next()).isEqualTo(2);
      assertThat(numbers.next()).isEqualTo(3);
      assertThat(numbers.hasNext()).isFalse();
      assertThat(numbers.hasNext()).isFalse();
    }
    closed.await();
  }

  @Test
  void emptyStreamHasNoItems() {
    try (RemoteStream<Integer> none = visit(new Workbench()).numbers(0).remoteStreaming()) {
      assertThat(none.hasNext()).isFalse();
    }
  }

  @Test
  void streamIsIteratedOnce() {
    try (RemoteStream<Integer> numbers = visit(new Workbench()).numbers(3).remoteStreaming()) {
      assertThat(numbers.iterator().next()).isEqualTo(1);
      assertThatThrownBy(numbers::iterator)
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("once");
    }
  }

  @Test
  void streamsGoOnSideBySide() {
    Spring spring = new Spring();
    WorkshopStub workshop = visit(spring);
    List<RemoteStream<Integer>> streams = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      streams.add(workshop.numbers(0).remoteStreaming());
    }

    for (int n = 1; n <= 500; n++) {
      for (RemoteStream<Integer> stream : streams) {
        assertThat(stream.next()).isEqualTo(n);
      }
    }
    streams.forEach(RemoteStream::close);

    await().atMost(Signal.PATIENCE).until(() -> spring.open.get() == 0);
  }

  @Test
  void streamsThatAreNotReadDelayNoCall() {
    WorkshopStub workshop = visit(start(server(new Spring()).workers(2)));
    List<RemoteStream<Integer>> unread = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      unread.add(workshop.numbers(0).remoteStreaming());
    }

    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);

    unread.forEach(RemoteStream::close);
  }

  @Test
  void publisherIsColdAndEachSubscriberStartsACall() {
    AtomicInteger calls = new AtomicInteger();
    RemoteStreamingCall<Integer> call =
        visit(
                new Workbench() {
                  @Override
                  public Stream<Integer> numbers(int count) {
                    calls.incrementAndGet();
                    return super.numbers(count);
                  }
                })
            .numbers(3);
    Flow.Publisher<Integer> publisher = call.remotePublisher();

    assertThat(calls).hasValue(0);
    Collected<Integer> first = Collected.from(publisher);
    Collected<Integer> second = Collected.from(publisher);

    assertThat(first.awaitEnd()).isNull();
    assertThat(second.awaitEnd()).isNull();
    assertThat(first.items()).containsExactly(1, 2, 3);
    assertThat(second.items()).containsExactly(1, 2, 3);
    assertThat(calls).hasValue(2);
  }

  @Test
  void subscriberGetsWhatItRequestsAndNoMore() {
    Spring spring = new Spring();
    WorkshopStub workshop = visit(spring);

    Collected<Integer> three = Collected.from(workshop.feed(0).remotePublisher(), 3);
    await().atMost(Signal.PATIENCE).until(() -> three.items().size() == 3);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(three.items()).containsExactly(1, 2, 3);
    assertThat(spring.requested).hasValue(3);

    three.request(2);
    await().atMost(Signal.PATIENCE).until(() -> three.items().size() == 5);
    three.cancel();

    spring.closed.await();
    assertThat(three.isEnded()).isFalse();
  }

  @Test
  void wholeStreamHasOneDeadline() {
    Spring spring = new Spring();
    WorkshopStub workshop = visit(spring);
    Duration time = Duration.ofMillis(250);

    do { // until the deadline is long enough for the stream to begin
      time = time.multipliedBy(2);
      try (RemoteStream<Integer> numbers = workshop.numbers(0).remoteStreaming(time)) {
        assertThat(catchThrowableOfType(RpcException.class, () -> readAll(numbers)))
            .isInstanceOf(RpcTimeoutException.class);
      }
    } while (spring.produced.get() == 0);

    spring.closed.await();
  }

  @Test
  void closingTheClientBreaksItsStreams() {
    Spring spring = new Spring();
    RpcClient client = connect(serve(spring));
    RemoteStream<Integer> numbers = new WorkshopStub(client).numbers(0).remoteStreaming();
    assertThat(numbers.next()).isEqualTo(1);

    client.close();

    RpcException failure = catchThrowableOfType(RpcException.class, () -> readAll(numbers));
    assertThat(failure.status()).isEqualTo(RpcStatus.CANCELLED);
    assertThat(failure.getCause()).isInstanceOf(RpcCancelledException.class);
    spring.closed.await();
  }

  @Test
  void interruptedReaderGivesUpItsStream() {
    Spring spring = new Spring();
    Signal started = new Signal();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public Flow.Publisher<Integer> feed(int count) {
                return subscriber ->
                    subscriber.onSubscribe(
                        new Flow.Subscription() {
                          @Override
                          public void request(long n) {
                            started.raise();
                          }

                          @Override
                          public void cancel() {
                            spring.closed.raise();
                          }
                        });
              }
            });
    RemoteStream<Integer> silent = workshop.feed(1).remoteStreaming();
    started.await();

    Thread.currentThread().interrupt();
    RpcException failure = catchThrowableOfType(RpcException.class, silent::hasNext);

    assertThat(Thread.interrupted()).isTrue();
    assertThat(failure.status()).isEqualTo(RpcStatus.CANCELLED);
    spring.closed.await();
  }

  private static void readAll(RemoteStream<Integer> numbers) {
    while (true) {
      numbers.next();
    }
  }
}
