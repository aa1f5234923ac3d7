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
 * The server's side of {@link Annotated}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class AnnotatedSkeleton implements RpcSkeleton {
  private final Annotated implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public AnnotatedSkeleton(Annotated implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return AnnotatedMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<String>returning(AnnotatedMethods.FIND, this::find),
        ServerMethod.<Void>returning(AnnotatedMethods.STORE, this::store)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(AnnotatedSkeleton.class, "com.acme.Annotated");
  }

  private Invocation<String> find(WireReader in) {
    String key = in.readString();
    return () -> implementation.find(key);
  }

  private Invocation<Void> store(WireReader in) {
    String value = in.readString();
    return () -> {
      implementation.store(value);
      return null;
    };
  }
}
