package io.tightwire.builtin;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
import io.tightwire.ServerStats;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.ArgumentsWriter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullMarked;

/**
 * The client's side of {@link Introspection}. Each method describes a call; nothing is sent until
 * one of the description's {@code remote} methods is called. Immutable; as thread-safe as its
 * channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullMarked
public final class IntrospectionStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public IntrospectionStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  /**
   * Returns the names of the server's services, sorted, without those that every server has.
   *
   * @return the names
   */
  public RemoteCall<List<String>> services() {
    return RemoteCall.of(channel, IntrospectionMethods.SERVICES, ArgumentsWriter.NONE);
  }

  /**
   * Returns the description of a service: its methods and types as JSON, as the annotation
   * processor wrote it.
   *
   * @param service the name of the service on the wire; also one that every server has
   * @return the description; empty if the server does not have the service, or no description of it
   */
  public RemoteCall<Optional<String>> describe(String service) {
    return RemoteCall.of(
        channel,
        IntrospectionMethods.DESCRIBE,
        out -> out.writeString(Codecs.nonNull(service, "Argument \"service\"")));
  }

  /**
   * Returns what the server is and does at the moment.
   *
   * @return the state of the server
   */
  public RemoteCall<ServerInfo> info() {
    return RemoteCall.of(channel, IntrospectionMethods.INFO, ArgumentsWriter.NONE);
  }

  /**
   * Returns what the server does and has done, by lane, method and reason of rejection. Serves the
   * numbers of {@code RpcServer.stats()}.
   *
   * @return the numbers of this moment
   */
  public RemoteCall<ServerStats> stats() {
    return RemoteCall.of(channel, IntrospectionMethods.STATS, ArgumentsWriter.NONE);
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and throws what
   * the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Introspection blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Introspection {
    private final IntrospectionStub stub;

    Blocking(IntrospectionStub stub) {
      this.stub = stub;
    }

    @Override
    public List<String> services() {
      return stub.services().remote();
    }

    @Override
    public Optional<String> describe(String service) {
      return stub.describe(service).remote();
    }

    @Override
    public ServerInfo info() {
      return stub.info().remote();
    }

    @Override
    public ServerStats stats() {
      return stub.stats().remote();
    }
  }
}
