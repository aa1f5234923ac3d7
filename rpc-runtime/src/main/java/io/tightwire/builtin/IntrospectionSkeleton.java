package io.tightwire.builtin;

import io.tightwire.ServerStats;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The server's side of {@link Introspection}: decodes calls and runs them on an implementation,
 * which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
public final class IntrospectionSkeleton implements RpcSkeleton {
  private final Introspection implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public IntrospectionSkeleton(Introspection implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return IntrospectionMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
      ServerMethod.<List<String>>returning(IntrospectionMethods.SERVICES, this::services),
      ServerMethod.<Optional<String>>returning(IntrospectionMethods.DESCRIBE, this::describe),
      ServerMethod.<ServerInfo>returning(IntrospectionMethods.INFO, this::info),
      ServerMethod.<ServerStats>returning(IntrospectionMethods.STATS, this::stats)
    };
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(
        IntrospectionSkeleton.class, "io.tightwire.builtin.Introspection");
  }

  private Invocation<List<String>> services(WireReader in) {
    return () -> implementation.services();
  }

  private Invocation<Optional<String>> describe(WireReader in) {
    String service = Codecs.nonNull(in.readString(), "Argument \"service\"");
    return () -> implementation.describe(service);
  }

  private Invocation<ServerInfo> info(WireReader in) {
    return () -> implementation.info();
  }

  private Invocation<ServerStats> stats(WireReader in) {
    return () -> implementation.stats();
  }
}
