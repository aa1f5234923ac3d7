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
 * The server's side of {@link Outer.Inner}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_InnerSkeleton implements RpcSkeleton {
  private final Outer.Inner implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  Outer_InnerSkeleton(Outer.Inner implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return Outer_InnerMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Outer.Data>returning(Outer_InnerMethods.DATA, this::data),
        ServerMethod.<Void>returning(Outer_InnerMethods.LOG, this::log)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(Outer_InnerSkeleton.class, "com.acme.Outer.Inner");
  }

  private Invocation<Outer.Data> data(WireReader in) {
    Outer.Data data = Outer_InnerCodecs.readData(in);
    return () -> implementation.data(data);
  }

  private Invocation<Void> log(WireReader in) {
    String format = in.readString();
    Outer.Object2[] arguments = Outer_InnerCodecs.readArrayOfObject2(in);
    return () -> {
      implementation.log(format, arguments);
      return null;
    };
  }
}
