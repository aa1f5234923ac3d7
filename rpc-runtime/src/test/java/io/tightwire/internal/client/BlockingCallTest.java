package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.result;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.internal.wire.Frame;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class BlockingCallTest {

  private final ClientRig rig = ClientRig.connected();
  private final CompletableFuture<Integer> returned = new CompletableFuture<>();
  private final AtomicBoolean interrupted = new AtomicBoolean();

  private Thread runtime(@Nullable Duration timeout) {
    Thread thread =
        new Thread(
            () -> {
              try {
                returned.complete(rig.blocking(timeout).run());
              } catch (Throwable e) {
                interrupted.set(Thread.currentThread().isInterrupted());
                returned.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    await().atMost(Duration.ofSeconds(30)).until(() -> !rig.commands.isEmpty());
    rig.turn();
    return thread;
  }

  private void awaitReturn() {
    await().atMost(Duration.ofSeconds(30)).until(returned::isDone);
  }

  @Test
  void callerGetsItsResult() {
    runtime(null);
    rig.receive(result(rig.peer.next(Frame.Request.class).id(), 42));
    awaitReturn();
    assertThat(returned).isCompletedWithValue(42);
  }

  @Test
  void callerIsWokenByItsDeadline() {
    runtime(Duration.ofHours(1));
    rig.elapse(Duration.ofHours(1));
    rig.turn();
    awaitReturn();
    assertThat(returned.handle((value, failure) -> failure).join())
        .isInstanceOf(RpcTimeoutException.class);
  }

  @Test
  void interruptedCallerCancelsAndStaysInterrupted() {
    Thread runtime = runtime(null);
    long id = rig.peer.next(Frame.Request.class).id();
    runtime.interrupt();
    awaitReturn();
    assertThat(returned.handle((value, failure) -> failure).join())
        .isInstanceOf(RpcCancelledException.class)
        .hasMessageContaining("interrupted")
        .hasCauseInstanceOf(InterruptedException.class);
    assertThat(interrupted).isTrue();
    rig.turn();
    assertThat(rig.peer.take())
        .containsExactly(new Frame.Cancel(id, "the calling thread was interrupted"));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callOnAClosedClientFailsImmediately() {
    rig.closeLink();
    assertThatThrownBy(() -> rig.blocking(null).run())
        .isInstanceOf(RpcCancelledException.class)
        .hasMessageContaining("the client is closed");
  }
}
