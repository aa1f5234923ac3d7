package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.item;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.Target;
import io.tightwire.codec.Codecs;
import io.tightwire.internal.stream.Window;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SubscriberCallTest {

  private final ClientRig rig = ClientRig.connected();
  private final Recorder recorder = new Recorder();

  /** Records every signal. */
  private static final class Recorder implements Flow.Subscriber<Integer> {

    final List<String> signals = new ArrayList<>();
    Consumer<Flow.Subscription> onSubscribe = subscription -> {};
    Consumer<Integer> onNext = item -> {};
    @Nullable Throwable failure;
    private Flow.@Nullable Subscription subscription;

    Flow.Subscription subscription() {
      return Objects.requireNonNull(subscription);
    }

    @Override
    public void onSubscribe(Flow.Subscription granted) {
      signals.add("subscribed");
      subscription = granted;
      onSubscribe.accept(granted);
    }

    @Override
    public void onNext(Integer item) {
      signals.add(item.toString());
      onNext.accept(item);
    }

    @Override
    public void onError(Throwable thrown) {
      signals.add("failed");
      failure = thrown;
    }

    @Override
    public void onComplete() {
      signals.add("completed");
    }
  }

  private long subscribe() {
    rig.subscribe(recorder);
    rig.settle();
    assertThat(recorder.signals).containsExactly("subscribed");
    return rig.peer.next(Frame.Request.class).id();
  }

  private void request(long n) {
    recorder.subscription().request(n);
    rig.settle();
  }

  private void receive(byte[]... frames) {
    rig.receive(frames);
    rig.settle();
  }

  @Test
  void subscriptionComesFirstAndWithoutACreditNothingFollows() {
    rig.subscribe(recorder);
    assertThat(recorder.signals).as("not on the caller's thread").isEmpty();
    rig.turn();
    assertThat(recorder.signals).as("not on the loop's thread").isEmpty();
    rig.runCallbacks();
    assertThat(recorder.signals).containsExactly("subscribed");
    assertThat(rig.peer.take()).hasSize(1).hasOnlyElementsOfType(Frame.Request.class);
  }

  @Test
  void demandIsCreditAndNoItemComesWithoutIt() {
    long id = subscribe();
    request(2);
    assertThat(rig.peer.take()).containsExactly(new Frame.Credit(id, 2, Window.BYTES));
    receive(item(id, 1));
    receive(item(id, 2));
    assertThat(recorder.signals).containsExactly("subscribed", "1", "2");
    assertThat(rig.peer.take()).isEmpty();
    request(1);
    assertThat(rig.peer.take()).containsExactly(new Frame.Credit(id, 1, 2));
    receive(item(id, 3));
    receive(item(id, 4));
    assertThat(recorder.signals).as("the fourth is a breach").endsWith("3", "failed");
    assertThat(recorder.failure).isInstanceOf(RpcStreamingException.class);
  }

  @Test
  void requestFromWithinOnSubscribeGoesOutWithTheCall() {
    recorder.onSubscribe = subscription -> subscription.request(3);
    rig.subscribe(recorder);
    rig.runCallbacks();
    rig.settle();
    long id = rig.peer.next(Frame.Request.class).id();
    assertThat(rig.peer.take()).containsExactly(new Frame.Credit(id, 3, Window.BYTES));
  }

  @Test
  void endlessDemandIsGrantedByTheWindow() {
    long id = subscribe();
    request(Long.MAX_VALUE);
    request(Long.MAX_VALUE);
    long credit = rig.peer.next(Frame.Credit.class).items();
    assertThat(credit).isEqualTo(256);
    assertThat(rig.peer.take()).isEmpty();
    rig.receiveItems(id, 0, 127);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    rig.elapse(Duration.ofMillis(5));
    receive(item(id, 127));
    assertThat(rig.peer.take()).containsExactly(new Frame.Credit(id, 128, 128));
    assertThat(recorder.signals).hasSize(129);
  }

  @Test
  void streamNeverStallsForAnyRequest() {
    long id = subscribe();
    long granted = 0;
    long sent = 0;
    long wanted = 0;
    for (int round = 1; round <= 300; round++) {
      request(round % 7 + 1);
      wanted += round % 7 + 1;
      for (Frame frame : rig.peer.take()) {
        granted += ((Frame.Credit) frame).items();
      }
      assertThat(granted).isLessThanOrEqualTo(wanted);
      int now = (int) Math.min(granted - sent, round % 3);
      rig.receiveItems(id, (int) sent, now);
      rig.settle();
      sent += now;
    }
    while (sent < wanted) {
      for (Frame frame : rig.peer.take()) {
        granted += ((Frame.Credit) frame).items();
      }
      assertThat(granted).as("progress").isGreaterThan(sent);
      rig.receiveItems(id, (int) sent, (int) (granted - sent));
      rig.settle();
      sent = granted;
    }
    assertThat(recorder.signals).hasSize((int) wanted + 1);
  }

  @Test
  void completionNeedsNoDemand() {
    long id = subscribe();
    request(1);
    receive(item(id, 1), FrameWriter.end(id));
    assertThat(recorder.signals).containsExactly("subscribed", "1", "completed");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void emptyStreamCompletesImmediately() {
    receive(FrameWriter.end(subscribe()));
    assertThat(recorder.signals).containsExactly("subscribed", "completed");
  }

  @Test
  void errorComesAfterTheItemsBeforeIt() {
    long id = subscribe();
    request(5);
    receive(item(id, 1), FrameWriter.error(id, "INTERNAL", "it broke", true));
    assertThat(recorder.signals).containsExactly("subscribed", "1", "failed");
    assertThat(recorder.failure)
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("it broke");
  }

  @Test
  void requestOfNothingFailsTheSubscriberAndCancels() {
    long id = subscribe();
    rig.peer.take();
    request(0);
    assertThat(recorder.signals).containsExactly("subscribed", "failed");
    assertThat(recorder.failure)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3.9");
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(id);
    request(-1);
    assertThat(recorder.signals).containsExactly("subscribed", "failed");
  }

  @Test
  void cancelEndsAllSignals() {
    long id = subscribe();
    request(5);
    rig.peer.take();
    rig.receive(item(id, 1));
    recorder.subscription().cancel();
    recorder.subscription().cancel();
    rig.settle();
    receive(item(id, 2), FrameWriter.end(id));
    request(1);
    assertThat(recorder.signals).containsExactly("subscribed");
    assertThat(rig.peer.take()).containsExactly(new Frame.Cancel(id, "the subscriber cancelled"));
    assertThat(rig.core.isIdle()).isTrue();
    assertThat(rig.windows.used()).isZero();
  }

  @Test
  void cancelFromWithinOnSubscribeNeverReachesServer() {
    recorder.onSubscribe = Flow.Subscription::cancel;
    rig.subscribe(recorder);
    rig.runCallbacks();
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(recorder.signals).containsExactly("subscribed");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void cancelFromWithinOnNextStopsTheItemsThatAreThere() {
    recorder.onNext = item -> recorder.subscription().cancel();
    long id = subscribe();
    request(5);
    receive(item(id, 1), item(id, 2), FrameWriter.end(id));
    assertThat(recorder.signals).containsExactly("subscribed", "1");
  }

  @Test
  void subscriberThatThrowsIsCancelled() {
    recorder.onNext =
        item -> {
          throw new IllegalStateException("on purpose");
        };
    long id = subscribe();
    request(5);
    rig.peer.take();
    receive(item(id, 1), item(id, 2));
    assertThat(recorder.signals).containsExactly("subscribed", "1");
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(id);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void itemThatCannotBeDecodedFailsTheSubscriber() {
    long id = subscribe();
    request(5);
    rig.peer.take();
    receive(FrameWriter.item(id, Codecs.STRING, "text", ClientRig.MAX).toByteArray());
    assertThat(recorder.signals).containsExactly("subscribed", "failed");
    assertThat(recorder.failure)
        .isInstanceOf(RpcStreamingException.class)
        .hasCauseInstanceOf(RpcProtocolException.class);
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(id);
  }

  @Test
  void refusedSubscriberIsSubscribedFirst() {
    SubscriberCall.refuse(
        rig.runtime,
        "Test.count",
        recorder,
        null,
        new RpcProtocolException(RpcStatus.INTERNAL, "no", null, false));
    rig.runCallbacks();
    assertThat(recorder.signals).containsExactly("subscribed", "failed");
    recorder.subscription().request(1);
    recorder.subscription().cancel();
  }

  @Test
  void subscriberOfAClosedClientFails() {
    rig.closeLink();
    rig.subscribe(recorder);
    rig.settle();
    assertThat(recorder.signals).containsExactly("subscribed", "failed");
  }

  @Test
  void subscriberThatCancelsBeforeItsCallIsOnItsWayTakesNoRoomForLong() {
    ClientRig tight = new ClientRig(1);
    tight.connect();
    ClientRuntime.CommandSink loopThatIsFaster =
        command -> {
          boolean taken = tight.commands.add(command);
          tight.turn();
          return taken;
        };
    ClientRuntime runtime =
        new ClientRuntime(
            loopThatIsFaster,
            tight.pendingLimit,
            new CallbackDispatcher(Runnable::run, Runnable::run, loopThatIsFaster),
            Target.of(ClientRig.ENDPOINT),
            tight.windows);
    for (int i = 0; i < 3; i++) {
      TestSubscriber subscriber = new TestSubscriber();
      subscriber.cancelImmediately = true;
      new SubscriberCall<>(
              runtime, tight.prepared(ClientRig.COUNT, Frame.STREAMING, null), subscriber)
          .run();
      assertThat(tight.pendingLimit.isUnused()).isTrue();
    }
    assertThat(tight.peer.take()).isEmpty();
  }
}
