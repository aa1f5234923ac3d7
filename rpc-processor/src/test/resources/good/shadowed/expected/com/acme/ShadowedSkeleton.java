package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.lang.Override;
import java.util.Objects;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Shadowed}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ShadowedSkeleton implements RpcSkeleton {
  private final Shadowed implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public ShadowedSkeleton(Shadowed implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public java.lang.String serviceName() {
    return ShadowedMethods.SERVICE;
  }

  @Override
  public java.util.List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<String>returning(ShadowedMethods.TEXT, this::text),
        ServerMethod.<java.util.List<List>>returning(ShadowedMethods.LISTS, this::lists),
        ServerMethod.<Integer>returning(ShadowedMethods.NUMBER, this::number),
        ServerMethod.<Object>returning(ShadowedMethods.OBJECT, this::object),
        ServerMethod.<java.util.Optional<Optional>>returning(ShadowedMethods.OPTIONAL,
            this::optional),
        ServerMethod.<java.lang.String>streaming(ShadowedMethods.STREAM, this::stream)};
    return java.util.List.of(methods);
  }

  @Override
  public java.util.Optional<java.lang.String> description() {
    return ServiceDescription.read(ShadowedSkeleton.class, "com.acme.Shadowed");
  }

  private Invocation<String> text(WireReader in) {
    String own = ShadowedCodecs.readString(in);
    java.lang.String real = in.readString();
    return () -> implementation.text(own, real);
  }

  private Invocation<java.util.List<List>> lists(WireReader in) {
    List own = ShadowedCodecs.readList(in);
    java.util.List<java.lang.String> real = ShadowedCodecs.readListOfString(in);
    return () -> implementation.lists(own, real);
  }

  private Invocation<Integer> number(WireReader in) {
    Integer own = ShadowedCodecs.readInteger(in);
    java.lang.Integer real = Codecs.INT.read(in);
    int primitive = in.readInt();
    return () -> implementation.number(own, real, primitive);
  }

  private Invocation<Object> object(WireReader in) {
    RemoteCall call = ShadowedCodecs.readRemoteCall(in);
    Shadowed.Codec codec = ShadowedCodecs.readCodec(in);
    Shadowed.Stub stub = ShadowedCodecs.readStub(in);
    return () -> implementation.object(call, codec, stub);
  }

  private Invocation<java.util.Optional<Optional>> optional(WireReader in) {
    return () -> implementation.optional();
  }

  private Invocation<Stream<? extends java.lang.String>> stream(WireReader in) {
    return () -> implementation.stream();
  }
}
