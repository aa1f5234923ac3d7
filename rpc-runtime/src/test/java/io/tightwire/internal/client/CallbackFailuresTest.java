package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.item;
import static io.tightwire.internal.client.ClientRig.result;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Outcomes are reported once, even if callback threads are refused or fail. */
class CallbackFailuresTest {

  private static final Executor NO_THREAD =
      task -> {
        throw new InternalError("unable to create native thread");
      };

  private final ClientRig rig = ClientRig.connected();

  /** As fork-join pools do: the task is queued before the pool fails to start a thread for it. */
  private void queuesAndThrows(Runnable task) {
    rig.callbacks.add(task);
    throw new InternalError("unable to create native thread");
  }

  @Test
  void errorOfTheExecutorLosesNoOutcome() {
    rig.callbackExecutor = NO_THREAD;
    CompletableFuture<Integer> call = rig.get();
    rig.receive(result(rig.sent(call), 1));
    rig.runCallbacks();
    assertThat(call).isCompletedWithValue(1);
  }

  @Test
  void outcomeIsReportedWhenAThreadIsAvailableAgain() {
    rig.callbackExecutor = NO_THREAD;
    rig.spare = NO_THREAD;
    CompletableFuture<Integer> call = rig.get();
    rig.receive(result(rig.sent(call), 1));
    for (int i = 0; i < 5; i++) {
      rig.elapse(Duration.ofMillis(20));
      rig.settle();
      assertThat(call).isNotDone();
    }
    rig.spare = rig.callbacks::add;
    rig.elapse(Duration.ofMillis(20));
    rig.settle();
    assertThat(call).isCompletedWithValue(1);
  }

  @Test
  void outcomeIsReportedThoughTheLoopHasEndedAndNoThreadIsLeft() {
    CompletableFuture<Integer> call = rig.get();
    long unused = rig.sent(call);
    rig.callbackExecutor = NO_THREAD;
    rig.spare = NO_THREAD;
    rig.closeLink();
    rig.core.onClosed(new InternalError("on purpose"));
    assertThat(call).isCompletedExceptionally();
  }

  @Test
  void callbackThatIsQueuedAndRefusedIsRunOnce() {
    rig.callbackExecutor = this::queuesAndThrows;
    CompletableFuture<Integer> call = rig.get();
    AtomicInteger told = new AtomicInteger();
    CompletableFuture<Void> chained = call.thenAccept(told::addAndGet);
    rig.receive(result(rig.sent(call), 7));
    assertThat(rig.callbacks).hasSize(2);
    rig.runCallbacks();
    assertThat(chained).isCompleted();
    assertThat(told).hasValue(7);
  }

  @Test
  void signalsThatAreQueuedAndRefusedAreGivenOnce() {
    rig.callbackExecutor = this::queuesAndThrows;
    List<Integer> seen = new ArrayList<>();
    AtomicInteger ends = new AtomicInteger();
    rig.subscribe(
        new Flow.Subscriber<>() {
          @Override
          public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(10);
          }

          @Override
          public void onNext(Integer item) {
            seen.add(item);
          }

          @Override
          public void onError(Throwable failure) {
            throw new AssertionError(failure);
          }

          @Override
          public void onComplete() {
            ends.incrementAndGet();
          }
        });
    rig.settle();
    long id = rig.peer.next(Frame.Request.class).id();
    rig.receive(item(id, 1), item(id, 2));
    rig.settle();
    rig.receive(item(id, 3), FrameWriter.end(id));
    rig.settle();
    assertThat(seen).containsExactly(1, 2, 3);
    assertThat(ends).hasValue(1);
  }
}
