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
 * The server's side of {@link Gr\u00f6\u00dfen}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class Gr\u00f6\u00dfenSkeleton implements RpcSkeleton {
  private final Gr\u00f6\u00dfen implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public Gr\u00f6\u00dfenSkeleton(Gr\u00f6\u00dfen implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return Gr\u00f6\u00dfenMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Double>returning(Gr\u00f6\u00dfenMethods.FL\u00c4CHE, this::fl\u00e4che),
        ServerMethod.<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe>returning(Gr\u00f6\u00dfenMethods.GR\u00d6SSE, this::gr\u00f6\u00dfe)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(Gr\u00f6\u00dfenSkeleton.class, "com.acme.Gr\u00f6\u00dfen");
  }

  private Invocation<Double> fl\u00e4che(WireReader in) {
    double l\u00e4nge = in.readDouble();
    double breite = in.readDouble();
    return () -> implementation.fl\u00e4che(l\u00e4nge, breite);
  }

  private Invocation<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> gr\u00f6\u00dfe(WireReader in) {
    Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe gr\u00f6\u00dfe = Gr\u00f6\u00dfenCodecs.read\u00dcbergr\u00f6\u00dfe(in);
    List<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> \u6570\u5b57 = Gr\u00f6\u00dfenCodecs.readListOf\u00dcbergr\u00f6\u00dfe(in);
    return () -> implementation.gr\u00f6\u00dfe(gr\u00f6\u00dfe, \u6570\u5b57);
  }
}
