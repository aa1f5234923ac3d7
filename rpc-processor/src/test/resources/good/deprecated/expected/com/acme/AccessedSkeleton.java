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
 * The server's side of {@link Accessed}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class AccessedSkeleton implements RpcSkeleton {
  private final Accessed implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public AccessedSkeleton(Accessed implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return AccessedMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Void>returning(AccessedMethods.WORK, this::work)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(AccessedSkeleton.class, "com.acme.Accessed");
  }

  private Invocation<Void> work(WireReader in) {
    return () -> {
      implementation.work();
      return null;
    };
  }
}
