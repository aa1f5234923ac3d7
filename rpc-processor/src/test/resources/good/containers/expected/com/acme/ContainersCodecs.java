package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.HashedKeys;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Containers} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ContainersCodecs {
  static final EnumCodec<Containers.Kind> KIND = new EnumCodec<>("Containers.Kind",
      Containers.Kind.values());

  static final Codec<Set<String>> SET_OF_STRING = Codec.of(
      ContainersCodecs::writeSetOfString, ContainersCodecs::readSetOfString);

  static final Codec<Collection<UUID>> COLLECTION_OF_UUID = Codec.of(
      ContainersCodecs::writeCollectionOfUUID, ContainersCodecs::readCollectionOfUUID);

  static final Codec<int[]> ARRAY_OF_INT = Codec.of(
      ContainersCodecs::writeArrayOfInt, ContainersCodecs::readArrayOfInt);

  static final Codec<int[][]> ARRAY_OF_ARRAY_OF_INT = Codec.of(
      ContainersCodecs::writeArrayOfArrayOfInt, ContainersCodecs::readArrayOfArrayOfInt);

  static final Codec<byte[][]> ARRAY_OF_BYTES = Codec.of(
      ContainersCodecs::writeArrayOfBytes, ContainersCodecs::readArrayOfBytes);

  static final Codec<String[]> ARRAY_OF_STRING = Codec.of(
      ContainersCodecs::writeArrayOfString, ContainersCodecs::readArrayOfString);

  static final Codec<List<String>[]> ARRAY_OF_LIST_OF_STRING = Codec.of(
      ContainersCodecs::writeArrayOfListOfString, ContainersCodecs::readArrayOfListOfString);

  static final Codec<Optional<List<int[]>>> OPTIONAL_OF_LIST_OF_ARRAY_OF_INT = Codec.of(
      ContainersCodecs::writeOptionalOfListOfArrayOfInt,
          ContainersCodecs::readOptionalOfListOfArrayOfInt);

  static final Codec<OptionalInt> OPTIONAL_INT = Codec.of(
      ContainersCodecs::writeOptionalInt, ContainersCodecs::readOptionalInt);

  static final Codec<Containers.Later> LATER = Codec.of(
      ContainersCodecs::writeLater, ContainersCodecs::readLater);

  private ContainersCodecs() {
  }

  static void writePoint(WireWriter out, Containers.Point value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeInt(value.x());
    out.writeInt(value.y());
    out.endArray();
  }

  static Containers.Point readPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int x = present > 0 ? in.readInt() : 0;
    int y = present > 1 ? in.readInt() : 0;
    in.endArray(present - 2);
    try {
      return new Containers.Point(x, y);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Containers.Point", e);
    }
  }

  static void writeLater(WireWriter out, Containers.Later value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(7);
    out.writeInt(value.first());
    writeListOfString(out, value.list());
    writeSetOfKind(out, value.set());
    writeMapOfKindToArrayOfInt(out, value.map());
    writeCollectionOfBoolean(out, value.collection());
    writeOptionalLong(out, value.number());
    writeArrayOfPoint(out, value.points());
    out.endArray();
  }

  static Containers.Later readLater(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int first = present > 0 ? in.readInt() : 0;
    List<String> list = present > 1 ? readListOfString(in) : new ArrayList<>();
    Set<Containers.Kind> set = present > 2 ? readSetOfKind(in) : new LinkedHashSet<>();
    Map<Containers.Kind, int[]> map =
        present > 3 ? readMapOfKindToArrayOfInt(in) : new LinkedHashMap<>();
    Collection<Boolean> collection = present > 4 ? readCollectionOfBoolean(in) : new ArrayList<>();
    OptionalLong number = present > 5 ? readOptionalLong(in) : OptionalLong.empty();
    Containers.Point[] points = present > 6 ? readArrayOfPoint(in) : null;
    in.endArray(present - 7);
    try {
      return new Containers.Later(first, list, set, map, collection, number, points);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Containers.Later", e);
    }
  }

  static void writeSetOfInteger(WireWriter out, Set<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (Integer element : value) {
      Codecs.INT.write(out, element);
      count++;
    }
    out.endArray(start, count);
  }

  static Set<Integer> readSetOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Set<Integer> value = new LinkedHashSet<>();
    for (int i = 0; i < size; i++) {
      value.add(Codecs.INT.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeSetOfString(WireWriter out, Set<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (String element : value) {
      out.writeString(element);
      count++;
    }
    out.endArray(start, count);
  }

  static Set<String> readSetOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Set<String> value = new LinkedHashSet<>();
    for (int i = 0; i < size; i++) {
      value.add(in.readString());
    }
    in.endArray(0);
    return value;
  }

  static void writeCollectionOfLong(WireWriter out, Collection<Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (Long element : value) {
      Codecs.LONG.write(out, element);
      count++;
    }
    out.endArray(start, count);
  }

  static Collection<Long> readCollectionOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Collection<Long> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.LONG.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeCollectionOfUUID(WireWriter out, Collection<UUID> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (UUID element : value) {
      Codecs.UUID.write(out, element);
      count++;
    }
    out.endArray(start, count);
  }

  static Collection<UUID> readCollectionOfUUID(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Collection<UUID> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.UUID.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfBoolean(WireWriter out, boolean[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (boolean element : value) {
      out.writeBoolean(element);
    }
    out.endArray();
  }

  static boolean[] readArrayOfBoolean(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    boolean[] value = new boolean[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readBoolean();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfShort(WireWriter out, short[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (short element : value) {
      out.writeShort(element);
    }
    out.endArray();
  }

  static short[] readArrayOfShort(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    short[] value = new short[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readShort();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfChar(WireWriter out, char[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (char element : value) {
      out.writeChar(element);
    }
    out.endArray();
  }

  static char[] readArrayOfChar(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    char[] value = new char[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readChar();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfLong(WireWriter out, long[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (long element : value) {
      out.writeLong(element);
    }
    out.endArray();
  }

  static long[] readArrayOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    long[] value = new long[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readLong();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfInt(WireWriter out, int[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (int element : value) {
      out.writeInt(element);
    }
    out.endArray();
  }

  static int[] readArrayOfInt(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    int[] value = new int[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readInt();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfArrayOfArrayOfFloat(WireWriter out, float[][][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (float[][] element : value) {
      writeArrayOfArrayOfFloat(out, element);
    }
    out.endArray();
  }

  static float[][][] readArrayOfArrayOfArrayOfFloat(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    float[][][] value = new float[size][][];
    for (int i = 0; i < size; i++) {
      value[i] = readArrayOfArrayOfFloat(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfArrayOfFloat(WireWriter out, float[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (float[] element : value) {
      writeArrayOfFloat(out, element);
    }
    out.endArray();
  }

  static float[][] readArrayOfArrayOfFloat(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    float[][] value = new float[size][];
    for (int i = 0; i < size; i++) {
      value[i] = readArrayOfFloat(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfFloat(WireWriter out, float[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (float element : value) {
      out.writeFloat(element);
    }
    out.endArray();
  }

  static float[] readArrayOfFloat(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    float[] value = new float[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readFloat();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfDouble(WireWriter out, double[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (double element : value) {
      out.writeDouble(element);
    }
    out.endArray();
  }

  static double[] readArrayOfDouble(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    double[] value = new double[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readDouble();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfArrayOfInt(WireWriter out, int[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (int[] element : value) {
      writeArrayOfInt(out, element);
    }
    out.endArray();
  }

  static int[][] readArrayOfArrayOfInt(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    int[][] value = new int[size][];
    for (int i = 0; i < size; i++) {
      value[i] = readArrayOfInt(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfBytes(WireWriter out, List<byte[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        out.writeBinary(value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (byte[] element : value) {
        out.writeBinary(element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<byte[]> readListOfBytes(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<byte[]> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(in.readBinary());
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfBytes(WireWriter out, byte[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (byte[] element : value) {
      out.writeBinary(element);
    }
    out.endArray();
  }

  static byte[][] readArrayOfBytes(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    byte[][] value = new byte[size][];
    for (int i = 0; i < size; i++) {
      value[i] = in.readBinary();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfPoint(WireWriter out, Containers.Point[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Containers.Point element : value) {
      writePoint(out, element);
    }
    out.endArray();
  }

  static Containers.Point[] readArrayOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Containers.Point[] value = new Containers.Point[size];
    for (int i = 0; i < size; i++) {
      value[i] = readPoint(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfInteger(WireWriter out, Integer[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Integer element : value) {
      Codecs.INT.write(out, element);
    }
    out.endArray();
  }

  static Integer[] readArrayOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Integer[] value = new Integer[size];
    for (int i = 0; i < size; i++) {
      value[i] = Codecs.INT.read(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfString(WireWriter out, String[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (String element : value) {
      out.writeString(element);
    }
    out.endArray();
  }

  static String[] readArrayOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    String[] value = new String[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readString();
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfArrayOfMapOfStringToPoint(WireWriter out,
      Map<String, Containers.Point>[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Map<String, Containers.Point>[] element : value) {
      writeArrayOfMapOfStringToPoint(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Containers.Point>[][] readArrayOfArrayOfMapOfStringToPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Map<String, Containers.Point>[][] value = (Map<String, Containers.Point>[][]) new Map<?, ?>[size][];
    for (int i = 0; i < size; i++) {
      value[i] = readArrayOfMapOfStringToPoint(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfMapOfStringToPoint(WireWriter out,
      Map<String, Containers.Point>[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Map<String, Containers.Point> element : value) {
      writeMapOfStringToPoint(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static Map<String, Containers.Point>[] readArrayOfMapOfStringToPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Map<String, Containers.Point>[] value = (Map<String, Containers.Point>[]) new Map<?, ?>[size];
    for (int i = 0; i < size; i++) {
      value[i] = readMapOfStringToPoint(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToPoint(WireWriter out, Map<String, Containers.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Containers.Point> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writePoint(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Containers.Point> readMapOfStringToPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Containers.Point> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readPoint(in));
    }
    in.endMap();
    return value;
  }

  static void writeArrayOfListOfString(WireWriter out, List<String>[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (List<String> element : value) {
      writeListOfString(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static List<String>[] readArrayOfListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String>[] value = (List<String>[]) new List<?>[size];
    for (int i = 0; i < size; i++) {
      value[i] = readListOfString(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfString(WireWriter out, List<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        out.writeString(value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (String element : value) {
        out.writeString(element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<String> readListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(in.readString());
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfOptionalOfUUIDToSetOfListOfPoint(WireWriter out,
      Map<Optional<UUID>, Set<List<Containers.Point>>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<Optional<UUID>, Set<List<Containers.Point>>> entry : value.entrySet()) {
      writeOptionalOfUUID(out, entry.getKey());
      writeSetOfListOfPoint(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<Optional<UUID>, Set<List<Containers.Point>>> readMapOfOptionalOfUUIDToSetOfListOfPoint(
      WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<Optional<UUID>, Set<List<Containers.Point>>> value = new LinkedHashMap<>();
    HashedKeys keys = in.hashedKeys(size);
    for (int i = 0; i < size; i++) {
      keys.put(value, keys.key(readOptionalOfUUID(in)), readSetOfListOfPoint(in));
    }
    in.endMap();
    return value;
  }

  static void writeOptionalOfUUID(WireWriter out, Optional<UUID> value) {
    Codecs.UUID.write(out, value == null ? null : value.orElse(null));
  }

  static Optional<UUID> readOptionalOfUUID(WireReader in) {
    return Optional.ofNullable(Codecs.UUID.read(in));
  }

  static void writeSetOfListOfPoint(WireWriter out, Set<List<Containers.Point>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (List<Containers.Point> element : value) {
      writeListOfPoint(out, element);
      count++;
    }
    out.endArray(start, count);
  }

  static Set<List<Containers.Point>> readSetOfListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Set<List<Containers.Point>> value = new LinkedHashSet<>();
    HashedKeys keys = in.hashedKeys(size);
    for (int i = 0; i < size; i++) {
      keys.add(value, readListOfPoint(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfPoint(WireWriter out, List<Containers.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writePoint(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Containers.Point element : value) {
        writePoint(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Containers.Point> readListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Containers.Point> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readPoint(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfListOfArrayOfInt(WireWriter out, Optional<List<int[]>> value) {
    writeListOfArrayOfInt(out, value == null ? null : value.orElse(null));
  }

  static Optional<List<int[]>> readOptionalOfListOfArrayOfInt(WireReader in) {
    return Optional.ofNullable(readListOfArrayOfInt(in));
  }

  static void writeListOfArrayOfInt(WireWriter out, List<int[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeArrayOfInt(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (int[] element : value) {
        writeArrayOfInt(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<int[]> readListOfArrayOfInt(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<int[]> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readArrayOfInt(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalLong(WireWriter out, OptionalLong value) {
    if (value == null || value.isEmpty()) {
      out.writeNil();
    } else {
      out.writeLong(value.getAsLong());
    }
  }

  static OptionalLong readOptionalLong(WireReader in) {
    return in.tryReadNil() ? OptionalLong.empty() : OptionalLong.of(in.readLong());
  }

  static void writeOptionalDouble(WireWriter out, OptionalDouble value) {
    if (value == null || value.isEmpty()) {
      out.writeNil();
    } else {
      out.writeDouble(value.getAsDouble());
    }
  }

  static OptionalDouble readOptionalDouble(WireReader in) {
    return in.tryReadNil() ? OptionalDouble.empty() : OptionalDouble.of(in.readDouble());
  }

  static void writeOptionalInt(WireWriter out, OptionalInt value) {
    if (value == null || value.isEmpty()) {
      out.writeNil();
    } else {
      out.writeInt(value.getAsInt());
    }
  }

  static OptionalInt readOptionalInt(WireReader in) {
    return in.tryReadNil() ? OptionalInt.empty() : OptionalInt.of(in.readInt());
  }

  static void writeSetOfKind(WireWriter out, Set<Containers.Kind> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (Containers.Kind element : value) {
      KIND.write(out, element);
      count++;
    }
    out.endArray(start, count);
  }

  static Set<Containers.Kind> readSetOfKind(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Set<Containers.Kind> value = new LinkedHashSet<>();
    for (int i = 0; i < size; i++) {
      value.add(KIND.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfKindToArrayOfInt(WireWriter out, Map<Containers.Kind, int[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<Containers.Kind, int[]> entry : value.entrySet()) {
      KIND.write(out, entry.getKey());
      writeArrayOfInt(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<Containers.Kind, int[]> readMapOfKindToArrayOfInt(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<Containers.Kind, int[]> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(KIND.read(in), readArrayOfInt(in));
    }
    in.endMap();
    return value;
  }

  static void writeCollectionOfBoolean(WireWriter out, Collection<Boolean> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (Boolean element : value) {
      Codecs.BOOLEAN.write(out, element);
      count++;
    }
    out.endArray(start, count);
  }

  static Collection<Boolean> readCollectionOfBoolean(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Collection<Boolean> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.BOOLEAN.read(in));
    }
    in.endArray(0);
    return value;
  }
}
