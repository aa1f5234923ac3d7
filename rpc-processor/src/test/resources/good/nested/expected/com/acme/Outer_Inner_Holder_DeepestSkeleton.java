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
 * The server's side of {@link Outer.Inner.Holder.Deepest}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_Inner_Holder_DeepestSkeleton implements RpcSkeleton {
  private final Outer.Inner.Holder.Deepest implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  Outer_Inner_Holder_DeepestSkeleton(Outer.Inner.Holder.Deepest implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return Outer_Inner_Holder_DeepestMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<int[]>returning(Outer_Inner_Holder_DeepestMethods.NUMBERS, this::numbers)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(Outer_Inner_Holder_DeepestSkeleton.class, "com.acme.Outer.Inner.Holder.Deepest");
  }

  private Invocation<int[]> numbers(WireReader in) {
    int[] numbers = Outer_Inner_Holder_DeepestCodecs.readArrayOfInt(in);
    return () -> implementation.numbers(numbers);
  }
}
