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
 * The server's side of {@link Vault}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class VaultSkeleton implements RpcSkeleton {
  private final Vault implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public VaultSkeleton(Vault implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return VaultMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<String>returning(VaultMethods.OPEN, this::open),
        ServerMethod.<Void>returning(VaultMethods.CLOSE, this::close)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(VaultSkeleton.class, "com.acme.Vault");
  }

  private Invocation<String> open(WireReader in) {
    String e = in.readString();
    String declared = in.readString();
    return () -> implementation.open(e, declared);
  }

  private Invocation<Void> close(WireReader in) {
    return () -> {
      implementation.close();
      return null;
    };
  }
}
