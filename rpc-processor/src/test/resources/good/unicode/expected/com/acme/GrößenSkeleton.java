package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.stub.Invocation;
import io.tightwire.stub.RpcSkeleton;
import io.tightwire.stub.ServerMethod;
import java.util.List;
import java.util.Objects;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Größen}: decodes calls and runs them on an
 * implementation, which is called by many threads at once. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class GrößenSkeleton implements RpcSkeleton {
  private final Größen implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public GrößenSkeleton(Größen implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return GrößenMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        new ServerMethod.Returning<Double>(GrößenMethods.FLÄCHE, this::fläche),
        new ServerMethod.Returning<Größen.Übergröße>(GrößenMethods.GRÖSSE, this::größe)};
    return List.of(methods);
  }

  private Invocation<Double> fläche(WireReader in) {
    double länge = in.readDouble();
    double breite = in.readDouble();
    return () -> implementation.fläche(länge, breite);
  }

  private Invocation<Größen.Übergröße> größe(WireReader in) {
    Größen.Übergröße größe = GrößenCodecs.readÜbergröße(in);
    List<Größen.Übergröße> 数字 = GrößenCodecs.readListOfÜbergröße(in);
    return () -> implementation.größe(größe, 数字);
  }
}
