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
 * The server's side of {@link Coded}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class CodedSkeleton implements RpcSkeleton {
  private final Coded implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public CodedSkeleton(Coded implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return CodedMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Coded.Money>returning(CodedMethods.TWICE, this::twice)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(CodedSkeleton.class, "com.acme.Coded");
  }

  private Invocation<Coded.Money> twice(WireReader in) {
    Coded.Money money = CodedCodecs.MONEY.read(in);
    return () -> implementation.twice(money);
  }
}
