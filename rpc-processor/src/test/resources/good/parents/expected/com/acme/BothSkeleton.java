package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Both}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class BothSkeleton implements RpcSkeleton {
  private final Both implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public BothSkeleton(Both implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return BothMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<List<String>>returning(BothMethods.NAMES, this::names),
        ServerMethod.<Integer>returning(BothMethods.SIZE, this::size),
        ServerMethod.<String>completing(BothMethods.FIRST, this::first),
        ServerMethod.<Void>returning(BothMethods.TOUCH, this::touch)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(BothSkeleton.class, "com.acme.Both");
  }

  private Invocation<List<String>> names(WireReader in) {
    return () -> implementation.names();
  }

  private Invocation<Integer> size(WireReader in) {
    return () -> implementation.size();
  }

  private Invocation<CompletionStage<? extends String>> first(WireReader in) {
    String otherwise = in.readString();
    return () -> implementation.first(otherwise);
  }

  private Invocation<Void> touch(WireReader in) {
    return () -> {
      implementation.touch();
      return null;
    };
  }
}
