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
 * The server's side of {@link Till}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class TillSkeleton implements RpcSkeleton {
  private final Till implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public TillSkeleton(Till implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return TillMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Void>returning(TillMethods.PAY, this::pay),
        ServerMethod.<Void>returning(TillMethods.OPEN, this::open),
        ServerMethod.<Void>returning(TillMethods.CLOSE, this::close),
        ServerMethod.<Void>returning(TillMethods.ANYTHING, this::anything)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(TillSkeleton.class, "com.acme.Till");
  }

  private Invocation<Void> pay(WireReader in) {
    return () -> {
      implementation.pay();
      return null;
    };
  }

  private Invocation<Void> open(WireReader in) {
    return () -> {
      implementation.open();
      return null;
    };
  }

  private Invocation<Void> close(WireReader in) {
    return () -> {
      implementation.close();
      return null;
    };
  }

  private Invocation<Void> anything(WireReader in) {
    return () -> {
      implementation.anything();
      return null;
    };
  }
}
