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
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Varargs}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class VarargsSkeleton implements RpcSkeleton {
  private final Varargs implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public VarargsSkeleton(Varargs implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return VarargsMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Void>returning(VarargsMethods.PUT, this::put),
        ServerMethod.<String>completing(VarargsMethods.JOIN, this::join),
        ServerMethod.<Varargs.Box<String>>streaming(VarargsMethods.BOXES, this::boxes),
        ServerMethod.<List<List<Varargs.Number2>>>returning(VarargsMethods.BOUNDED, this::bounded),
        ServerMethod.<Varargs.Filled>returning(VarargsMethods.FILLED, this::filled)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(VarargsSkeleton.class, "com.acme.Varargs");
  }

  private Invocation<Void> put(WireReader in) {
    List<String>[] lists = VarargsCodecs.readArrayOfListOfString(in);
    return () -> {
      implementation.put(lists);
      return null;
    };
  }

  private Invocation<CompletionStage<? extends String>> join(WireReader in) {
    String separator = in.readString();
    Map<String, List<String>>[] maps = VarargsCodecs.readArrayOfMapOfStringToListOfString(in);
    return () -> implementation.join(separator, maps);
  }

  private Invocation<Stream<? extends Varargs.Box<String>>> boxes(WireReader in) {
    Varargs.Box<String>[][] boxes = VarargsCodecs.readArrayOfArrayOfBoxOfString(in);
    return () -> implementation.boxes(boxes);
  }

  @SuppressWarnings("unchecked")
  private Invocation<List<List<Varargs.Number2>>> bounded(WireReader in) {
    List<? extends Varargs.Number2>[] lists = VarargsCodecs.readArrayOfListOfNumber2(in);
    return () -> (List<List<Varargs.Number2>>) (Object) implementation.bounded(lists);
  }

  private Invocation<Varargs.Filled> filled(WireReader in) {
    String[] texts = VarargsCodecs.readArrayOfString(in);
    return () -> implementation.filled(texts);
  }
}
