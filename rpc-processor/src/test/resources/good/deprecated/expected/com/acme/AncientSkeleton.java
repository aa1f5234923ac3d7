package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Ancient}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@Deprecated(
    forRemoval = true
)
@SuppressWarnings({"deprecation", "removal"})
public final class AncientSkeleton implements RpcSkeleton {
  private final Ancient implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public AncientSkeleton(Ancient implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return AncientMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Void>returning(AncientMethods.WORK, this::work)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(AncientSkeleton.class, "com.acme.Ancient");
  }

  private Invocation<Void> work(WireReader in) {
    return () -> {
      implementation.work();
      return null;
    };
  }
}
