package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.InputRig.NATURAL;
import static io.tightwire.internal.client.InputRig.SUM;
import static io.tightwire.internal.client.InputRig.failureOf;
import static io.tightwire.internal.client.InputRig.request;
import static io.tightwire.internal.client.InputRig.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcCancelledException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.generated.CallInput;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Blocking calls that send a stream: their callers pull it. */
@Timeout(120)
class PullingCallTest {

  private final InputRig inputs = new InputRig();
  private final ClientRig rig = inputs.rig;
  private final CompletableFuture<Integer> returned = new CompletableFuture<>();

  /** The threads that ran code of the stream. */
  private final Set<Thread> pullers = ConcurrentHashMap.newKeySet();

  private Stream<Integer> watched(Stream<Integer> items) {
    return items
        .peek(item -> pullers.add(Thread.currentThread()))
        .onClose(() -> pullers.add(Thread.currentThread()));
  }

  private Thread call(RpcRequest<Integer> request) {
    Thread thread =
        new Thread(
            () -> {
              try {
                returned.complete(inputs.channel().call(request));
              } catch (Throwable e) {
                returned.completeExceptionally(e);
              }
            });
    thread.setDaemon(true);
    thread.start();
    soon().until(() -> !rig.commands.isEmpty());
    return thread;
  }

  private static ConditionFactory soon() {
    return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
  }

  private void awaitReturn() {
    soon()
        .until(
            () -> {
              rig.turn();
              return returned.isDone();
            });
  }

  private List<Object> awaitFrames(int count) {
    List<Object> frames = new ArrayList<>();
    soon()
        .until(
            () -> {
              frames.addAll(inputs.frames());
              return frames.size() >= count;
            });
    return frames;
  }

  @Test
  void callingThreadPullsTheStreamAndClosesItBeforeItGoesOn() {
    Thread caller = call(sum(watched(inputs.upTo(3))));
    long id = inputs.sent();
    inputs.grant(id, 1);
    assertThat(awaitFrames(1)).containsExactly(1);
    inputs.grant(id, 10);
    assertThat(awaitFrames(3)).containsExactly(2, 3, "END");
    inputs.receive(result(id, 6));
    awaitReturn();
    assertThat(returned).isCompletedWithValue(6);
    assertThat(pullers).containsExactly(caller);
    assertThat(rig.callbacks).isEmpty();
    inputs.isOver();
  }

  @Test
  void earlyResponse() {
    Thread caller = call(sum(watched(inputs.upTo(1000))));
    long id = inputs.sent();
    inputs.grant(id, 1);
    assertThat(awaitFrames(1)).containsExactly(1);
    inputs.receive(result(id, 6));
    awaitReturn();
    assertThat(returned).isCompletedWithValue(6);
    assertThat(inputs.closed).as("closed before the caller goes on").hasValue(1);
    assertThat(pullers).containsExactly(caller);
    inputs.isOver();
  }

  @Test
  void handlerStopsReading() {
    call(sum(inputs.upTo(1000)));
    long id = inputs.sent();
    inputs.grant(id, 1);
    assertThat(awaitFrames(1)).containsExactly(1);
    rig.receive(FrameWriter.stop(id));
    soon().until(() -> inputs.closed.get() == 1);
    assertThat(returned).as("the call goes on").isNotDone();
    inputs.receive(result(id, 6));
    awaitReturn();
    inputs.isOver();
  }

  @Test
  void uncheckedExceptionOfTheStreamComesOutAsItIs() {
    IllegalStateException thrown = new IllegalStateException("disk");
    call(
        sum(
            inputs
                .upTo(3)
                .peek(
                    item -> {
                      throw thrown;
                    })));
    inputs.grant(inputs.sent(), 1);
    awaitReturn();
    assertThat(failureOf(returned)).isSameAs(thrown);
    assertThat(inputs.frames())
        .containsExactly(
            "CANCEL the caller's stream failed: java.lang.IllegalStateException: disk");
    inputs.isOver();
  }

  @Test
  void checkedExceptionOfTheStreamIsWrapped() {
    IOException thrown = new IOException("disk");
    call(sum(inputs.upTo(3).peek(item -> sneak(thrown))));
    inputs.grant(inputs.sent(), 1);
    awaitReturn();
    assertThat(failureOf(returned)).isInstanceOf(RpcStreamingException.class).hasCause(thrown);
    inputs.isOver();
  }

  @SuppressWarnings("unchecked")
  private static <X extends Throwable> void sneak(Throwable thrown) throws X {
    throw (X) thrown;
  }

  @Test
  void deadline() {
    call(sum(inputs.upTo(1000)).withTimeout(Duration.ofHours(1)));
    inputs.grant(inputs.sent(), 1);
    rig.elapse(Duration.ofHours(2));
    awaitReturn();
    assertThat(failureOf(returned)).isInstanceOf(RpcTimeoutException.class);
    inputs.isOver();
  }

  @Test
  void interruptedCallerCancelsAndClosesItsStream() {
    Thread caller = call(sum(watched(inputs.upTo(1000))));
    long id = inputs.sent();
    caller.interrupt();
    soon().until(returned::isDone);
    assertThat(failureOf(returned)).isInstanceOf(RpcCancelledException.class);
    assertThat(inputs.closed).as("before the loop knows").hasValue(1);
    rig.turn();
    assertThat(rig.peer.take())
        .containsExactly(new Frame.Cancel(id, "the calling thread was interrupted"));
    assertThat(pullers).containsExactly(caller);
    inputs.isOver();
  }

  @Test
  void callerThatIsInterruptedAsTheFirstCreditComesClosesItsStreamOnce() {
    for (int round = 0; round < 200; round++) {
      InputRig race = new InputRig();
      CompletableFuture<Integer> done = new CompletableFuture<>();
      Thread caller =
          new Thread(
              () -> {
                try {
                  done.complete(race.channel().call(sum(race.upTo(1000))));
                } catch (Throwable e) {
                  done.completeExceptionally(e);
                }
              });
      caller.setDaemon(true);
      caller.start();
      soon().until(() -> !race.rig.commands.isEmpty());
      long id = race.sent();
      caller.interrupt();
      race.grant(id, 5);
      soon().until(done::isDone);
      race.isOver();
    }
  }

  @Test
  void publisherRunsOnTheCallbackExecutorWhileTheCallerWaits() {
    TestPublisher publisher = new TestPublisher();
    call(request(SUM, CallInput.published(NATURAL, publisher)));
    long id = inputs.sent();
    inputs.grant(id, 2);
    assertThat(publisher.requested).as("asked by a callback").isEqualTo(2);
    publisher.next(4);
    publisher.complete();
    assertThat(inputs.frames()).containsExactly(4, "END");
    inputs.receive(result(id, 4));
    awaitReturn();
    assertThat(returned).isCompletedWithValue(4);
    inputs.isIdle();
  }
}
