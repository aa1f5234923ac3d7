package com.acme;

import io.tightwire.RemoteCall;
import io.tightwire.RpcChannel;
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
 * The client's side of {@link Containers}. Each method describes a call; nothing is sent
 * until one of the description's {@code remote} methods is called. Immutable;
 * as thread-safe as its channel is.
 */
@Generated("io.tightwire.processor.RpcProcessor")
public final class ContainersStub {
  private final RpcChannel channel;

  /**
   * Creates a stub.
   *
   * @param channel what its calls go through
   */
  public ContainersStub(RpcChannel channel) {
    this.channel = Objects.requireNonNull(channel, "channel");
  }

  public RemoteCall<Set<String>> set(Set<Integer> set) {
    return RemoteCall.of(channel, ContainersMethods.SET, out ->
        ContainersCodecs.writeSetOfInteger(out, set));
  }

  public RemoteCall<Collection<UUID>> collection(Collection<Long> collection) {
    return RemoteCall.of(channel, ContainersMethods.COLLECTION, out ->
        ContainersCodecs.writeCollectionOfLong(out, collection));
  }

  public RemoteCall<int[]> ints(boolean[] booleans, short[] shorts, char[] chars, long[] longs) {
    return RemoteCall.of(channel, ContainersMethods.INTS, out -> {
      ContainersCodecs.writeArrayOfBoolean(out, booleans);
      ContainersCodecs.writeArrayOfShort(out, shorts);
      ContainersCodecs.writeArrayOfChar(out, chars);
      ContainersCodecs.writeArrayOfLong(out, longs);
    });
  }

  public RemoteCall<int[][]> matrix(float[][][] cube, double[] vector) {
    return RemoteCall.of(channel, ContainersMethods.MATRIX, out -> {
      ContainersCodecs.writeArrayOfArrayOfArrayOfFloat(out, cube);
      ContainersCodecs.writeArrayOfDouble(out, vector);
    });
  }

  public RemoteCall<byte[][]> blobs(List<byte[]> blobs) {
    return RemoteCall.of(channel, ContainersMethods.BLOBS, out ->
        ContainersCodecs.writeListOfBytes(out, blobs));
  }

  public RemoteCall<String[]> strings(Containers.Point[] points, Integer... boxes) {
    return RemoteCall.of(channel, ContainersMethods.STRINGS, out -> {
      ContainersCodecs.writeArrayOfPoint(out, points);
      ContainersCodecs.writeArrayOfInteger(out, boxes);
    });
  }

  public RemoteCall<List<String>[]> lists(Map<String, Containers.Point>[][] maps) {
    return RemoteCall.of(channel, ContainersMethods.LISTS, out ->
        ContainersCodecs.writeArrayOfArrayOfMapOfStringToPoint(out, maps));
  }

  public RemoteCall<Optional<List<int[]>>> deep(
      Map<Optional<UUID>, Set<List<Containers.Point>>> deep) {
    return RemoteCall.of(channel, ContainersMethods.DEEP, out ->
        ContainersCodecs.writeMapOfOptionalOfUUIDToSetOfListOfPoint(out, deep));
  }

  public RemoteCall<OptionalInt> optionalInt(OptionalLong a, OptionalDouble b) {
    return RemoteCall.of(channel, ContainersMethods.OPTIONAL_INT, out -> {
      ContainersCodecs.writeOptionalLong(out, a);
      ContainersCodecs.writeOptionalDouble(out, b);
    });
  }

  public RemoteCall<Containers.Later> later(Containers.Later later) {
    return RemoteCall.of(channel, ContainersMethods.LATER, out ->
        ContainersCodecs.writeLater(out, later));
  }

  /**
   * This stub as the interface itself: each call blocks until its result is there, and
   * throws what the interface declares. Futures and publishers don't block.
   *
   * @return a view of this stub
   */
  public Containers blocking() {
    return new Blocking(this);
  }

  private static final class Blocking implements Containers {
    private final ContainersStub stub;

    Blocking(ContainersStub stub) {
      this.stub = stub;
    }

    @Override
    public Set<String> set(Set<Integer> set) {
      return stub.set(set).remote();
    }

    @Override
    public Collection<UUID> collection(Collection<Long> collection) {
      return stub.collection(collection).remote();
    }

    @Override
    public int[] ints(boolean[] booleans, short[] shorts, char[] chars, long[] longs) {
      return stub.ints(booleans, shorts, chars, longs).remote();
    }

    @Override
    public int[][] matrix(float[][][] cube, double[] vector) {
      return stub.matrix(cube, vector).remote();
    }

    @Override
    public byte[][] blobs(List<byte[]> blobs) {
      return stub.blobs(blobs).remote();
    }

    @Override
    public String[] strings(Containers.Point[] points, Integer... boxes) {
      return stub.strings(points, boxes).remote();
    }

    @Override
    public List<String>[] lists(Map<String, Containers.Point>[][] maps) {
      return stub.lists(maps).remote();
    }

    @Override
    public Optional<List<int[]>> deep(Map<Optional<UUID>, Set<List<Containers.Point>>> deep) {
      return stub.deep(deep).remote();
    }

    @Override
    public OptionalInt optionalInt(OptionalLong a, OptionalDouble b) {
      return stub.optionalInt(a, b).remote();
    }

    @Override
    public Containers.Later later(Containers.Later later) {
      return stub.later(later).remote();
    }
  }
}
