package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RemoteStream;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests user channels between stubs and the client. */
final class ChannelTest extends Scenario {

  /** Signs each call, and records its method. */
  private static final class Signing implements RpcChannel {
    final List<String> methods = new CopyOnWriteArrayList<>();
    private final RpcChannel next;

    Signing(RpcChannel next) {
      this.next = next;
    }

    private <T extends @Nullable Object> RpcRequest<T> signed(RpcRequest<T> request) {
      methods.add(request.method().name());
      return request.withMetadata("signed", "yes");
    }

    @Override
    public <T extends @Nullable Object> T call(RpcRequest<T> request) {
      return next.call(signed(request));
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
      return next.callAsync(signed(request));
    }

    @Override
    public void callOneWay(RpcRequest<?> request) {
      next.callOneWay(signed(request));
    }

    @Override
    public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
      return next.stream(signed(request));
    }

    @Override
    public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
      next.subscribe(signed(request), subscriber);
    }
  }

  @Test
  void wrappedChannelSeesEveryCallAndAddsToIt() {
    Signing channel = new Signing(connect(serve(new Workbench())));
    WorkshopStub workshop = new WorkshopStub(channel);

    assertThat(workshop.metadata().remote()).isEqualTo(Map.of("signed", "yes"));
    assertThat(workshop.metadata().withMetadata("who", "me").remoteFuture())
        .succeedsWithin(Signal.PATIENCE)
        .isEqualTo(Map.of("signed", "yes", "who", "me"));
    workshop.submit("").remoteOneWay();
    workshop.numbers(1).remoteStreaming().close();
    assertThat(Collected.from(workshop.feed(1).remotePublisher()).awaitEnd()).isNull();

    assertThat(channel.methods)
        .containsExactly("metadata", "metadata", "submit", "numbers", "feed");
  }
}
