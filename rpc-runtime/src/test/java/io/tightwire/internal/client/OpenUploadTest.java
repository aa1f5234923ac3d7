package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.InputRig.NATURAL;
import static io.tightwire.internal.client.InputRig.SUM;
import static io.tightwire.internal.client.InputRig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.OpenUpload;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcContext;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.wire.FrameWriter;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Calls that send items one by one and have one result. */
@Timeout(120)
class OpenUploadTest {

  private final InputRig inputs = new InputRig();
  private final ClientRig rig = inputs.rig;
  private final OpenUpload<Integer, Integer> upload = open(null);

  private OpenUpload<Integer, Integer> open(@Nullable Duration timeout) {
    RpcRequest<Integer> request = RpcRequest.of(SUM, out -> {});
    return inputs
        .channel()
        .upload(timeout == null ? request : request.withTimeout(timeout), NATURAL);
  }

  /** Runs something on another thread. */
  private static <T> CompletableFuture<T> elsewhere(Callable<T> task) {
    CompletableFuture<T> done = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                done.complete(task.call());
              } catch (Throwable e) {
                done.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    return done;
  }

  private static CompletableFuture<Boolean> sending(OpenUpload<Integer, ?> to, int item) {
    return elsewhere(
        () -> {
          to.send(item);
          return true;
        });
  }

  private void awaitDone(CompletableFuture<?> future) {
    await()
        .until(
            () -> {
              rig.settle();
              return future.isDone();
            });
  }

  @Test
  void itemsAreSentWhileThereIsCredit() throws InterruptedException {
    long id = inputs.sent();
    assertThat(upload.trySend(1)).as("before the handler asks").isFalse();
    assertThat(upload.trySend(1, Duration.ofNanos(1))).isFalse();
    inputs.grant(id, 2);
    assertThat(upload.trySend(1)).isTrue();
    upload.send(2);
    assertThat(upload.trySend(3)).isFalse();
    assertThat(inputs.frames()).containsExactly(1, 2);

    CompletableFuture<Boolean> waiting = sending(upload, 3);
    inputs.grant(id, 1);
    awaitDone(waiting);
    upload.complete();
    upload.complete();
    assertThat(inputs.frames()).containsExactly(3, "END");
    inputs.receive(result(id, 6));
    assertThat(upload.result()).isEqualTo(6);
    assertThat(upload.result(Duration.ofSeconds(1))).isEqualTo(6);
    assertThat(upload.resultAsync()).isCompletedWithValue(6);
    upload.close();
    assertThat(inputs.frames()).isEmpty();
    inputs.isIdle();
  }

  @Test
  void streamThatIsCompleteBeforeTheFirstCreditEndsThen() {
    long id = inputs.sent();
    upload.complete();
    assertThat(inputs.frames()).as("the call could go to another server").isEmpty();
    inputs.grant(id, 1);
    assertThat(inputs.frames()).containsExactly("END");
    assertThatThrownBy(() -> upload.trySend(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is complete");
    upload.close();
    assertThat(inputs.frames()).as("what is complete goes on").isEmpty();
    inputs.receive(result(id, 0));
    assertThat(upload.result()).isZero();
    inputs.isIdle();
  }

  @Test
  void threadThatWaitsToSendIsToldThatTheStreamIsComplete() {
    inputs.sent();
    CompletableFuture<Boolean> waiting = sending(upload, 1);
    upload.complete();
    awaitDone(waiting);
    assertThat(failureOf(waiting)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void userFailsTheStream() {
    inputs.grant(inputs.sent(), 1);
    IllegalStateException why = new IllegalStateException("disk");
    upload.fail(why);
    assertThat(upload.wantsMore()).isFalse();
    assertThatThrownBy(() -> upload.trySend(1)).isInstanceOf(RpcStreamingException.class);
    assertThat(inputs.frames())
        .containsExactly(
            "CANCEL the caller's stream failed: java.lang.IllegalStateException: disk");
    assertThatThrownBy(upload::result)
        .isInstanceOf(RpcStreamingException.class)
        .hasCause(why)
        .satisfies(e -> assertThat(((RpcException) e).mayHaveExecuted()).isTrue());
    assertThatThrownBy(() -> upload.trySend(1))
        .isInstanceOf(RpcStreamingException.class)
        .hasCause(why);
    inputs.isIdle();
  }

  @Test
  void itemThatCannotBeEncoded() {
    inputs.grant(inputs.sent(), 2);
    assertThatThrownBy(() -> upload.trySend(-1))
        .isInstanceOf(RpcProtocolException.class)
        .hasMessageContaining("-1 is below zero");
    assertThat(inputs.frames()).last().asString().startsWith("CANCEL the caller's stream failed");
    assertThatThrownBy(upload::result).isInstanceOf(RpcProtocolException.class);
    inputs.isIdle();
  }

  @Test
  void handlerStopsReading() throws InterruptedException {
    long id = inputs.sent();
    assertThat(upload.wantsMore()).isTrue();
    CompletableFuture<Boolean> waiting = sending(upload, 1);
    rig.receive(FrameWriter.stop(id));
    awaitDone(waiting);
    assertThat(waiting).as("dropped").isCompletedWithValue(true);
    assertThat(upload.wantsMore()).isFalse();
    upload.send(2);
    assertThat(upload.trySend(3)).isTrue();
    assertThat(inputs.frames()).isEmpty();
    assertThat(upload.resultAsync()).as("the call goes on").isNotDone();
    inputs.receive(result(id, 6));
    assertThat(upload.result()).isEqualTo(6);
    inputs.isIdle();
  }

  @Test
  void handlerReturnsEarly() throws InterruptedException {
    long id = inputs.sent();
    CompletableFuture<Boolean> waiting = sending(upload, 1);
    inputs.receive(result(id, 6));
    awaitDone(waiting);
    assertThat(waiting).as("dropped").isCompletedWithValue(true);
    assertThat(upload.wantsMore()).isFalse();
    upload.send(2);
    assertThat(upload.result()).isEqualTo(6);
    upload.close();
    assertThat(inputs.frames()).isEmpty();
    inputs.isIdle();
  }

  @Test
  void deadlineEndsASendThatWaits() {
    upload.close();
    OpenUpload<Integer, Integer> timed = open(Duration.ofHours(1));
    rig.settle();
    rig.peer.take();
    CompletableFuture<Boolean> waiting = sending(timed, 1);
    rig.elapse(Duration.ofHours(2));
    awaitDone(waiting);
    assertThat(failureOf(waiting)).isInstanceOf(RpcTimeoutException.class);
    assertThatThrownBy(timed::result).isInstanceOf(RpcTimeoutException.class);
    inputs.isIdle();
  }

  @Test
  void lostConnectionEndsASendThatWaits() {
    inputs.grant(inputs.sent(), 1);
    assertThat(upload.trySend(1)).isTrue();
    CompletableFuture<Boolean> waiting = sending(upload, 2);
    rig.disconnect("reset");
    awaitDone(waiting);
    assertThat(failureOf(waiting))
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("takes no more items")
        .hasCauseInstanceOf(RpcUnavailableException.class);
    assertThatThrownBy(upload::result).isInstanceOf(RpcUnavailableException.class);
    inputs.isIdle();
  }

  @Test
  void callRefusedUnrun() {
    inputs.receive(FrameWriter.error(inputs.sent(), "RESOURCE_EXHAUSTED", "lane full", false));
    assertThatThrownBy(() -> upload.trySend(1)).isInstanceOf(RpcRejectedException.class);
    assertThatThrownBy(upload::result).isInstanceOf(RpcRejectedException.class);
    inputs.isIdle();
  }

  @Test
  void closedClientEndsASendThatWaits() {
    inputs.sent();
    CompletableFuture<Boolean> waiting = sending(upload, 2);
    rig.core.close("the client is closed");
    awaitDone(waiting);
    assertThat(failureOf(waiting)).isInstanceOf(RpcCancelledException.class);
    inputs.isIdle();
  }

  @Test
  void uploadOfAClosedClientFails() {
    rig.closeLink();
    try (OpenUpload<Integer, Integer> late = open(null)) {
      assertThatThrownBy(() -> late.trySend(1)).isInstanceOf(RpcCancelledException.class);
      assertThatThrownBy(late::result).isInstanceOf(RpcCancelledException.class);
    }
  }

  @Test
  void closingCancelsWhatIsNotComplete() {
    inputs.grant(inputs.sent(), 1);
    CompletableFuture<Integer> result = upload.resultAsync();
    upload.close();
    upload.close();
    assertThat(inputs.frames())
        .containsExactly("CANCEL the upload was closed before it was complete");
    assertThatThrownBy(() -> upload.trySend(1)).isInstanceOf(RpcCancelledException.class);
    assertThat(failureOf(result)).isInstanceOf(RpcCancelledException.class);
    inputs.isIdle();
  }

  @Test
  void cancellingTheFutureCancelsTheCall() {
    inputs.grant(inputs.sent(), 1);
    upload.resultAsync().cancel(false);
    assertThat(inputs.frames()).containsExactly("CANCEL the caller cancelled");
    assertThatThrownBy(() -> upload.trySend(1)).isInstanceOf(RpcCancelledException.class);
    inputs.isIdle();
  }

  @Test
  void interruptedSendSendsNothingAndTheCallGoesOn() {
    long id = inputs.sent();
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> upload.send(1)).isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
    inputs.grant(id, 1);
    assertThat(upload.trySend(2)).isTrue();
    assertThat(inputs.frames()).containsExactly(2);
  }

  @Test
  void resultThatDoesNotComeInTimeLeavesTheCallOpen() {
    long id = inputs.sent();
    assertThatThrownBy(() -> upload.result(Duration.ofMillis(1)))
        .isInstanceOf(RpcTimeoutException.class)
        .hasMessageContaining("the call goes on");
    assertThat(inputs.frames()).isEmpty();
    inputs.receive(result(id, 6));
    assertThat(upload.result()).isEqualTo(6);
  }

  @Test
  void callbackExecutorThatIsBusyDoesNotDelayTheResult() {
    long id = inputs.sent();
    rig.receive(result(id, 6));
    assertThat(upload.result()).as("no callback has run").isEqualTo(6);
    assertThat(upload.resultAsync()).isNotDone();
    rig.runCallbacks();
    assertThat(upload.resultAsync()).isCompletedWithValue(6);
  }

  @Test
  void sendingNeverWaitsInAnInlineHandler() {
    inputs.sent();
    CurrentCall.set(inlineContext());
    try {
      assertThatThrownBy(() -> upload.send(1))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("inline");
      assertThatThrownBy(upload::result).isInstanceOf(IllegalStateException.class);
      assertThat(upload.trySend(1)).isFalse();
    } finally {
      CurrentCall.clear();
    }
  }

  private static RpcContext inlineContext() {
    return (RpcContext)
        Proxy.newProxyInstance(
            OpenUploadTest.class.getClassLoader(),
            new Class<?>[] {RpcContext.class, CurrentCall.Inlineable.class},
            (proxy, method, arguments) -> method.getName().equals("isInline") ? true : null);
  }

  @Test
  void itemsOfOneThreadKeepTheirOrderAndThoseOfSeveralAreWhole() {
    long id = inputs.sent();
    int each = 500;
    List<CompletableFuture<Boolean>> senders = new ArrayList<>();
    for (int thread = 0; thread < 3; thread++) {
      int first = thread * 1000;
      senders.add(
          elsewhere(
              () -> {
                for (int i = 0; i < each; i++) {
                  upload.send(first + i);
                }
                return true;
              }));
    }
    List<Object> sent = new ArrayList<>();
    while (sent.size() < 3 * each) {
      rig.receive(FrameWriter.credit(id, 7, 1000));
      sent.addAll(inputs.frames());
    }
    senders.forEach(this::awaitDone);
    for (int thread = 0; thread < 3; thread++) {
      int first = thread * 1000;
      assertThat(sent.stream().map(Integer.class::cast).filter(i -> i / 1000 * 1000 == first))
          .hasSize(each)
          .isSorted();
    }
  }

  @Test
  void handleWithoutAReferenceIsClosed() {
    upload.close();
    rig.settle();
    rig.peer.take();
    drop();
    long id = inputs.sent();
    await()
        .until(
            () -> {
              System.gc();
              return inputs
                  .frames()
                  .contains("CANCEL the upload was closed before it was complete");
            });
    assertThat(id).isPositive();
    inputs.isIdle();
  }

  private void drop() {
    assertThat(open(null).wantsMore()).isTrue();
  }
}
