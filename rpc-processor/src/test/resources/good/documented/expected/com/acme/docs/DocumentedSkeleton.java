package com.acme.docs;

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
 * The server's side of {@link Documented}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
public final class DocumentedSkeleton implements RpcSkeleton {
  private final Documented implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public DocumentedSkeleton(Documented implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return DocumentedMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Void>returning(DocumentedMethods.KEEP, this::keep),
        ServerMethod.<Void>returning(DocumentedMethods.DROP, this::drop),
        ServerMethod.<Long>returning(DocumentedMethods.DAYS, this::days),
        ServerMethod.<Void>returning(DocumentedMethods.NOTHING, this::nothing),
        ServerMethod.<String>returning(DocumentedMethods.SHOW, this::show),
        ServerMethod.<List<String>>returning(DocumentedMethods.ENDS, this::ends),
        ServerMethod.<Void>returning(DocumentedMethods.OLD, this::old),
        ServerMethod.<Void>returning(DocumentedMethods.OLDER, this::older),
        ServerMethod.<Integer>returning(DocumentedMethods.BARE, this::bare),
        ServerMethod.<Integer>returning(DocumentedMethods.SILENT, this::silent)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(DocumentedSkeleton.class, "com.acme.docs.Documented");
  }

  private Invocation<Void> keep(WireReader in) {
    String one = in.readString();
    List<String>[] others = DocumentedCodecs.readArrayOfListOfString(in);
    return () -> {
      implementation.keep(one, others);
      return null;
    };
  }

  private Invocation<Void> drop(WireReader in) {
    String one = in.readString();
    return () -> {
      implementation.drop(one);
      return null;
    };
  }

  private Invocation<Long> days(WireReader in) {
    long amount = in.readLong();
    int limit = in.readInt();
    return () -> implementation.days(amount, limit);
  }

  private Invocation<Void> nothing(WireReader in) {
    return () -> {
      implementation.nothing();
      return null;
    };
  }

  private Invocation<String> show(WireReader in) {
    String class__ = in.readString();
    int[] more = DocumentedCodecs.readArrayOfInt(in);
    return () -> implementation.show(class__, more);
  }

  private Invocation<List<String>> ends(WireReader in) {
    String[] array = DocumentedCodecs.readArrayOfString(in);
    return () -> implementation.ends(array);
  }

  private Invocation<Void> old(WireReader in) {
    return () -> {
      implementation.old();
      return null;
    };
  }

  private Invocation<Void> older(WireReader in) {
    return () -> {
      implementation.older();
      return null;
    };
  }

  private Invocation<Integer> bare(WireReader in) {
    return () -> implementation.bare();
  }

  private Invocation<Integer> silent(WireReader in) {
    int a = in.readInt();
    return () -> implementation.silent(a);
  }
}
