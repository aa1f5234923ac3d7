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
 * The server's side of {@link Made}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class MadeSkeleton implements RpcSkeleton {
  private final Made implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public MadeSkeleton(Made implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return MadeMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Made.Money>returning(MadeMethods.TWICE, this::twice)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(MadeSkeleton.class, "com.acme.Made");
  }

  private Invocation<Made.Money> twice(WireReader in) {
    Made.Money money = MadeCodecs.MONEY.read(in);
    return () -> implementation.twice(money);
  }
}
