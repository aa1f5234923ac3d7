package com.acme;

import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.generated.ServiceDescription;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Obscured}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ObscuredSkeleton implements RpcSkeleton {
  private final Obscured implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public ObscuredSkeleton(Obscured implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return ObscuredMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Obscured.Hidden>returning(ObscuredMethods.CLASSES, this::classes),
        ServerMethod.<String>streaming(ObscuredMethods.PACKAGES, this::packages),
        ServerMethod.<Obscured.Codecs>returning(ObscuredMethods.RUNTIME, this::runtime),
        ServerMethod.<OS>returning(ObscuredMethods.SYSTEM, this::system)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(ObscuredSkeleton.class, "com.acme.Obscured");
  }

  private Invocation<Obscured.Hidden> classes(WireReader in) {
    Obscured.Hidden RemoteCall_ = ObscuredCodecs.readHidden(in);
    int ObscuredCodecs_ = in.readInt();
    int ObscuredMethods_ = in.readInt();
    String Codecs_ = in.readString();
    Obscured.Kind ObscuredStub_ = ObscuredCodecs.KIND.read(in);
    return () -> implementation.classes(RemoteCall_, ObscuredCodecs_, ObscuredMethods_, Codecs_, ObscuredStub_);
  }

  private Invocation<Stream<? extends String>> packages(WireReader in) {
    String io_ = in.readString();
    int java_ = in.readInt();
    int com = in.readInt();
    int StreamSupport_ = in.readInt();
    int Spliterators_ = in.readInt();
    return () -> implementation.packages(io_, java_, com, StreamSupport_, Spliterators_);
  }

  private Invocation<Obscured.Codecs> runtime(WireReader in) {
    Obscured.WireReader reader = ObscuredCodecs.readWireReader(in);
    List<Obscured.WireWriter> writers = ObscuredCodecs.readListOfWireWriter(in);
    Obscured.ArrayList list = ObscuredCodecs.readArrayList(in);
    Obscured.Generated generated = ObscuredCodecs.readGenerated(in);
    Obscured.Invocation invocation = ObscuredCodecs.readInvocation(in);
    Obscured.RpcChannel channel = ObscuredCodecs.readRpcChannel(in);
    return () -> implementation.runtime(reader, writers, list, generated, invocation, channel);
  }

  private Invocation<OS> system(WireReader in) {
    OS.Kind kind = ObscuredCodecs.KIND_.read(in);
    return () -> implementation.system(kind);
  }
}
