package io.tightwire.internal.client;

import static io.tightwire.internal.client.ClientRig.result;
import static io.tightwire.internal.client.InputRig.ECHO;
import static io.tightwire.internal.client.InputRig.NATURAL;
import static io.tightwire.internal.client.InputRig.SUM;
import static io.tightwire.internal.client.InputRig.failureOf;
import static io.tightwire.internal.client.InputRig.request;
import static io.tightwire.internal.client.InputRig.sum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.ClientInterceptor;
import io.tightwire.RemoteStream;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.stream.ItemStream;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Calls that send a {@code Stream}: the rows of the table of what can happen. */
class InputCallTest {

  private final InputRig inputs = new InputRig();
  private final ClientRig rig = inputs.rig;

  @Test
  void nothingIsAskedOfTheSourceBeforeTheFirstCredit() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    long id = inputs.sent();
    assertThat(inputs.frames()).isEmpty();
    assertThat(inputs.pulled).hasValue(0);

    inputs.grant(id, 2);
    assertThat(inputs.frames()).containsExactly(1, 2);
    inputs.grant(id, 10);
    assertThat(inputs.frames()).containsExactly(3, "END");
    inputs.receive(result(id, 6));
    assertThat(future).isCompletedWithValue(6);
    inputs.isOver();
  }

  @Test
  void sourceEnds() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(0));
    long id = inputs.sent();
    inputs.grant(id, 1);
    assertThat(inputs.frames()).as("the call goes on").containsExactly("END");
    assertThat(inputs.closed).hasValue(1);
    assertThat(future).isNotDone();
    inputs.receive(result(id, 0));
    assertThat(future).isCompletedWithValue(0);
    inputs.isOver();
  }

  @Test
  void bytesOfCreditHoldItemsBack() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    long id = inputs.sent();
    rig.receive(FrameWriter.credit(id, 3, 1));
    assertThat(inputs.frames()).as("one may exceed the bytes").containsExactly(1);
    rig.receive(FrameWriter.credit(id, 0, 10));
    assertThat(inputs.frames()).containsExactly(2, 3, "END");
    assertThat(future).isNotDone();
  }

  @Test
  void itemsWaitWhilePeerIsNotWritable() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    long id = inputs.sent();
    rig.peer.setWritable(false);
    inputs.grant(id, 10);
    assertThat(inputs.frames()).isEmpty();
    assertThat(rig.pendingLimit.isUnused()).as("they count in the limit").isFalse();
    rig.peer.setWritable(true);
    assertThat(inputs.frames()).containsExactly(1, 2, 3, "END");
    inputs.receive(result(id, 6));
    assertThat(future).isCompletedWithValue(6);
    inputs.isOver();
  }

  @Test
  void sourcePausesAtTheWatermarkWhilePeerIsNotWritable() {
    int size = 10_000;
    CompletableFuture<Integer> future =
        inputs
            .channel()
            .callAsync(
                request(
                    SUM,
                    CallInput.pulled(
                        Codecs.STRING,
                        Stream.generate(() -> "x".repeat(size))
                            .peek(item -> inputs.pulled.incrementAndGet())
                            .onClose(inputs.closed::incrementAndGet))));
    long id = inputs.sent();
    rig.peer.setWritable(false);
    rig.receive(FrameWriter.credit(id, 1_000_000, Long.MAX_VALUE));
    rig.settle();
    assertThat(inputs.pulled.get())
        .isBetween(ItemStream.HIGH_WATERMARK / size, ItemStream.HIGH_WATERMARK / size + 2);
    future.cancel(true);
    inputs.isOver();
  }

  @Test
  void sourceThrowsLater() {
    IllegalStateException thrown = new IllegalStateException("disk");
    CompletableFuture<Integer> future =
        inputs.future(
            inputs
                .upTo(3)
                .peek(
                    item -> {
                      if (item == 2) {
                        throw thrown;
                      }
                    }));
    long id = inputs.sent();
    inputs.grant(id, 10);
    assertThat(inputs.frames())
        .last()
        .isEqualTo("CANCEL the caller's stream failed: java.lang.IllegalStateException: disk");
    assertThat(failureOf(future))
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("disk")
        .hasCause(thrown)
        .satisfies(e -> assertThat(((RpcException) e).mayHaveExecuted()).isTrue());
    inputs.isOver();
  }

  @Test
  void itemThatCannotBeEncoded() {
    CompletableFuture<Integer> future = inputs.future(inputs.counted(Stream.of(1, -1)));
    long id = inputs.sent();
    inputs.grant(id, 10);
    assertThat(failureOf(future))
        .isInstanceOf(RpcProtocolException.class)
        .hasMessageContaining("Item 1 of the stream that Test.get sends can't be encoded")
        .hasMessageContaining("-1 is below zero")
        .hasCauseInstanceOf(CodecException.class)
        .satisfies(e -> assertThat(((RpcException) e).status()).isEqualTo(RpcStatus.INTERNAL))
        .satisfies(e -> assertThat(((RpcException) e).mayHaveExecuted()).isTrue());
    assertThat(inputs.frames()).last().asString().startsWith("CANCEL the caller's stream failed");
    inputs.isOver();
  }

  @Test
  void itemLargerThanTheServerTakes() {
    ClientRig small = new ClientRig();
    small.open();
    small.receive(FrameWriter.hello("server", 100, Map.of()));
    small.core.onTick(small.now);
    small.peer.next(Frame.Hello.class);
    InputRig tiny = new InputRig(small);
    CompletableFuture<Integer> future =
        tiny.channel()
            .callAsync(
                request(
                    SUM,
                    CallInput.pulled(
                        Codecs.STRING,
                        Stream.of("x".repeat(200)).onClose(tiny.closed::incrementAndGet))));
    tiny.grant(tiny.sent(), 10);
    assertThat(failureOf(future))
        .isInstanceOf(RpcProtocolException.class)
        .satisfies(
            e -> assertThat(((RpcException) e).status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED));
    tiny.isOver();
  }

  @Test
  void handlerReturnsEarly() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    long id = inputs.sent();
    inputs.grant(id, 2);
    assertThat(inputs.frames()).containsExactly(1, 2);
    inputs.receive(result(id, 3));
    assertThat(future).isCompletedWithValue(3);
    inputs.receive(FrameWriter.credit(id, 100, 100), FrameWriter.stop(id));
    assertThat(inputs.frames()).as("frames cross").isEmpty();
    inputs.isOver();
  }

  @Test
  void handlerReturnsWithoutReading() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    inputs.receive(result(inputs.sent(), 3));
    assertThat(future).isCompletedWithValue(3);
    assertThat(inputs.pulled).hasValue(0);
    inputs.isOver();
  }

  @Test
  void handlerThrowsEarly() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    long id = inputs.sent();
    inputs.grant(id, 2);
    inputs.frames();
    inputs.receive(
        FrameWriter.thrown(
                id, "UNKNOWN", "no", "java.lang.IllegalStateException", null, null, InputRig.MAX)
            .toByteArray());
    assertThat(failureOf(future)).isInstanceOf(RpcRemoteException.class);
    inputs.isOver();
  }

  @Test
  void handlerStopsReading() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    long id = inputs.sent();
    rig.peer.setWritable(false);
    inputs.grant(id, 2);
    inputs.receive(FrameWriter.stop(id));
    assertThat(inputs.closed).as("the source is cancelled").hasValue(1);
    rig.peer.setWritable(true);
    inputs.grant(id, 2);
    inputs.receive(FrameWriter.stop(id));
    assertThat(inputs.frames()).as("what was ready is dropped").isEmpty();
    assertThat(future).as("the call goes on").isNotDone();
    inputs.receive(result(id, 3));
    assertThat(future).isCompletedWithValue(3);
    inputs.isOver();
  }

  @Test
  void handlerStopsReadingBeforeItHasBegun() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    long id = inputs.sent();
    inputs.receive(FrameWriter.stop(id));
    inputs.grant(id, 2);
    assertThat(inputs.frames()).isEmpty();
    assertThat(inputs.pulled).hasValue(0);
    inputs.receive(result(id, 3));
    assertThat(future).isCompletedWithValue(3);
    inputs.isOver();
  }

  @Test
  void callRefusedUnrun() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    inputs.receive(FrameWriter.error(inputs.sent(), "RESOURCE_EXHAUSTED", "lane full", false));
    assertThat(failureOf(future))
        .isInstanceOf(RpcRejectedException.class)
        .satisfies(e -> assertThat(((RpcException) e).mayHaveExecuted()).isFalse());
    assertThat(inputs.pulled).as("what was asked of the source").hasValue(0);
    inputs.isOver();
  }

  @Test
  void oldServer() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    inputs.receive(FrameWriter.error(inputs.sent(), "UNIMPLEMENTED", "not found", false));
    assertThat(failureOf(future)).isInstanceOf(RpcMethodNotFoundException.class);
    assertThat(inputs.pulled).hasValue(0);
    inputs.isOver();
  }

  @Test
  void connectionLostAfterRequest() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    long id = inputs.sent();
    inputs.grant(id, 2);
    rig.disconnect("reset");
    rig.settle();
    assertThat(failureOf(future))
        .isInstanceOf(RpcUnavailableException.class)
        .satisfies(e -> assertThat(((RpcException) e).mayHaveExecuted()).isTrue());
    rig.connect();
    assertThat(inputs.frames()).as("sent again").isEmpty();
    inputs.isOver();
  }

  @Test
  void nothingIsKeptOfAConnectionThatWasLostWhileItemsWaited() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    long id = inputs.sent();
    rig.peer.setWritable(false);
    inputs.grant(id, 10);
    rig.disconnect("reset");
    rig.settle();
    assertThat(failureOf(future)).isInstanceOf(RpcUnavailableException.class);
    inputs.isOver();
  }

  @Test
  void nothingIsKeptOfACallThatEndedWhileItsItemsWaited() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    long id = inputs.sent();
    rig.peer.setWritable(false);
    inputs.grant(id, 10);
    inputs.receive(result(id, 6));
    assertThat(future).isCompletedWithValue(6);
    inputs.isOver();
  }

  @Test
  void deadline() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000), Duration.ofMinutes(1));
    long id = inputs.sent();
    inputs.grant(id, 1);
    assertThat(inputs.frames()).containsExactly(1);
    rig.elapse(Duration.ofMinutes(2));
    assertThat(inputs.frames()).contains("CANCEL deadline exceeded"); // besides a PING
    assertThat(failureOf(future)).isInstanceOf(RpcTimeoutException.class);
    inputs.isOver();
  }

  @Test
  void deadlineBeforeThereIsAConnection() {
    InputRig lonely = new InputRig(new ClientRig());
    CompletableFuture<Integer> future = lonely.future(lonely.upTo(3), Duration.ofMinutes(1));
    lonely.rig.settle();
    lonely.rig.elapse(Duration.ofMinutes(2));
    lonely.rig.settle();
    assertThat(failureOf(future)).isInstanceOf(RpcTimeoutException.class);
    lonely.isOver();
  }

  @Test
  void clientIsClosed() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    inputs.grant(inputs.sent(), 1);
    rig.core.close("the client is closed");
    rig.settle();
    assertThat(failureOf(future)).isInstanceOf(RpcCancelledException.class);
    inputs.isOver();
  }

  @Test
  void clientWasClosedBefore() {
    rig.closeLink();
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(3));
    rig.runCallbacks();
    assertThat(failureOf(future)).isInstanceOf(RpcCancelledException.class);
    assertThat(inputs.closed).hasValue(1);
  }

  @Test
  void callerCancels() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    long id = inputs.sent();
    inputs.grant(id, 1);
    assertThat(inputs.frames()).containsExactly(1);
    future.cancel(true);
    assertThat(inputs.frames()).containsExactly("CANCEL the caller cancelled");
    inputs.isOver();
  }

  @Test
  void callerCancelsBeforeTheCallIsSent() {
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(1000));
    future.cancel(true);
    assertThat(inputs.frames()).isEmpty();
    inputs.isOver();
  }

  @Test
  void callWhoseArgumentsCannotBeEncoded() {
    RpcRequest<Integer> request =
        RpcRequest.of(
                SUM,
                out -> {
                  throw new IllegalStateException("an accessor");
                })
            .withInput(CallInput.pulled(NATURAL, inputs.upTo(3)));
    assertThat(failureOf(inputs.channel().callAsync(request)))
        .isInstanceOf(RpcProtocolException.class);
    assertThat(inputs.frames()).isEmpty();
    inputs.isOver();
  }

  @Test
  void callThatAnInterceptorRejects() {
    CallChannel channel =
        inputs.channel(
            call -> {
              throw RpcPermissionException.denied("no");
            });
    assertThat(failureOf(channel.callAsync(sum(inputs.upTo(3)))))
        .isInstanceOf(RpcPermissionException.class);
    inputs.isOver();
  }

  @Test
  void blockingCallThatAnInterceptorRejectsClosesItsStreamOnItsThread() {
    CallChannel channel =
        inputs.channel(
            call -> {
              throw RpcPermissionException.denied("no");
            });
    assertThatThrownBy(() -> channel.call(sum(inputs.upTo(3))))
        .isInstanceOf(RpcPermissionException.class);
    assertThat(inputs.closed).as("before the caller goes on").hasValue(1);
    inputs.isIdle();
  }

  @Test
  void oneWayCallIsRefusedAndItsStreamLeftToTheCaller() {
    RpcRequest<Integer> request = sum(inputs.upTo(1));
    assertThatThrownBy(() -> inputs.channel().callOneWay(request))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("can't be sent by remoteOneWay()");
    assertThat(inputs.frames()).isEmpty();
    assertThat(inputs.closed).hasValue(0);
    CompletableFuture<Integer> future = inputs.channel().callAsync(request);
    long id = inputs.sent();
    inputs.grant(id, 2);
    assertThat(inputs.frames()).containsExactly(1, "END");
    assertThat(future).isNotDone();
  }

  @Test
  void streamIsUsedOnce() {
    RpcRequest<Integer> request = sum(inputs.upTo(1));
    CompletableFuture<Integer> first = inputs.channel().callAsync(request);
    assertThatThrownBy(() -> inputs.channel().callAsync(request))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The Stream for Test.get was used for another call");
    long id = inputs.sent();
    inputs.grant(id, 2);
    assertThat(inputs.frames()).containsExactly(1, "END");
    inputs.receive(result(id, 1));
    assertThat(first).isCompletedWithValue(1);
    inputs.isOver();
  }

  @Test
  void callWithoutInputIsRefused() {
    assertThatThrownBy(() -> inputs.channel().callAsync(RpcRequest.of(SUM, out -> {})))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("Test.get takes a stream");
    assertThat(inputs.frames()).isEmpty();
  }

  @Test
  void streamThatThrowsWhenItIsClosedDisturbsNothing() {
    CompletableFuture<Integer> future =
        inputs.future(
            inputs
                .upTo(100)
                .onClose(
                    () -> {
                      throw new IllegalStateException("close");
                    }));
    long id = inputs.sent();
    inputs.grant(id, 1);
    inputs.frames();
    inputs.receive(result(id, 3));
    assertThat(future).isCompletedWithValue(3);
    inputs.isOver();
  }

  @Test
  void callOfACancelledParentIsCancelled() {
    FakeContext parent = new FakeContext();
    CurrentCall.set(parent);
    CompletableFuture<Integer> future;
    try {
      future = inputs.future(inputs.upTo(100));
    } finally {
      CurrentCall.clear();
    }
    inputs.grant(inputs.sent(), 1);
    parent.cancel();
    rig.settle();
    assertThat(failureOf(future)).isInstanceOf(RpcCancelledException.class);
    assertThat(parent.registered()).isZero();
    inputs.isOver();
  }

  @Test
  void sourceRunsInTheCallOfTheHandlerThatMadeTheCall() {
    FakeContext parent = new FakeContext();
    CurrentCall.set(parent);
    List<Object> seen = new ArrayList<>();
    try {
      var unused = inputs.future(inputs.upTo(1).peek(i -> seen.add(CurrentCall.get())));
    } finally {
      CurrentCall.clear();
    }
    inputs.grant(inputs.sent(), 1);
    assertThat(seen).containsExactly(parent);
    assertThat(CurrentCall.get()).isNull();
  }

  @Test
  void listenersSurroundTheSourceAndAreToldHowManyItemsWereSent() {
    List<String> seen = new ArrayList<>();
    List<CallEnd> ends = new ArrayList<>();
    ClientInterceptor interceptor =
        call ->
            new CallListener() {
              @Override
              public Scope enter() {
                seen.add("enter");
                return () -> seen.add("leave");
              }

              @Override
              public void onEnd(CallEnd end) {
                ends.add(end);
              }
            };
    var unused =
        inputs
            .channel(interceptor)
            .callAsync(sum(inputs.upTo(2).peek(item -> seen.add("item " + item))));
    long id = inputs.sent();
    inputs.grant(id, 2);
    assertThat(seen).startsWith("enter", "item 1", "item 2", "leave");
    inputs.receive(result(id, 3));
    assertThat(ends)
        .singleElement()
        .satisfies(
            end -> {
              assertThat(end.itemsSent()).isEqualTo(2);
              assertThat(end.itemsReceived()).isZero();
              assertThat(end.isOk()).isTrue();
            });
  }

  @Test
  void bothStreamsPulled() {
    RemoteStream<Integer> responses =
        inputs.channel().stream(request(ECHO, CallInput.pulled(NATURAL, inputs.upTo(2))));
    long id = inputs.sent();
    rig.peer.next(Frame.Credit.class);
    inputs.grant(id, 1);
    assertThat(inputs.frames()).containsExactly(1);
    rig.receiveItems(id, 7, 2);
    assertThat(responses.next()).isEqualTo(7);
    assertThat(responses.next()).isEqualTo(8);
    inputs.grant(id, 1);
    assertThat(inputs.frames()).containsExactly(2, "END");
    inputs.receive(FrameWriter.end(id));
    assertThat(responses.hasNext()).isFalse();
    responses.close();
    inputs.isOver();
  }

  @Test
  void closingTheResponsesCancelsTheSource() {
    RemoteStream<Integer> responses =
        inputs.channel().stream(request(ECHO, CallInput.pulled(NATURAL, inputs.upTo(100))));
    long id = inputs.sent();
    rig.peer.next(Frame.Credit.class);
    inputs.grant(id, 1);
    assertThat(inputs.frames()).containsExactly(1);
    responses.close();
    assertThat(inputs.frames()).containsExactly("CANCEL the reader closed the stream");
    inputs.isOver();
  }

  @Test
  void sourceOfABidirectionalCallThrows() {
    IllegalStateException thrown = new IllegalStateException("disk");
    RemoteStream<Integer> responses =
        inputs.channel().stream(
            request(
                ECHO,
                CallInput.pulled(
                    NATURAL,
                    inputs
                        .upTo(100)
                        .peek(
                            i -> {
                              throw thrown;
                            }))));
    inputs.grant(inputs.sent(), 1);
    assertThatThrownBy(responses::hasNext)
        .isInstanceOf(RpcStreamingException.class)
        .hasCause(thrown);
    inputs.isOver();
  }

  @Test
  void bothStreamsPushed() {
    TestSubscriber subscriber = new TestSubscriber();
    inputs
        .channel()
        .subscribe(request(ECHO, CallInput.pulled(NATURAL, inputs.upTo(2))), subscriber);
    long id = inputs.sent();
    subscriber.request(10);
    inputs.grant(id, 5);
    assertThat(inputs.frames()).contains(1, 2, "END");
    rig.receiveItems(id, 7, 1);
    inputs.receive(FrameWriter.end(id));
    assertThat(subscriber.items).containsExactly(7);
    assertThat(subscriber.ends).isEqualTo(1);
    inputs.isOver();
  }

  @Test
  void publisherIsSubscribedToAfterTheFirstCreditAndAgainForEachCall() {
    TestPublisher publisher = new TestPublisher();
    RpcRequest<Integer> request = request(SUM, CallInput.published(NATURAL, publisher));
    for (int round = 1; round <= 2; round++) {
      CompletableFuture<Integer> future = inputs.channel().callAsync(request);
      long id = inputs.sent();
      assertThat(publisher.subscriptions).isEqualTo(round - 1);
      inputs.grant(id, 2);
      assertThat(publisher.subscriptions).isEqualTo(round);
      assertThat(publisher.requested).isEqualTo(2);
      publisher.next(5);
      publisher.next(6);
      publisher.complete();
      assertThat(inputs.frames()).containsExactly(5, 6, "END");
      inputs.receive(result(id, 11));
      assertThat(future).isCompletedWithValue(11);
      assertThat(publisher.cancels).isZero();
    }
    inputs.isIdle();
  }

  @Test
  void publisherFails() {
    TestPublisher publisher = new TestPublisher();
    CompletableFuture<Integer> future = inputs.future(publisher);
    inputs.grant(inputs.sent(), 2);
    IllegalStateException thrown = new IllegalStateException("broken");
    publisher.fail(thrown);
    rig.settle();
    assertThat(failureOf(future)).isInstanceOf(RpcStreamingException.class).hasCause(thrown);
    inputs.isIdle();
  }

  @Test
  void publisherThatThrowsFromSubscribeOrRequestFailsItsCall() {
    CompletableFuture<Integer> future =
        inputs.future(
            subscriber -> {
              throw new IllegalStateException("subscribe");
            });
    inputs.grant(inputs.sent(), 2);
    assertThat(failureOf(future)).hasRootCauseMessage("subscribe");
    TestPublisher publisher = new TestPublisher();
    publisher.failRequests = true;
    future = inputs.future(publisher);
    rig.peer.take();
    inputs.grant(inputs.sent(), 2);
    assertThat(failureOf(future)).hasRootCauseMessage("request");
    assertThat(publisher.cancels).isEqualTo(1);
    inputs.isIdle();
  }

  @Test
  void publisherIsCancelledOnceTheHandlerHasReturned() {
    TestPublisher publisher = new TestPublisher();
    CompletableFuture<Integer> future = inputs.future(publisher);
    long id = inputs.sent();
    inputs.grant(id, 2);
    inputs.receive(result(id, 3));
    assertThat(future).isCompletedWithValue(3);
    assertThat(publisher.cancels).isEqualTo(1);
    publisher.next(4);
    assertThat(inputs.frames()).isEmpty();
    inputs.isIdle();
  }

  @Test
  void creditForACallThatSendsNothingIsNotUnderstood() {
    CompletableFuture<Integer> future = rig.get();
    long id = rig.sent(future);
    inputs.receive(FrameWriter.credit(id, 1, 1));
    assertThat(failureOf(future)).isInstanceOf(RpcProtocolException.class);
    inputs.isIdle();
  }

  @Test
  void methodThatTakesAStreamIsNeverIdempotent() {
    MethodDescriptor<Integer> idempotent = ClientRig.GET.asIdempotent();
    assertThatThrownBy(idempotent::takingStream).isInstanceOf(IllegalArgumentException.class);
  }
}
