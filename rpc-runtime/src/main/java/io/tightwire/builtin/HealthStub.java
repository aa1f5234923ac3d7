package io.tightwire.builtin;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RpcChannel;
import io.tightwire.generated.ArgumentsWriter;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Flow;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The client's side of {@link Health}. Each method describes a call; nothing is sent until one of
 * the description's {@code remote} methods is called. Immutable; as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullMarked
public final class HealthStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public HealthStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Returns whether the server is ready: as a whole, under the empty name, and for each service. A
   * service is not ready if the server as a whole is not.
   *
   * @return whether each is ready, by name
   */
  public RemoteCall<Map<String, Boolean>> check() {
    return RemoteCall.of(channel, HealthMethods.CHECK, ArgumentsWriter.NONE);
  }

  /**
   * Publishes what {@code check} returns, now and after each change. Changes that follow each other
   * faster than the reader takes them are published as one. The stream ends when the server shuts
   * down.
   *
   * @return the states
   */
  public RemoteStreamingCall<Map<String, Boolean>> watch() {
    return RemoteStreamingCall.of(channel, HealthMethods.WATCH, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and throws what
   * the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Health blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Health {
    private final HealthStub stub;

    Blocking(HealthStub stub) {
      this.stub = stub;
    }

    @Override
    public Map<String, Boolean> check() {
      return stub.check().remote();
    }

    @Override
    public Flow.Publisher<Map<String, Boolean>> watch() {
      return stub.watch().remotePublisher();
    }
  }
}
