package io.tightwire.internal.client;

import static io.tightwire.internal.client.InputRig.ECHO;
import static io.tightwire.internal.client.InputRig.NATURAL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.OpenDuplex;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that send items one by one and receive a stream. */
@Timeout(120)
class OpenDuplexTest {

  private final InputRig inputs = new InputRig();
  private final ClientRig rig = inputs.rig;

  private OpenDuplex<Integer, Integer> open(@Nullable Duration timeout) {
    RpcRequest<Integer> request = RpcRequest.of(ECHO, out -> {});
    return inputs
        .channel()
        .duplex(timeout == null ? request : request.withTimeout(timeout), NATURAL);
  }

  /** Takes the request and the credit for its responses; returns its id. */
  private long sent() {
    long id = inputs.sent();
    rig.peer.next(Frame.Credit.class);
    return id;
  }

  @Test
  void conversation() {
    OpenDuplex<Integer, Integer> duplex = open(null);
    long id = sent();
    inputs.grant(id, 1);
    assertThat(duplex.trySend(1)).isTrue();
    assertThat(inputs.frames()).containsExactly(1);
    rig.receiveItems(id, 10, 1);
    assertThat(duplex.next()).isEqualTo(10);
    duplex.complete();
    assertThat(inputs.frames()).containsExactly("END");
    rig.receiveItems(id, 11, 1);
    inputs.receive(FrameWriter.end(id));
    assertThat(duplex.next()).isEqualTo(11);
    assertThat(duplex.hasNext()).isFalse();
    duplex.close();
    assertThat(inputs.frames()).isEmpty();
    inputs.isIdle();
  }

  @Test
  void responsesEndFirst() {
    OpenDuplex<Integer, Integer> duplex = open(null);
    long id = sent();
    inputs.receive(FrameWriter.end(id));
    assertThat(duplex.wantsMore()).isFalse();
    assertThat(duplex.trySend(1)).as("dropped").isTrue();
    assertThat(duplex.hasNext()).isFalse();
    inputs.isIdle();
  }

  @Test
  void sendWhoseDeadlinePassesWhileResponsesAreUnreadSaysSo() {
    OpenDuplex<Integer, Integer> duplex = open(Duration.ofHours(1));
    long id = sent();
    inputs.grant(id, 1);
    assertThat(duplex.trySend(1)).isTrue();
    rig.receiveItems(id, 0, Window.ITEMS);
    CompletableFuture<@Nullable Throwable> told = new CompletableFuture<>();
    Thread sender =
        new Thread(
            () -> {
              try {
                duplex.send(2);
                told.complete(null);
              } catch (Throwable e) {
                told.complete(e);
              }
            });
    sender.setDaemon(true);
    sender.start();
    rig.elapse(Duration.ofHours(2));
    rig.settle();
    await().until(told::isDone);
    assertThat(told.join())
        .isInstanceOf(RpcTimeoutException.class)
        .hasMessageContaining("the server waits for you to read: 256 replies are unread");
  }

  @Test
  void sendWhoseDeadlinePassesWithoutUnreadResponsesDoesNotSpeakOfThem() {
    OpenDuplex<Integer, Integer> duplex = open(Duration.ofHours(1));
    sent();
    rig.elapse(Duration.ofHours(2));
    rig.settle();
    assertThatThrownBy(() -> duplex.send(2))
        .isInstanceOf(RpcTimeoutException.class)
        .hasMessageNotContaining("unread");
  }

  @Test
  void closingCancels() {
    OpenDuplex<Integer, Integer> duplex = open(null);
    inputs.grant(sent(), 1);
    duplex.close();
    assertThat(inputs.frames()).containsExactly("CANCEL the reader closed the stream");
    assertThatThrownBy(() -> duplex.trySend(1)).isInstanceOf(RpcCancelledException.class);
    assertThat(duplex.hasNext()).isFalse();
    inputs.isIdle();
  }

  @Test
  void failingTheStreamFailsTheReader() {
    OpenDuplex<Integer, Integer> duplex = open(null);
    inputs.grant(sent(), 1);
    IllegalStateException why = new IllegalStateException("disk");
    duplex.fail(why);
    rig.settle();
    assertThatThrownBy(duplex::hasNext).isInstanceOf(RpcStreamingException.class).hasCause(why);
    inputs.isIdle();
  }

  @Test
  void handleWithoutAReferenceIsClosed() {
    drop();
    sent();
    await()
        .until(
            () -> {
              System.gc();
              return inputs.frames().contains("CANCEL the reader closed the stream");
            });
    inputs.isIdle();
  }

  private void drop() {
    assertThat(open(null).wantsMore()).isTrue();
  }
}
