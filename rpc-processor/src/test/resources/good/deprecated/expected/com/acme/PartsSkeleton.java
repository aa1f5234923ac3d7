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
 * The server's side of {@link Parts}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class PartsSkeleton implements RpcSkeleton {
  private final Parts implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public PartsSkeleton(Parts implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return PartsMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Integer>returning(PartsMethods.COUNT, this::count)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(PartsSkeleton.class, "com.acme.Parts");
  }

  private Invocation<Integer> count(WireReader in) {
    List<String> parts = PartsCodecs.readListOfString(in);
    return () -> implementation.count(parts);
  }
}
