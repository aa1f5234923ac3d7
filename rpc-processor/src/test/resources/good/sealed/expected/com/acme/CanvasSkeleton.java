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
 * The server's side of {@link Canvas}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class CanvasSkeleton implements RpcSkeleton {
  private final Canvas implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public CanvasSkeleton(Canvas implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return CanvasMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Canvas.Shape>returning(CanvasMethods.DRAW, this::draw),
        ServerMethod.<Canvas.Result<Canvas.Circle>>returning(CanvasMethods.LOAD, this::load),
        ServerMethod.<Canvas.Result<String>>returning(CanvasMethods.CHECK, this::check)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(CanvasSkeleton.class, "com.acme.Canvas");
  }

  private Invocation<Canvas.Shape> draw(WireReader in) {
    Canvas.Shape shape = CanvasCodecs.readShape(in);
    List<Canvas.Round> rounds = CanvasCodecs.readListOfRound(in);
    return () -> implementation.draw(shape, rounds);
  }

  private Invocation<Canvas.Result<Canvas.Circle>> load(WireReader in) {
    String name = in.readString();
    return () -> implementation.load(name);
  }

  private Invocation<Canvas.Result<String>> check(WireReader in) {
    return () -> implementation.check();
  }
}
