package io.tightwire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Channels of users: one that replaces a client, and one that wraps it. */
class ForwardingRpcChannelTest {

  private static final MethodDescriptor<String> ONE =
      MethodDescriptor.unary("a.Test", "one", 0, Codecs.STRING);
  private static final MethodDescriptor<String> MANY =
      MethodDescriptor.streaming("a.Test", "many", 0, Codecs.STRING);

  /** Implements the abstract methods, and no other. */
  private static final class Fake implements RpcChannel {
    final List<String> seen = new ArrayList<>();

    private void see(String mode, RpcRequest<?> request) {
      seen.add(mode + ' ' + request.metadata() + ' ' + request.timeout().orElse(Duration.ZERO));
    }

    @Override
    public <T extends @Nullable Object> T call(RpcRequest<T> request) {
      see("call", request);
      throw new RpcMethodNotFoundException("not found: " + request.method());
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
      see("callAsync", request);
      return new CompletableFuture<>();
    }

    @Override
    public void callOneWay(RpcRequest<?> request) {
      see("callOneWay", request);
    }

    @Override
    public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
      see("stream", request);
      return new NoItems<>();
    }

    @Override
    public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
      see("subscribe", request);
    }
  }

  @SuppressWarnings("IterableAndIterator")
  private static final class NoItems<T extends @Nullable Object> implements RemoteStream<T> {
    @Override
    public boolean hasNext() {
      return false;
    }

    @Override
    public T next() {
      throw new NoSuchElementException();
    }

    @Override
    public Iterator<T> iterator() {
      return this;
    }

    @Override
    public void close() {}
  }

  /** Overrides the method that all modes have in common, and no mode. */
  private static final class TenantChannel extends ForwardingRpcChannel {
    private final String tenant;

    TenantChannel(RpcChannel channel, String tenant) {
      super(channel);
      this.tenant = tenant;
    }

    @Override
    protected <T extends @Nullable Object> RpcRequest<T> outgoing(RpcRequest<T> request) {
      return request.withMetadata("tenant", tenant);
    }
  }

  private static final class Ignoring implements Flow.Subscriber<String> {
    @Override
    public void onSubscribe(Flow.Subscription subscription) {}

    @Override
    public void onNext(String item) {}

    @Override
    public void onError(Throwable failure) {}

    @Override
    public void onComplete() {}
  }

  private final Fake fake = new Fake();

  private void callInEveryMode(RpcChannel channel) {
    RemoteCall<String> call = RemoteCall.of(channel, ONE, ArgumentsWriter.NONE);
    Duration second = Duration.ofSeconds(1);
    assertThatThrownBy(call::remote).isInstanceOf(RpcMethodNotFoundException.class);
    fake.seen.add("thrown");
    CompletableFuture<String> unused = call.remoteFuture(second);
    call.remoteOneWay();
    call.remoteOneWay(second);
    RemoteStreamingCall<String> stream =
        RemoteStreamingCall.of(channel, MANY, ArgumentsWriter.NONE);
    stream.remoteStreaming(second).close();
    stream.remotePublisher().subscribe(new Ignoring());
    stream.remotePublisher(second).subscribe(new Ignoring());
    stream.withTimeout(second).withMetadata("a", "b").remoteStreaming().close();
  }

  @Test
  void fakeGetsEachCallWithItsTimeout() {
    callInEveryMode(fake);

    assertThat(fake.seen)
        .containsExactly(
            "call {} PT0S",
            "thrown",
            "callAsync {} PT1S",
            "callOneWay {} PT0S",
            "callOneWay {} PT1S",
            "stream {} PT1S",
            "subscribe {} PT0S",
            "subscribe {} PT1S",
            "stream {a=b} PT1S");
  }

  @Test
  void wrapperThatOverridesNoModeIsAskedInEachMode() {
    callInEveryMode(new TenantChannel(fake, "acme"));

    assertThat(fake.seen)
        .hasSize(9)
        .filteredOn(seen -> !seen.equals("thrown"))
        .allSatisfy(seen -> assertThat(seen).contains("tenant=acme"));
  }

  @Test
  void requestsAreCopiedAndCheckTheirTimeout() {
    RpcRequest<String> request = RpcRequest.of(ONE, ArgumentsWriter.NONE);

    RpcRequest<String> changed =
        request.withMetadata("a", "b").withMetadata("a", "c").withTimeout(Duration.ofMillis(1));

    assertThat(request.metadata()).isEmpty();
    assertThat(request.timeout()).isEmpty();
    assertThat(changed.metadata()).isEqualTo(Map.of("a", "c"));
    assertThat(changed.timeout()).contains(Duration.ofMillis(1));
    assertThatIllegalArgumentException().isThrownBy(() -> request.withTimeout(Duration.ZERO));
  }

  @Test
  void endsAreCompared() {
    RpcException failure = new RpcRejectedException("full");
    CallEnd end = CallEnd.failed(failure.status(), failure, Duration.ofMillis(5)).withItems(0, 3);

    assertThat(end)
        .isEqualTo(CallEnd.failed(failure.status(), failure, Duration.ofMillis(5)).withItems(0, 3))
        .hasSameHashCodeAs(
            CallEnd.failed(failure.status(), failure, Duration.ofMillis(5)).withItems(0, 3))
        .isNotEqualTo(CallEnd.succeeded(Duration.ofMillis(5)))
        .hasToString("CallEnd[RESOURCE_EXHAUSTED: " + failure + ", PT0.005S, 3 items received]");
    assertThat(CallEnd.succeeded(Duration.ZERO).failure()).isEmpty();
  }
}
