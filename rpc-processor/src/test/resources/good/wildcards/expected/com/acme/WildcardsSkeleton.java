package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Wildcards}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class WildcardsSkeleton implements RpcSkeleton {
  private final Wildcards implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public WildcardsSkeleton(Wildcards implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return WildcardsMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Integer>returning(WildcardsMethods.COUNT, this::count),
        ServerMethod.<List<UUID>>returning(WildcardsMethods.KEYS, this::keys),
        ServerMethod.<Map<String, List<Wildcards.Point>>>returning(WildcardsMethods.NESTED,
            this::nested),
        ServerMethod.<List<List<Wildcards.Point>>>returning(WildcardsMethods.INVARIANT,
            this::invariant),
        ServerMethod.<Wildcards.Page<Wildcards.Point>>returning(WildcardsMethods.PAGE, this::page),
        ServerMethod.<Wildcards.Box<Wildcards.Shape<Wildcards.Point>>>returning(WildcardsMethods.SHAPES,
            this::shapes),
        ServerMethod.<List<Wildcards.Point>>completing(WildcardsMethods.STAGE, this::stage),
        ServerMethod.<List<Wildcards.Point>>completing(WildcardsMethods.STAGE_OF_MANY,
            this::stageOfMany),
        ServerMethod.<Map<String, Wildcards.Point>>completing(WildcardsMethods.FUTURE,
            this::future),
        ServerMethod.<Wildcards.Point>streaming(WildcardsMethods.STREAM, this::stream),
        ServerMethod.<List<Wildcards.Point>>streaming(WildcardsMethods.STREAM_OF_MANY,
            this::streamOfMany),
        ServerMethod.<List<Wildcards.Point>>publishing(WildcardsMethods.PUBLISHER, this::publisher),
        ServerMethod.<Void>returning(WildcardsMethods.ARRAYS, this::arrays),
        ServerMethod.<List<String>>returning(WildcardsMethods.TEXTS, this::texts),
        ServerMethod.<Void>returning(WildcardsMethods.FAIL, this::fail)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(WildcardsSkeleton.class, "com.acme.Wildcards");
  }

  private Invocation<Integer> count(WireReader in) {
    Collection<? extends UUID> keys = WildcardsCodecs.readCollectionOfUUID(in);
    return () -> implementation.count(keys);
  }

  @SuppressWarnings("unchecked")
  private Invocation<List<UUID>> keys(WireReader in) {
    return () -> (List<UUID>) (Object) implementation.keys();
  }

  @SuppressWarnings("unchecked")
  private Invocation<Map<String, List<Wildcards.Point>>> nested(WireReader in) {
    Map<? extends Wildcards.Kind, ? extends Set<? extends Wildcards.Point>> points =
        WildcardsCodecs.readMapOfKindToSetOfPoint(in);
    return () -> (Map<String, List<Wildcards.Point>>) (Object) implementation.nested(points);
  }

  @SuppressWarnings("unchecked")
  private Invocation<List<List<Wildcards.Point>>> invariant(WireReader in) {
    Optional<List<? extends Wildcards.Point>> points =
        (Optional<List<? extends Wildcards.Point>>) (Object) WildcardsCodecs.readOptionalOfListOfPoint(in);
    return () -> (List<List<Wildcards.Point>>) (Object) implementation.invariant(points);
  }

  @SuppressWarnings("unchecked")
  private Invocation<Wildcards.Page<Wildcards.Point>> page(WireReader in) {
    Wildcards.Page<? extends Wildcards.Point> page = WildcardsCodecs.readPageOfPoint(in);
    Wildcards.Page<List<? extends Wildcards.Point>> pages =
        (Wildcards.Page<List<? extends Wildcards.Point>>) (Object) WildcardsCodecs.readPageOfListOfPoint(in);
    return () -> (Wildcards.Page<Wildcards.Point>) (Object) implementation.page(page, pages);
  }

  @SuppressWarnings("unchecked")
  private Invocation<Wildcards.Box<Wildcards.Shape<Wildcards.Point>>> shapes(WireReader in) {
    Wildcards.Shape<? extends Wildcards.Point> shape = WildcardsCodecs.readShapeOfPoint(in);
    return () -> (Wildcards.Box<Wildcards.Shape<Wildcards.Point>>) (Object) implementation.shapes(shape);
  }

  private Invocation<CompletionStage<? extends List<Wildcards.Point>>> stage(WireReader in) {
    return () -> implementation.stage();
  }

  @SuppressWarnings("unchecked")
  private Invocation<CompletionStage<? extends List<Wildcards.Point>>> stageOfMany(WireReader in) {
    List<? extends Wildcards.Point> points = WildcardsCodecs.readListOfPoint(in);
    return () -> (CompletionStage<? extends List<Wildcards.Point>>) (Object) implementation.stageOfMany(points);
  }

  @SuppressWarnings("unchecked")
  private Invocation<CompletionStage<? extends Map<String, Wildcards.Point>>> future(
      WireReader in) {
    return () -> (CompletionStage<? extends Map<String, Wildcards.Point>>) (Object) implementation.future();
  }

  private Invocation<Stream<? extends Wildcards.Point>> stream(WireReader in) {
    return () -> implementation.stream();
  }

  @SuppressWarnings("unchecked")
  private Invocation<Stream<? extends List<Wildcards.Point>>> streamOfMany(WireReader in) {
    List<? extends List<? extends Wildcards.Point>> points =
        WildcardsCodecs.readListOfListOfPoint(in);
    return () -> (Stream<? extends List<Wildcards.Point>>) (Object) implementation.streamOfMany(points);
  }

  @SuppressWarnings("unchecked")
  private Invocation<Flow.Publisher<? extends List<Wildcards.Point>>> publisher(WireReader in) {
    return () -> (Flow.Publisher<? extends List<Wildcards.Point>>) (Object) implementation.publisher();
  }

  private Invocation<Void> arrays(WireReader in) {
    List<? extends Wildcards.Point>[] points = WildcardsCodecs.readArrayOfListOfPoint(in);
    List<? extends Wildcards.Point>[][] more = WildcardsCodecs.readArrayOfArrayOfListOfPoint(in);
    return () -> {
      implementation.arrays(points, more);
      return null;
    };
  }

  @SuppressWarnings("unchecked")
  private Invocation<List<String>> texts(WireReader in) {
    List<? extends String> texts = WildcardsCodecs.readListOfString(in);
    return () -> (List<String>) (Object) implementation.texts(texts);
  }

  private Invocation<Void> fail(WireReader in) {
    return () -> {
      implementation.fail();
      return null;
    };
  }
}
