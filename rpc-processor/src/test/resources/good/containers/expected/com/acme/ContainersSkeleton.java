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
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * The server's side of {@link Containers}: decodes calls and runs them on an
 * implementation, which many threads call concurrently. Immutable.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ContainersSkeleton implements RpcSkeleton {
  private final Containers implementation;

  /**
   * Creates a skeleton.
   *
   * @param implementation what runs the calls
   */
  public ContainersSkeleton(Containers implementation) {
    this.implementation = Objects.requireNonNull(implementation, "implementation");
  }

  @Override
  public String serviceName() {
    return ContainersMethods.SERVICE;
  }

  @Override
  public List<ServerMethod<?>> methods() {
    ServerMethod<?>[] methods = {
        ServerMethod.<Set<String>>returning(ContainersMethods.SET, this::set),
        ServerMethod.<Collection<UUID>>returning(ContainersMethods.COLLECTION, this::collection),
        ServerMethod.<int[]>returning(ContainersMethods.INTS, this::ints),
        ServerMethod.<int[][]>returning(ContainersMethods.MATRIX, this::matrix),
        ServerMethod.<byte[][]>returning(ContainersMethods.BLOBS, this::blobs),
        ServerMethod.<String[]>returning(ContainersMethods.STRINGS, this::strings),
        ServerMethod.<List<String>[]>returning(ContainersMethods.LISTS, this::lists),
        ServerMethod.<Optional<List<int[]>>>returning(ContainersMethods.DEEP, this::deep),
        ServerMethod.<OptionalInt>returning(ContainersMethods.OPTIONAL_INT, this::optionalInt),
        ServerMethod.<Containers.Later>returning(ContainersMethods.LATER, this::later)};
    return List.of(methods);
  }

  @Override
  public Optional<String> description() {
    return ServiceDescription.read(ContainersSkeleton.class, "com.acme.Containers");
  }

  private Invocation<Set<String>> set(WireReader in) {
    Set<Integer> set = ContainersCodecs.readSetOfInteger(in);
    return () -> implementation.set(set);
  }

  private Invocation<Collection<UUID>> collection(WireReader in) {
    Collection<Long> collection = ContainersCodecs.readCollectionOfLong(in);
    return () -> implementation.collection(collection);
  }

  private Invocation<int[]> ints(WireReader in) {
    boolean[] booleans = ContainersCodecs.readArrayOfBoolean(in);
    short[] shorts = ContainersCodecs.readArrayOfShort(in);
    char[] chars = ContainersCodecs.readArrayOfChar(in);
    long[] longs = ContainersCodecs.readArrayOfLong(in);
    return () -> implementation.ints(booleans, shorts, chars, longs);
  }

  private Invocation<int[][]> matrix(WireReader in) {
    float[][][] cube = ContainersCodecs.readArrayOfArrayOfArrayOfFloat(in);
    double[] vector = ContainersCodecs.readArrayOfDouble(in);
    return () -> implementation.matrix(cube, vector);
  }

  private Invocation<byte[][]> blobs(WireReader in) {
    List<byte[]> blobs = ContainersCodecs.readListOfBytes(in);
    return () -> implementation.blobs(blobs);
  }

  private Invocation<String[]> strings(WireReader in) {
    Containers.Point[] points = ContainersCodecs.readArrayOfPoint(in);
    Integer[] boxes = ContainersCodecs.readArrayOfInteger(in);
    return () -> implementation.strings(points, boxes);
  }

  private Invocation<List<String>[]> lists(WireReader in) {
    Map<String, Containers.Point>[][] maps =
        ContainersCodecs.readArrayOfArrayOfMapOfStringToPoint(in);
    return () -> implementation.lists(maps);
  }

  private Invocation<Optional<List<int[]>>> deep(WireReader in) {
    Map<Optional<UUID>, Set<List<Containers.Point>>> deep =
        ContainersCodecs.readMapOfOptionalOfUUIDToSetOfListOfPoint(in);
    return () -> implementation.deep(deep);
  }

  private Invocation<OptionalInt> optionalInt(WireReader in) {
    OptionalLong a = ContainersCodecs.readOptionalLong(in);
    OptionalDouble b = ContainersCodecs.readOptionalDouble(in);
    return () -> implementation.optionalInt(a, b);
  }

  private Invocation<Containers.Later> later(WireReader in) {
    Containers.Later later = ContainersCodecs.readLater(in);
    return () -> implementation.later(later);
  }
}
