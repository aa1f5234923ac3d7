package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.ForwardingRpcChannel;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRequest;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests user channels between stubs and the client. */
final class ChannelTest extends Scenario {

  /** Signs each call, and records its method. */
  private static final class Signing extends ForwardingRpcChannel {
    final List<String> methods = new CopyOnWriteArrayList<>();

    Signing(RpcChannel next) {
      super(next);
    }

    @Override
    protected <T extends @Nullable Object> RpcRequest<T> outgoing(RpcRequest<T> request) {
      methods.add(request.method().name());
      return request.withMetadata("signed", "yes");
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
