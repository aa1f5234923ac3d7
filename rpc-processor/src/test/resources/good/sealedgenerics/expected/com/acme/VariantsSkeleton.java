package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Variants}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class VariantsSkeleton implements RpcSkeleton {
  private final Variants implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public VariantsSkeleton(Variants implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return VariantsMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Variants.Result<List<String>>>returning(VariantsMethods.NESTED, this::nested),
        ServerMethod.<Variants.Result<String[]>>returning(VariantsMethods.ARRAYS, this::arrays),
        ServerMethod.<Variants.Result<Integer>>returning(VariantsMethods.NUMBER, this::number),
        ServerMethod.<Variants.Result<List<List<Long>>>>returning(VariantsMethods.DEEP, this::deep),
        ServerMethod.<Variants.Both<String, String>>returning(VariantsMethods.BOTH, this::both),
        ServerMethod.<Variants.Both<Long, String>>returning(VariantsMethods.DIFFERENT,
            this::different)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(VariantsSkeleton.class, "com.acme.Variants");
  }

  private Invocation<Variants.Result<List<String>>> nested(WireReader in) {
    Variants.Result<Map<String, List<Integer>>> map =
        VariantsCodecs.readResultOfMapOfStringAndListOfInteger(in);
    return () -> implementation.nested(map);
  }

  private Invocation<Variants.Result<String[]>> arrays(WireReader in) {
    return () -> implementation.arrays();
  }

  private Invocation<Variants.Result<Integer>> number(WireReader in) {
    return () -> implementation.number();
  }

  private Invocation<Variants.Result<List<List<Long>>>> deep(WireReader in) {
    return () -> implementation.deep();
  }

  private Invocation<Variants.Both<String, String>> both(WireReader in) {
    return () -> implementation.both();
  }

  private Invocation<Variants.Both<Long, String>> different(WireReader in) {
    return () -> implementation.different();
  }
}
