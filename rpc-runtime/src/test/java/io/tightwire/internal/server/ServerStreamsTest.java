package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.publishing;
import static io.tightwire.internal.server.ServerRig.streaming;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ServerStreamsTest {

  private final ServerMethod<Integer> echo = ServerRig.echo(new ArrayList<>());

  @Test
  void streamSendsNoMoreThanItsCreditAndOccupiesNoPlace() {
    AtomicInteger made = new AtomicInteger();
    AtomicBoolean closed = new AtomicBoolean();
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.common = 1;
    ServerRig rig =
        new ServerRig(
                setup,
                streaming(
                    "count",
                    n ->
                        Stream.iterate(1, i -> i <= n, i -> i + 1)
                            .peek(i -> made.incrementAndGet())
                            .onClose(() -> closed.set(true))),
                echo)
            .connect();
    rig.stream(5, "count", 5);
    rig.credit(5, 2);
    rig.settle();
    assertThat(rig.items(5)).containsExactly(1, 2);
    assertThat(made.get()).isLessThanOrEqualTo(3);
    rig.call(6, "echo", 6);
    rig.settle();
    assertThat(rig.nextResult(6)).isEqualTo(6);
    rig.credit(5, 1);
    rig.settle();
    assertThat(rig.items(5)).containsExactly(3);
    assertThat(closed).isFalse();
    rig.credit(5, 2);
    rig.settle();
    List<Frame> last = rig.peer.take();
    assertThat(last).hasSize(3).last().isEqualTo(new Frame.End(5));
    assertThat(closed).isTrue();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void loopIsToldInWhichPassItemsLeave() {
    ServerRig rig = new ServerRig(streaming("some", n -> Stream.of(1, 2))).connect();
    rig.stream(5, "some", 0);
    rig.settle();
    assertThat(rig.core.isStreaming(rig.now)).as("none yet").isFalse();
    rig.credit(5, 2);
    rig.settle();
    assertThat(rig.core.isStreaming(rig.now)).isTrue();
    rig.elapse(Duration.ofNanos(1));
    assertThat(rig.core.isStreaming(rig.now)).isFalse();
  }

  @Test
  void endNeedsNoCredit() {
    ServerRig rig = new ServerRig(streaming("none", n -> Stream.<Integer>of())).connect();
    rig.stream(5, "none", 0);
    rig.settle();
    assertThat(rig.peer.take()).containsExactly(new Frame.End(5));
  }

  @Test
  void cancelledStreamIsClosedOnceAndSendsNothingMore() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(
                streaming(
                    "count", n -> Stream.iterate(1, i -> i + 1).onClose(closed::incrementAndGet)))
            .connect();
    rig.stream(5, "count", 0);
    rig.credit(5, 3);
    rig.settle();
    assertThat(rig.items(5)).hasSize(3);
    rig.receive(FrameWriter.cancel(5, "enough"));
    rig.credit(5, 3);
    rig.settle();
    assertThat(closed).hasValue(1);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamOfAClientThatDisappearedIsClosed() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(streaming("count", n -> Stream.of(1, 2).onClose(closed::incrementAndGet)))
            .connect();
    rig.stream(5, "count", 0);
    rig.settle();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("gone"), rig.now);
    rig.settle();
    assertThat(closed).hasValue(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamThatBreaksIsClosedAndItsErrorFollowsItsItems() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(
                streaming(
                    "fail",
                    n ->
                        Stream.iterate(
                                1,
                                i -> {
                                  if (i == 2) {
                                    throw new IllegalStateException("no");
                                  }
                                  return i + 1;
                                })
                            .onClose(closed::incrementAndGet)))
            .connect();
    rig.stream(5, "fail", 0);
    rig.credit(5, 100);
    rig.settle();
    List<Frame> frames = rig.peer.take();
    assertThat(frames).hasSize(3);
    assertThat(((Frame.Failure) frames.get(2)).message()).isEqualTo("no");
    assertThat(closed).hasValue(1);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamThatIsExhaustedIsClosedAndGetsAnEnd() {
    AtomicInteger closed = new AtomicInteger();
    ServerRig rig =
        new ServerRig(
                streaming(
                    "used",
                    n -> {
                      Stream<Integer> stream = Stream.of(1).onClose(closed::incrementAndGet);
                      assertThat(stream.iterator()).hasNext();
                      return stream;
                    }))
            .connect();
    rig.stream(5, "used", 0);
    rig.settle();
    assertThat(rig.nextFailure(5).type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(closed).hasValue(1);
  }

  /** A publisher that the test drives. */
  private static final class Source implements Flow.Publisher<Integer>, Flow.Subscription {
    final AtomicLong requested = new AtomicLong();
    final AtomicInteger cancelled = new AtomicInteger();
    Flow.@Nullable Subscriber<? super Integer> subscriber;

    @Override
    public void subscribe(Flow.Subscriber<? super Integer> to) {
      subscriber = to;
      to.onSubscribe(this);
    }

    Flow.Subscriber<? super Integer> subscriber() {
      return Objects.requireNonNull(subscriber);
    }

    @Override
    public void request(long n) {
      requested.addAndGet(n);
    }

    @Override
    public void cancel() {
      cancelled.incrementAndGet();
    }
  }

  @Test
  void demandOfAPublisherIsTheCredit() {
    Source source = new Source();
    ServerRig rig = new ServerRig(publishing("publish", n -> source)).connect();
    rig.stream(5, "publish", 0);
    rig.settle();
    assertThat(source.requested).hasValue(0);
    rig.credit(5, 2);
    rig.settle();
    assertThat(source.requested).hasValue(2);
    source.subscriber().onNext(1);
    source.subscriber().onNext(2);
    rig.settle();
    assertThat(rig.items(5)).containsExactly(1, 2);
    source.subscriber().onComplete();
    rig.settle();
    assertThat(rig.peer.take()).containsExactly(new Frame.End(5));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void publisherThatIgnoresDemandIsStopped() {
    Source source = new Source();
    ServerRig rig = new ServerRig(publishing("publish", n -> source)).connect();
    rig.stream(5, "publish", 0);
    rig.credit(5, 1);
    rig.settle();
    for (int i = 0; i < 10; i++) {
      source.subscriber().onNext(i);
    }
    rig.settle();
    List<Frame> frames = rig.peer.take();
    assertThat(frames).hasSize(2);
    assertThat(((Frame.Failure) frames.get(1)).message()).contains("more than was requested");
    assertThat(source.cancelled).hasValue(1);
  }

  /** Rule 1.3 forbids that; nevertheless each frame must be whole. */
  @Test
  void publisherThatPublishesOnTwoThreadsBreaksNoFrame() {
    Source source = new Source();
    ServerRig rig = new ServerRig(publishing("publish", n -> source)).connect();
    rig.stream(5, "publish", 0);
    rig.credit(5, 1_000_000);
    rig.settle();
    int published = 0;
    for (int round = 0; round < 200; round++) {
      long asked = source.requested.getAndSet(0);
      assertThat(asked).isGreaterThan(1);
      CompletableFuture<Void> other =
          CompletableFuture.runAsync(() -> publish(source, asked / 2, 1_000));
      publish(source, asked - asked / 2, 2_000_000);
      other.join();
      published += (int) asked;
      rig.settle();
    }
    assertThat(rig.items(5)).hasSize(published).containsOnly(1_000, 2_000_000);
    assertThat(rig.peer.dropped()).isNull();
  }

  private static void publish(Source source, long items, int value) {
    for (long i = 0; i < items; i++) {
      source.subscriber().onNext(value);
    }
  }

  @Test
  void cancelledPublisherIsCancelled() {
    Source source = new Source();
    ServerRig rig = new ServerRig(publishing("publish", n -> source)).connect();
    rig.stream(5, "publish", 0);
    rig.credit(5, 9);
    rig.settle();
    rig.receive(FrameWriter.cancel(5, "enough"));
    source.subscriber().onNext(1);
    rig.settle();
    assertThat(source.cancelled).hasValue(1);
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void publisherThatThrowsFromSubscribeGetsAnErrorAndIsCancelled() {
    Source source = new Source();
    ServerRig rig =
        new ServerRig(
                publishing(
                    "publish",
                    n ->
                        subscriber -> {
                          source.subscribe(subscriber);
                          throw new IllegalStateException("no");
                        }))
            .connect();
    rig.stream(5, "publish", 0);
    rig.settle();
    assertThat(rig.nextFailure(5).message()).isEqualTo("no");
    assertThat(source.cancelled).hasValue(1);
    assertThat(rig.core.isIdle()).isTrue();
  }
}
