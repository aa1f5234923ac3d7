package com.acme;

import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * The server's side of {@link Dialect}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
public final class DialectSkeleton implements RpcSkeleton {
  private final Dialect implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public DialectSkeleton(Dialect implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return DialectMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<String>returning(DialectMethods.TEXT, this::text),
        ServerMethod.<Dialect.Note>returning(DialectMethods.NOTE, this::note)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(DialectSkeleton.class, "com.acme.Dialect");
  }

  private Invocation<String> text(WireReader in) {
    String strict = Codecs.nonNull(in.readString(), "Argument \"strict\"");
    String lax = in.readString();
    return () -> implementation.text(strict, lax);
  }

  private Invocation<Dialect.Note> note(WireReader in) {
    Dialect.Note note = Codecs.nonNull(DialectCodecs.readNote(in), "Argument \"note\"");
    return () -> implementation.note(note);
  }
}
