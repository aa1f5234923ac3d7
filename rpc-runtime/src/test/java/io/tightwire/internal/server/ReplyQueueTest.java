package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.stream.ItemStream;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReplyQueueTest {

  private static final int ITEM = 100 * 1024;

  private final AtomicInteger made = new AtomicInteger();

  /** Lets {@link #later} return. */
  private final List<Runnable> finish = new ArrayList<>();

  /** A stream of n large items. */
  private final ServerMethod<byte[]> crates =
      ServerMethod.streaming(
          MethodDescriptor.streaming("a.Test", "crates", 1, Codecs.BYTES),
          in -> {
            int n = in.readInt();
            return () ->
                Stream.generate(() -> new byte[ITEM]).limit(n).peek(x -> made.incrementAndGet());
          });

  /** The same, published as soon as it is requested. */
  private final ServerMethod<byte[]> published =
      ServerMethod.publishing(
          MethodDescriptor.streaming("a.Test", "published", 1, Codecs.BYTES),
          in -> {
            int n = in.readInt();
            return () -> (Flow.Publisher<byte[]>) subscriber -> publish(n, subscriber);
          });

  /** One large result. */
  private final ServerMethod<byte[]> crate =
      ServerMethod.returning(
          MethodDescriptor.unary("a.Test", "crate", 1, Codecs.BYTES),
          in -> {
            int size = in.readInt();
            return () -> new byte[size];
          });

  /** One large result of a call that has been started. */
  private final ServerMethod<byte[]> later =
      ServerMethod.completing(
          MethodDescriptor.unary("a.Test", "crate", 1, Codecs.BYTES),
          in -> {
            int size = in.readInt();
            return () -> {
              CompletableFuture<byte[]> result = new CompletableFuture<>();
              finish.add(() -> result.complete(new byte[size]));
              return result;
            };
          });

  private void publish(int n, Flow.Subscriber<? super byte[]> subscriber) {
    subscriber.onSubscribe(
        new Flow.Subscription() {
          private int sent;

          @Override
          public void request(long items) {
            for (long i = 0; i < items && sent < n; i++) {
              sent++;
              made.incrementAndGet();
              subscriber.onNext(new byte[ITEM]);
              if (sent == n) {
                subscriber.onComplete();
              }
            }
          }

          @Override
          public void cancel() {
            sent = n;
          }
        });
  }

  @Test
  void streamPausesWhileItsClientDoesNotKeepUp() {
    pausesAndResumes(new ServerRig(crates).connect(), "crates");
  }

  @Test
  void publisherGetsNoDemandWhileItsClientDoesNotKeepUp() {
    pausesAndResumes(new ServerRig(published).connect(), "published");
  }

  private void pausesAndResumes(ServerRig rig, String method) {
    rig.peer.setWritable(false);
    rig.stream(5, method, 1_000);
    rig.credit(5, 1_000);
    rig.settle();
    assertThat(made.get()).isBetween(1, 100);
    assertThat(rig.peer.take()).isEmpty();

    rig.peer.setWritable(true);
    rig.settle();

    List<Frame> all = rig.peer.take();
    assertThat(all).hasSize(1_001).last().isEqualTo(new Frame.End(5));
    assertThat(rig.core.isIdle()).isTrue();
  }

  private void manyStreamsShareTheLimitOfReadyItems(ServerMethod<byte[]> method, String name) {
    ServerRig rig = new ServerRig(method).connect();
    rig.peer.setWritable(false);
    int streams = 90;
    for (int id = 1; id <= streams; id++) {
      rig.stream(id, name, 5);
      rig.credit(id, 10);
    }
    rig.settle();
    int shared = ServerRig.MAX_WAITING / ITEM;
    assertThat(made.get())
        .as("and one more of each, asked for")
        .isBetween(streams, 2 * streams + shared);
    assertThat(rig.core.isIdle()).isFalse();

    rig.peer.setWritable(true);
    rig.settle();
    assertThat(rig.peer.take()).hasSize(6 * streams);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void manyStreamsShareTheLimitOfReadyItems() {
    manyStreamsShareTheLimitOfReadyItems(crates, "crates");
  }

  @Test
  void manyPublishersShareTheLimitOfReadyItems() {
    manyStreamsShareTheLimitOfReadyItems(published, "published");
  }

  @Test
  void streamsOfALostClientAreNotKept() {
    ServerRig rig = new ServerRig(crates).connect();
    rig.peer.setWritable(false);
    rig.stream(5, "crates", 9);
    rig.credit(5, 9);
    rig.settle();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("lost"), rig.now);
    rig.settle();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void itemsAndTheirEndWaitForCreditInBytes() {
    ServerRig rig = new ServerRig(crates).connect();
    int value = ITEM + 5;
    rig.stream(5, "crates", 5);
    rig.credit(5, 10, 2L * value + 1);
    rig.settle();
    assertThat(rig.peer.take()).as("the last may have more").hasSize(3);

    rig.credit(5, 0, value - 1);
    rig.settle();
    assertThat(rig.peer.take()).as("the excess is deducted").isEmpty();
    rig.credit(5, 0, 1);
    rig.settle();
    assertThat(rig.peer.take()).hasSize(1);
    rig.credit(5, 0, value);
    rig.settle();

    assertThat(rig.peer.take()).hasSize(2).last().isEqualTo(new Frame.End(5));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void sourceStopsWhileItsItemsWaitForCreditInBytes() {
    ServerRig rig = new ServerRig(crates).connect();
    rig.stream(5, "crates", 1_000);
    rig.credit(5, 1_000, 1);
    rig.settle();
    assertThat(rig.peer.take()).hasSize(1);
    assertThat(made.get()).isBetween(1, 1 + ItemStream.HIGH_WATERMARK / ITEM + 2);

    rig.receive(FrameWriter.cancel(5, "enough"));
    rig.settle();

    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamThatEndedButWaitsForCreditCanStillBeCancelled() {
    ServerRig rig = new ServerRig(crates).connect();
    rig.stream(5, "crates", 2);
    rig.credit(5, 10, 1);
    rig.settle();
    assertThat(rig.peer.take()).hasSize(1);
    rig.receive(FrameWriter.cancel(5, "enough"));
    rig.credit(5, 1, 1 << 20);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void streamThatWaitsForCreditDoesNotHoldUpAnother() {
    ServerRig rig = new ServerRig(crates).connect();
    rig.stream(5, "crates", 9);
    rig.credit(5, 9, 1);
    rig.stream(6, "crates", 2);
    rig.credit(6, 9);
    rig.settle();
    assertThat(rig.peer.take()).extracting(Frame::id).containsExactlyInAnyOrder(5L, 6L, 6L, 6L);
  }

  @Test
  void endWaitsForItsItems() {
    ServerRig rig = new ServerRig(crates).connect();
    rig.peer.setWritable(false);
    rig.stream(5, "crates", 2);
    rig.credit(5, 10);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();

    rig.peer.setWritable(true);
    rig.settle();

    assertThat(rig.peer.take())
        .extracting(frame -> (Object) frame.getClass())
        .containsExactly(Frame.Item.class, Frame.Item.class, Frame.End.class);
  }

  @Test
  void responseThatWaitsCanStillBeCancelled() {
    ServerRig rig = new ServerRig(crate).connect();
    rig.peer.setWritable(false);
    rig.call(5, "crate", 10);
    rig.settle();
    rig.receive(FrameWriter.cancel(5, "enough"));
    rig.peer.setWritable(true);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void responsesAboveTheLimitFailTheirCallsAndNotTheConnection() {
    ServerRig rig = new ServerRig(later).connect();
    rig.peer.setWritable(false);
    for (int id = 1; id <= 6; id++) {
      rig.call(id, "crate", 900_000);
    }
    rig.settle();
    finish.forEach(Runnable::run);
    rig.settle();
    rig.peer.setWritable(true);
    rig.settle();

    List<Frame> responses = rig.peer.take();
    assertThat(responses).hasSize(6);
    assertThat(responses.subList(0, 4)).allMatch(Frame.Result.class::isInstance);
    assertThat(responses.subList(4, 6))
        .allSatisfy(
            frame -> {
              Frame.Failure failure = (Frame.Failure) frame;
              assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
              assertThat(failure.message()).contains("Test.crate", "does not keep up");
              assertThat(failure.mayHaveExecuted()).isTrue();
            });
    assertThat(rig.peer.dropped()).isNull();
    assertThat(rig.core.isIdle()).isTrue();
  }
}
