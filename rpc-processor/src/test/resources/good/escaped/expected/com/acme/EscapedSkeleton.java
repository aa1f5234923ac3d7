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
 * The server's side of {@link Escaped}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class EscapedSkeleton implements RpcSkeleton {
  private final Escaped implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public EscapedSkeleton(Escaped implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return EscapedMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Double>returning(EscapedMethods.L\u00c4NGE, this::l\u00e4nge),
        ServerMethod.<Escaped.Kind>returning(EscapedMethods.KIND, this::kind)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(EscapedSkeleton.class, "com.acme.Escaped");
  }

  private Invocation<Double> l\u00e4nge(WireReader in) {
    Escaped.Gr\u00f6\u00dfe gr\u00f6\u00dfe = EscapedCodecs.readGr\u00f6\u00dfe(in);
    return () -> implementation.l\u00e4nge(gr\u00f6\u00dfe);
  }

  private Invocation<Escaped.Kind> kind(WireReader in) {
    return () -> implementation.kind();
  }
}
