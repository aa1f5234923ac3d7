package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.item;
import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.Failures.assertFailed;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.codec.Codecs;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClientResponsesTest {

  // --- responses ---

  @Test
  void errorOfTheServerFailsItsCall() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    rig.receive(FrameWriter.error(rig.sent(call), "UNIMPLEMENTED", "not found", false));
    rig.runCallbacks();
    assertFailed(call, RpcMethodNotFoundException.class, false, "not found");
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void resultThatCannotBeDecodedFailsItsCall() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    rig.receive(
        FrameWriter.result(rig.sent(call), Codecs.STRING, "text", ClientRig.MAX).toByteArray());
    rig.runCallbacks();
    assertFailed(call, RpcProtocolException.class, true, "Test.get", "can't be decoded");
  }

  @Test
  void duplicateAndForgedResponsesAreIgnored() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    CompletableFuture<Integer> other = rig.get();
    long id = rig.sent(call);
    rig.receive(
        result(id, 1),
        result(id, 2),
        FrameWriter.error(id, "INTERNAL", "no", true),
        result(4711, 3),
        item(4711, 3),
        FrameWriter.end(4711),
        FrameWriter.error(4711, "INTERNAL", "no", true));
    rig.runCallbacks();
    assertThat(call).isCompletedWithValue(1);
    assertThat(other).isNotDone();
    assertThat(rig.peer.dropped()).isNull();
  }

  @Test
  void responsesFromAnEarlierConnectionAreIgnored() {
    ClientRig rig = ClientRig.connected();
    var old = rig.peer;
    rig.disconnect("gone");
    rig.connect();
    CompletableFuture<Integer> call = rig.get();
    long id = rig.sent(call);
    rig.core.onMessage(old, result(id, 1), rig.now);
    rig.core.onDisconnected(old, DisconnectReason.lost("again"), rig.now);
    rig.runCallbacks();
    assertThat(call).isNotDone();
  }

  @Test
  void unaryCallThatGetsAStreamBreaks() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> itemised = rig.get();
    CompletableFuture<Integer> ended = rig.get();
    rig.turn();
    rig.receive(
        item(rig.peer.next(Frame.Request.class).id(), 1),
        FrameWriter.end(rig.peer.next(Frame.Request.class).id()));
    rig.runCallbacks();
    assertFailed(itemised, RpcProtocolException.class, true, "not asked for");
    assertFailed(ended, RpcProtocolException.class, true, "a stream that is none");
    assertThat(rig.peer.take()).hasSize(2).hasOnlyElementsOfType(Frame.Cancel.class);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void kindsOfLaterVersionsGetAnError() {
    ClientRig rig = ClientRig.connected();
    rig.receive(HexFormat.of().parseHex("936305c0"), FrameWriter.ping());
    Frame.Failure failure = rig.peer.next(Frame.Failure.class);
    assertThat(failure.id()).isEqualTo(5);
    assertThat(failure.status()).isEqualTo("UNIMPLEMENTED");
    assertThat(failure.message()).contains("kind 99");
    rig.peer.next(Frame.Pong.class);
  }

  @Test
  void kindsOfLaterVersionsThatAreAboutTheConnectionAreIgnored() {
    ClientRig rig = ClientRig.connected();
    rig.receive(HexFormat.of().parseHex("936300c0"), FrameWriter.ping());
    rig.peer.next(Frame.Pong.class);
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void badFrameBreaksItsCallAndNoOther() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> broken = rig.get();
    CompletableFuture<Integer> whole = rig.get();
    rig.turn();
    long first = rig.peer.next(Frame.Request.class).id();
    long second = rig.peer.next(Frame.Request.class).id();
    byte[] bad = FrameWriter.end(first);
    bad[1] = 2; // a RESULT without a value
    rig.receive(bad, result(second, 2));
    rig.runCallbacks();
    assertFailed(broken, RpcProtocolException.class, true, "can't be decoded");
    assertThat(whole).isCompletedWithValue(2);
    assertThat(rig.peer.dropped()).isNull();
  }

  @Test
  void messageThatIsCutShortCostsTheConnection() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> call = rig.get();
    long id = rig.sent(call);
    byte[] frame = result(id, 1);
    frame[frame.length - 1] = (byte) 0xc1;
    rig.receive(frame, result(id, 1));
    assertThat(rig.peer.dropped()).contains("can't be decoded");
    rig.disconnect("dropped");
    rig.runCallbacks();
    assertFailed(call, RpcUnavailableException.class, true, "dropped");
  }

  @Test
  void kindOfALaterVersionEndsItsCallOnBothSides() {
    for (String what :
        List.of("936305c0", "970105a3532f6d00c0c090", "93060501", "930705c0", "920b05")) {
      ClientRig rig = ClientRig.connected();
      CompletableFuture<Integer> call = rig.get();
      CompletableFuture<Integer> other = rig.get();
      long id = rig.sent(call);
      byte[] frame = HexFormat.of().parseHex(what);
      frame[2] = (byte) id;
      rig.peer.next(Frame.Request.class);
      rig.receive(frame);
      rig.runCallbacks();
      assertFailed(call, RpcProtocolException.class, true, "Test.get", "does not understand");
      Frame.Failure told = rig.peer.next(Frame.Failure.class);
      assertThat(told.id()).isEqualTo(id);
      assertThat(told.status()).isEqualTo("UNIMPLEMENTED");
      assertThat(rig.peer.take()).isEmpty();
      assertThat(other).isNotDone();
      assertThat(rig.peer.dropped()).isNull();
    }
  }

  @Test
  void kindOfALaterVersionEndsItsStream() {
    ClientRig rig = ClientRig.connected();
    TestSubscriber subscriber = subscribed(rig);
    long id = rig.peer.next(Frame.Request.class).id();
    rig.peer.next(Frame.Credit.class);
    byte[] frame = HexFormat.of().parseHex("936305c0");
    frame[2] = (byte) id;
    rig.receive(item(id, 1), frame);
    rig.settle();
    assertThat(subscriber.items).containsExactly(1);
    assertThat(subscriber.failure)
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("kind 99");
    assertThat(rig.peer.next(Frame.Failure.class).id()).isEqualTo(id);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  private static TestSubscriber subscribed(ClientRig rig) {
    TestSubscriber subscriber = new TestSubscriber();
    rig.subscribe(subscriber);
    rig.settle();
    subscriber.request(100);
    rig.settle();
    return subscriber;
  }

  @Test
  void responseThatIsNestedTooDeeplyBreaksItsCallAndNoOther() {
    ClientRig rig = ClientRig.connected();
    CompletableFuture<Integer> broken = rig.get();
    CompletableFuture<Integer> whole = rig.get();
    rig.turn();
    long first = rig.peer.next(Frame.Request.class).id();
    long second = rig.peer.next(Frame.Request.class).id();
    byte[] deep =
        HexFormat.of().parseHex("9302" + "%02x".formatted(first) + "91".repeat(100_000) + "90");
    rig.receive(deep, result(second, 2));
    rig.runCallbacks();
    assertFailed(broken, RpcProtocolException.class, true, "nested deeper than 64");
    assertThat(whole).isCompletedWithValue(2);
    assertThat(rig.peer.next(Frame.Cancel.class).id()).isEqualTo(first);
    assertThat(rig.peer.dropped()).isNull();
  }

  @Test
  void itemThatIsNestedTooDeeplyBreaksItsStreamAfterThoseBeforeIt() {
    ClientRig rig = ClientRig.connected();
    TestSubscriber subscriber = subscribed(rig);
    CompletableFuture<Integer> other = rig.get();
    rig.turn();
    long id = rig.peer.next(Frame.Request.class).id();
    rig.peer.next(Frame.Credit.class);
    long call = rig.peer.next(Frame.Request.class).id();
    byte[] whole = item(id, 3);
    byte[] deep = Arrays.copyOf(whole, whole.length + 64);
    Arrays.fill(deep, whole.length - 1, deep.length, (byte) 0x91);
    deep[deep.length - 1] = (byte) 0x90;
    rig.receive(item(id, 1), item(id, 2), deep, item(id, 4), result(call, 7));
    rig.settle();
    assertThat(subscriber.items).containsExactly(1, 2);
    assertThat(subscriber.failure)
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("nested deeper than 64");
    assertThat(other).isCompletedWithValue(7);
    assertThat(rig.peer.dropped()).isNull();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void responseWithoutAnIdCostsTheConnection() {
    for (byte[] response : List.of(result(0, 1), item(0, 1), FrameWriter.end(0))) {
      ClientRig rig = ClientRig.connected();
      rig.receive(response);
      assertThat(rig.peer.dropped()).contains("needs an id from 1");
    }
  }

  // --- callbacks ---

  @Test
  void executorThatRefusesDoesNotLoseOutcomes() throws Exception {
    Executor shutDown =
        task -> {
          throw new RejectedExecutionException();
        };
    ClientRig rig = ClientRig.connected();
    rig.callbackExecutor = shutDown;
    CompletableFuture<Integer> call = rig.get();
    rig.receive(result(rig.sent(call), 1));
    rig.runCallbacks();
    assertThat(call.get(30, TimeUnit.SECONDS)).isEqualTo(1);
  }
}
