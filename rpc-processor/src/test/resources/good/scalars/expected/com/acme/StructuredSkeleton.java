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
 * The server's side of {@link Structured}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class StructuredSkeleton implements RpcSkeleton {
  private final Structured implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public StructuredSkeleton(Structured implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return StructuredMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Structured.All>returning(StructuredMethods.ALL, this::all)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(StructuredSkeleton.class, "com.acme.Structured");
  }

  private Invocation<Structured.All> all(WireReader in) {
    Structured.Numbers numbers = StructuredCodecs.readNumbers(in);
    return () -> implementation.all(numbers);
  }
}
