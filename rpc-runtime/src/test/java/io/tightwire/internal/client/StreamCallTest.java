package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.item;
import static io.tightwire.internal.client.ClientRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StreamCallTest {

  private static final int WINDOW = Window.ITEMS;
  private final ClientRig rig = ClientRig.connected();

  /** Takes request and credit; returns the call's id. */
  private long sent() {
    rig.turn();
    Frame.Request request = rig.peer.next(Frame.Request.class);
    assertThat(request.isStreaming()).isTrue();
    assertThat(rig.peer.take())
        .containsExactly(new Frame.Credit(request.id(), WINDOW, Window.BYTES));
    return request.id();
  }

  private List<Frame> sentFrames() {
    rig.turn();
    return rig.peer.take();
  }

  @Test
  void itemsComeInOrderAndEnd() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    rig.receive(item(id, 1), item(id, 2), FrameWriter.end(id));
    List<Integer> items = new ArrayList<>();
    stream.forEach(items::add);
    assertThat(items).containsExactly(1, 2);
    assertThat(stream.hasNext()).isFalse();
    assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    stream.close();
    assertThat(sentFrames()).as("nothing is left to cancel").isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void halfAWindowIsGrantedAgainForEachHalfThatIsRead() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    rig.receiveItems(id, 0, WINDOW);
    for (int i = 0; i < WINDOW / 2 - 1; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
    assertThat(sentFrames()).isEmpty();
    rig.elapse(Duration.ofMillis(5));
    stream.next();
    assertThat(sentFrames()).containsExactly(new Frame.Credit(id, WINDOW / 2, WINDOW / 2));
    rig.receiveItems(id, WINDOW, WINDOW / 2);
    assertThat(rig.peer.take()).as("within the credit").isEmpty();
  }

  @Test
  void readerThatIsFastIsGrantedMore() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    rig.receiveItems(id, 0, WINDOW);
    for (int i = 0; i < WINDOW / 2; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
    assertThat(sentFrames()).containsExactly(new Frame.Credit(id, WINDOW * 3 / 2, WINDOW / 2));
  }

  @Test
  void loopIsToldInWhichPassItemsCame() {
    try (RemoteStream<Integer> stream = rig.count(null)) {
      long id = sent();
      assertThat(rig.core.isStreaming(rig.now)).isFalse();
      rig.receive(item(id, 1));
      assertThat(rig.core.isStreaming(rig.now)).isTrue();
      rig.elapse(Duration.ofNanos(1));
      assertThat(rig.core.isStreaming(rig.now)).isFalse();
      assertThat(stream.next()).isEqualTo(1);
    }
  }

  @Test
  void itemBeyondTheCreditIsABreach() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    rig.receiveItems(id, 0, WINDOW + 1);
    assertThat(sentFrames())
        .containsExactly(new Frame.Cancel(id, "the server sent an item that was not asked for"));
    for (int i = 0; i < WINDOW; i++) {
      assertThat(stream.next()).isEqualTo(i);
    }
    assertThatThrownBy(stream::hasNext)
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("not asked for");
    assertThat(rig.core.isIdle()).isTrue();
  }

  private byte[] crate(long id, int length) {
    return FrameWriter.item(id, Codecs.BYTES, new byte[length], 2 * Window.BYTES).toByteArray();
  }

  private RemoteStream<byte[]> crates() {
    return rig.stream(MethodDescriptor.streaming("a.Test", "crates", 0, Codecs.BYTES));
  }

  @Test
  void bytesAreGrantedAgainWithoutWaitingForHalfTheItems() {
    RemoteStream<byte[]> stream = crates();
    long id = sent();
    int length = Window.BYTES / 4 - 5; // and the head of the value
    rig.receive(crate(id, length), crate(id, length), crate(id, length));
    stream.next();
    assertThat(sentFrames()).isEmpty();
    stream.next();
    assertThat(sentFrames()).containsExactly(new Frame.Credit(id, 2, Window.BYTES / 2));
    rig.receive(crate(id, length), crate(id, length), crate(id, length));
    assertThat(rig.peer.take()).as("within the credit").isEmpty();
  }

  @Test
  void unreadItemsCountForAllStreamsUntilTheyAreRead() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    assertThat(rig.windows.used()).isEqualTo(Window.BYTES);
    rig.receive(item(id, 1), item(id, 2), FrameWriter.end(id));
    assertThat(rig.windows.used()).as("received items").isEqualTo(2);
    stream.forEachRemaining(number -> {});
    assertThat(rig.windows.used()).isZero();
  }

  @Test
  void unreadItemsOfAClosedStreamDoNotCount() {
    RemoteStream<Integer> open = rig.count(null);
    rig.receiveItems(sent(), 0, WINDOW / 2);
    open.close();
    RemoteStream<Integer> ended = rig.count(null);
    rig.turn();
    long id = rig.peer.take().get(1).id();
    rig.receive(item(id, 1), FrameWriter.end(id));
    ended.close();
    assertThat(rig.windows.used()).isZero();
  }

  @Test
  void streamThatIsRefusedCountsForNothing() {
    ClientRig full = new ClientRig(1);
    RemoteStream<Integer> first = full.count(null);
    RemoteStream<Integer> refused = full.count(null);
    assertThatThrownBy(refused::hasNext).hasMessageContaining("full");
    assertThat(full.windows.used()).isEqualTo(Window.BYTES);
    first.close();
    assertThat(full.windows.used()).isZero();
  }

  @Test
  void itemLargerThanTheWindowPassesAlone() {
    RemoteStream<byte[]> stream = crates();
    long id = sent();
    int length = Window.BYTES * 3 / 2;
    rig.receive(crate(id, length));
    assertThat(stream.next()).hasSize(length);
    assertThat(sentFrames()).containsExactly(new Frame.Credit(id, 1, length + 5));
    rig.receive(crate(id, length));
    assertThat(stream.next()).hasSize(length);
    assertThat(sentFrames()).containsExactly(new Frame.Credit(id, 1, length + 5));
  }

  @Test
  void itemBeyondTheBytesIsABreach() {
    RemoteStream<byte[]> stream = crates();
    long id = sent();
    rig.receive(crate(id, Window.BYTES), crate(id, 1));
    assertThat(sentFrames())
        .containsExactly(new Frame.Cancel(id, "the server sent an item that was not asked for"));
    assertThat(stream.next()).hasSize(Window.BYTES);
    assertThatThrownBy(stream::next).isInstanceOf(RpcStreamingException.class);
  }

  @Test
  void singleResultInsteadOfAStreamIsABreach() {
    RemoteStream<Integer> stream = rig.count(null);
    rig.receive(result(sent(), 1));
    assertThatThrownBy(stream::hasNext)
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("single result");
  }

  @Test
  void errorComesAfterTheItemsBeforeIt() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    rig.receive(item(id, 1), FrameWriter.error(id, "INTERNAL", "it broke", true));
    assertThat(stream.next()).isEqualTo(1);
    for (int i = 0; i < 2; i++) {
      assertThatThrownBy(stream::next)
          .isInstanceOfSatisfying(
              RpcStreamingException.class,
              e -> {
                assertThat(e.status()).isEqualTo(RpcStatus.INTERNAL);
                assertThat(e.mayHaveExecuted()).isTrue();
              })
          .hasMessageContainingAll("Test.count", "it broke");
    }
  }

  @Test
  void streamThatNeverStartedJustFails() {
    RemoteStream<Integer> stream = rig.count(null);
    rig.receive(FrameWriter.error(sent(), "RESOURCE_EXHAUSTED", "full", false));
    assertThatThrownBy(stream::hasNext).isInstanceOf(RpcRejectedException.class);
  }

  @Test
  void deadlineIsThatOfTheWholeStream() {
    RemoteStream<Integer> stream = rig.count(Duration.ofSeconds(1));
    long id = sent();
    rig.elapse(Duration.ofMillis(900));
    rig.receive(item(id, 1));
    rig.elapse(Duration.ofMillis(100));
    assertThat(sentFrames()).containsExactly(new Frame.Cancel(id, "deadline exceeded"));
    assertThat(stream.next()).isEqualTo(1);
    assertThatThrownBy(stream::next).isInstanceOf(RpcTimeoutException.class);
  }

  @Test
  void lostConnectionBreaksTheStream() {
    RemoteStream<Integer> stream = rig.count(null);
    rig.receive(item(sent(), 1));
    rig.disconnect("reset");
    assertThat(stream.next()).isEqualTo(1);
    assertThatThrownBy(stream::next)
        .isInstanceOfSatisfying(
            RpcStreamingException.class,
            e -> assertThat(e.status()).isEqualTo(RpcStatus.UNAVAILABLE));
  }

  @Test
  void earlyCloseCancelsOnTheServer() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    rig.receive(item(id, 1), item(id, 2));
    assertThat(stream.hasNext()).isTrue();
    stream.close();
    stream.close();
    assertThat(sentFrames()).containsExactly(new Frame.Cancel(id, "the reader closed the stream"));
    assertThat(stream.hasNext()).isFalse();
    assertThatThrownBy(stream::next).isInstanceOf(NoSuchElementException.class);
    rig.receive(item(id, 3));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void closeBeforeSendNeverReachesServer() {
    rig.count(null).close();
    assertThat(sentFrames()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void closeWakesTheReader() {
    RemoteStream<Integer> stream = rig.count(null);
    long unused = sent();
    CompletableFuture<Boolean> more = CompletableFuture.supplyAsync(stream::hasNext);
    stream.close();
    assertThat(more.orTimeout(30, TimeUnit.SECONDS).join()).isFalse();
  }

  @Test
  void readerIsWokenByAnItem() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    CompletableFuture<Integer> next = CompletableFuture.supplyAsync(stream::next);
    rig.receive(item(id, 7));
    assertThat(next.orTimeout(30, TimeUnit.SECONDS).join()).isEqualTo(7);
  }

  @Test
  void interruptedReaderCancels() throws InterruptedException {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                boolean unused = stream.hasNext();
              } catch (Throwable e) {
                thrown.complete(Thread.currentThread().isInterrupted() ? e : new Error(e));
              }
            });
    reader.setDaemon(true);
    reader.start();
    reader.interrupt();
    await().atMost(Duration.ofSeconds(30)).until(thrown::isDone);
    assertThat(thrown.join())
        .isInstanceOf(RpcStreamingException.class)
        .hasCauseInstanceOf(RpcCancelledException.class);
    assertThat(sentFrames())
        .containsExactly(new Frame.Cancel(id, "the reading thread was interrupted"));
  }

  @Test
  void itemThatCannotBeDecodedEndsTheStream() {
    RemoteStream<Integer> stream = rig.count(null);
    long id = sent();
    rig.receive(
        FrameWriter.item(id, Codecs.STRING, "text", ClientRig.MAX).toByteArray(), item(id, 2));
    assertThatThrownBy(stream::next)
        .isInstanceOf(RpcStreamingException.class)
        .hasCauseInstanceOf(RpcProtocolException.class);
    assertThat(sentFrames()).containsExactly(new Frame.Cancel(id, "an item can't be decoded"));
    assertThatThrownBy(stream::next).isInstanceOf(RpcStreamingException.class);
  }

  @Test
  void streamIsReadOnce() {
    RemoteStream<Integer> stream = rig.count(null);
    assertThat(stream.iterator()).isSameAs(stream);
    assertThatThrownBy(stream::iterator)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("read once");
    stream.close();
  }
}
