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
 * The server's side of {@link Old}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class OldSkeleton implements RpcSkeleton {
  private final Old implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public OldSkeleton(Old implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return OldMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Integer>returning(OldMethods.WORSE, this::worse),
        ServerMethod.<Integer>returning(OldMethods.WORST, this::worst),
        ServerMethod.<Data>returning(OldMethods.BETTER, this::better)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(OldSkeleton.class, "com.acme.Old");
  }

  private Invocation<Integer> worse(WireReader in) {
    int a = in.readInt();
    return () -> implementation.worse(a);
  }

  private Invocation<Integer> worst(WireReader in) {
    int a = in.readInt();
    return () -> implementation.worst(a);
  }

  private Invocation<Data> better(WireReader in) {
    Data data = OldCodecs.readData(in);
    return () -> implementation.better(data);
  }
}
