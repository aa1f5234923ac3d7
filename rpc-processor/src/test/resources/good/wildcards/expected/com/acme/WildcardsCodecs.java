package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.HashedKeys;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Wildcards} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class WildcardsCodecs {
  static final EnumCodec<Wildcards.Kind> KIND = new EnumCodec<>("Wildcards.Kind",
      Wildcards.Kind.values());

  static final Codec<List<UUID>> LIST_OF_UUID = Codec.of(
      WildcardsCodecs::writeListOfUUID, WildcardsCodecs::readListOfUUID);

  static final Codec<Map<String, List<Wildcards.Point>>> MAP_OF_STRING_TO_LIST_OF_POINT = Codec.of(
      WildcardsCodecs::writeMapOfStringToListOfPoint,
          WildcardsCodecs::readMapOfStringToListOfPoint);

  static final Codec<List<List<Wildcards.Point>>> LIST_OF_LIST_OF_POINT = Codec.of(
      WildcardsCodecs::writeListOfListOfPoint, WildcardsCodecs::readListOfListOfPoint);

  static final Codec<Wildcards.Page<Wildcards.Point>> PAGE_OF_POINT = Codec.of(
      WildcardsCodecs::writePageOfPoint, WildcardsCodecs::readPageOfPoint);

  static final Codec<Wildcards.Box<Wildcards.Shape<Wildcards.Point>>> BOX_OF_SHAPE_OF_POINT = Codec.of(
      WildcardsCodecs::writeBoxOfShapeOfPoint, WildcardsCodecs::readBoxOfShapeOfPoint);

  static final Codec<List<Wildcards.Point>> LIST_OF_POINT = Codec.of(
      WildcardsCodecs::writeListOfPoint, WildcardsCodecs::readListOfPoint);

  static final Codec<Map<String, Wildcards.Point>> MAP_OF_STRING_TO_POINT = Codec.of(
      WildcardsCodecs::writeMapOfStringToPoint, WildcardsCodecs::readMapOfStringToPoint);

  static final Codec<Wildcards.Point> POINT = Codec.of(
      WildcardsCodecs::writePoint, WildcardsCodecs::readPoint);

  static final Codec<List<String>> LIST_OF_STRING = Codec.of(
      WildcardsCodecs::writeListOfString, WildcardsCodecs::readListOfString);

  static final DeclaredException<Wildcards.Failed> FAILED = DeclaredException.of(
      Wildcards.Failed.class,
      Codec.of(
          WildcardsCodecs::writeFailed, WildcardsCodecs::readFailed));

  private WildcardsCodecs() {
  }

  static void writePoint(WireWriter out, Wildcards.Point value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeInt(value.x());
    out.writeInt(value.y());
    out.endArray();
  }

  static Wildcards.Point readPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int x = present > 0 ? in.readInt() : 0;
    int y = present > 1 ? in.readInt() : 0;
    in.endArray(present - 2);
    try {
      return new Wildcards.Point(x, y);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Wildcards.Point", e);
    }
  }

  @SuppressWarnings("unchecked")
  static void writePageOfPoint(WireWriter out, Wildcards.Page<Wildcards.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    writeListOfPoint(out, (List<Wildcards.Point>) (Object) value.items());
    writeListOfListOfPoint(out, (List<List<Wildcards.Point>>) (Object) value.rows());
    writePoint(out, value.first());
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static Wildcards.Page<Wildcards.Point> readPageOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<? extends Wildcards.Point> items = present > 0 ? readListOfPoint(in) : new ArrayList<>();
    List<List<? extends Wildcards.Point>> rows =
        (List<List<? extends Wildcards.Point>>) (Object) (present > 1 ? readListOfListOfPoint(in) : new ArrayList<>());
    Wildcards.Point first = present > 2 ? readPoint(in) : null;
    in.endArray(present - 3);
    try {
      return new Wildcards.Page<Wildcards.Point>(items, rows, first);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Wildcards.Page", e);
    }
  }

  @SuppressWarnings("unchecked")
  static void writePageOfListOfPoint(WireWriter out, Wildcards.Page<List<Wildcards.Point>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    writeListOfListOfPoint(out, (List<List<Wildcards.Point>>) (Object) value.items());
    writeListOfListOfListOfPoint(out, (List<List<List<Wildcards.Point>>>) (Object) value.rows());
    writeListOfPoint(out, value.first());
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static Wildcards.Page<List<Wildcards.Point>> readPageOfListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<? extends List<Wildcards.Point>> items =
        present > 0 ? readListOfListOfPoint(in) : new ArrayList<>();
    List<List<? extends List<Wildcards.Point>>> rows =
        (List<List<? extends List<Wildcards.Point>>>) (Object) (present > 1 ? readListOfListOfListOfPoint(in) : new ArrayList<>());
    List<Wildcards.Point> first = present > 2 ? readListOfPoint(in) : new ArrayList<>();
    in.endArray(present - 3);
    try {
      return new Wildcards.Page<List<Wildcards.Point>>(items, rows, first);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Wildcards.Page", e);
    }
  }

  static void writeBoxOfShapeOfPoint(WireWriter out,
      Wildcards.Box<Wildcards.Shape<Wildcards.Point>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeShapeOfPoint(out, value.value());
    out.endArray();
  }

  static Wildcards.Box<Wildcards.Shape<Wildcards.Point>> readBoxOfShapeOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Wildcards.Shape<Wildcards.Point> value = present > 0 ? readShapeOfPoint(in) : null;
    in.endArray(present - 1);
    try {
      return new Wildcards.Box<Wildcards.Shape<Wildcards.Point>>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Wildcards.Box", e);
    }
  }

  static void writeShapeOfPoint(WireWriter out, Wildcards.Shape<Wildcards.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Wildcards.Many<Wildcards.Point> actual) {
      out.writeString("Many");
      writeManyOfPoint(out, actual);
    } else if (value instanceof Wildcards.One<Wildcards.Point> actual) {
      out.writeString("One");
      writeOneOfPoint(out, actual);
    } else {
      throw CodecSupport.unknownCase("Wildcards.Shape", value);
    }
    out.endArray();
  }

  static Wildcards.Shape<Wildcards.Point> readShapeOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Wildcards.Shape");
    Wildcards.Shape<Wildcards.Point> value = switch (tag) {
      case "Many" -> readManyOfPoint(in);
      case "One" -> readOneOfPoint(in);
      default -> throw CodecSupport.unknownTag("Wildcards.Shape", tag);
    };
    in.endArray(0);
    return value;
  }

  @SuppressWarnings("unchecked")
  static void writeManyOfPoint(WireWriter out, Wildcards.Many<Wildcards.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeMapOfStringToListOfPoint(out, (Map<String, List<Wildcards.Point>>) (Object) value.values());
    out.endArray();
  }

  static Wildcards.Many<Wildcards.Point> readManyOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Map<String, ? extends List<Wildcards.Point>> values =
        present > 0 ? readMapOfStringToListOfPoint(in) : new LinkedHashMap<>();
    in.endArray(present - 1);
    try {
      return new Wildcards.Many<Wildcards.Point>(values);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Wildcards.Many", e);
    }
  }

  static void writeOneOfPoint(WireWriter out, Wildcards.One<Wildcards.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writePoint(out, value.value());
    out.endArray();
  }

  static Wildcards.One<Wildcards.Point> readOneOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Wildcards.Point value = present > 0 ? readPoint(in) : null;
    in.endArray(present - 1);
    try {
      return new Wildcards.One<Wildcards.Point>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Wildcards.One", e);
    }
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

  static void writeListOfUUID(WireWriter out, List<UUID> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        Codecs.UUID.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (UUID element : value) {
        Codecs.UUID.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<UUID> readListOfUUID(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<UUID> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.UUID.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfKindToSetOfPoint(WireWriter out,
      Map<Wildcards.Kind, Set<Wildcards.Point>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<Wildcards.Kind, Set<Wildcards.Point>> entry : value.entrySet()) {
      KIND.write(out, entry.getKey());
      writeSetOfPoint(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<Wildcards.Kind, Set<Wildcards.Point>> readMapOfKindToSetOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<Wildcards.Kind, Set<Wildcards.Point>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(KIND.read(in), readSetOfPoint(in));
    }
    in.endMap();
    return value;
  }

  static void writeSetOfPoint(WireWriter out, Set<Wildcards.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    int count = 0;
    for (Wildcards.Point element : value) {
      writePoint(out, element);
      count++;
    }
    out.endArray(start, count);
  }

  static Set<Wildcards.Point> readSetOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Set<Wildcards.Point> value = new LinkedHashSet<>();
    HashedKeys keys = in.hashedKeys(size);
    for (int i = 0; i < size; i++) {
      keys.add(value, readPoint(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToListOfPoint(WireWriter out,
      Map<String, List<Wildcards.Point>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, List<Wildcards.Point>> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writeListOfPoint(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, List<Wildcards.Point>> readMapOfStringToListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, List<Wildcards.Point>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readListOfPoint(in));
    }
    in.endMap();
    return value;
  }

  static void writeListOfPoint(WireWriter out, List<Wildcards.Point> value) {
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
      for (Wildcards.Point element : value) {
        writePoint(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Wildcards.Point> readListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Wildcards.Point> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readPoint(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfListOfPoint(WireWriter out, Optional<List<Wildcards.Point>> value) {
    writeListOfPoint(out, value == null ? null : value.orElse(null));
  }

  static Optional<List<Wildcards.Point>> readOptionalOfListOfPoint(WireReader in) {
    return Optional.ofNullable(readListOfPoint(in));
  }

  static void writeListOfListOfPoint(WireWriter out, List<List<Wildcards.Point>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeListOfPoint(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (List<Wildcards.Point> element : value) {
        writeListOfPoint(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<List<Wildcards.Point>> readListOfListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<List<Wildcards.Point>> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readListOfPoint(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToPoint(WireWriter out, Map<String, Wildcards.Point> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Wildcards.Point> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writePoint(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Wildcards.Point> readMapOfStringToPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Wildcards.Point> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readPoint(in));
    }
    in.endMap();
    return value;
  }

  static void writeArrayOfListOfPoint(WireWriter out, List<Wildcards.Point>[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (List<Wildcards.Point> element : value) {
      writeListOfPoint(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static List<Wildcards.Point>[] readArrayOfListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Wildcards.Point>[] value = (List<Wildcards.Point>[]) new List<?>[size];
    for (int i = 0; i < size; i++) {
      value[i] = readListOfPoint(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfArrayOfListOfPoint(WireWriter out, List<Wildcards.Point>[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (List<Wildcards.Point>[] element : value) {
      writeArrayOfListOfPoint(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static List<Wildcards.Point>[][] readArrayOfArrayOfListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Wildcards.Point>[][] value = (List<Wildcards.Point>[][]) new List<?>[size][];
    for (int i = 0; i < size; i++) {
      value[i] = readArrayOfListOfPoint(in);
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

  static void writeListOfListOfListOfPoint(WireWriter out,
      List<List<List<Wildcards.Point>>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeListOfListOfPoint(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (List<List<Wildcards.Point>> element : value) {
        writeListOfListOfPoint(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<List<List<Wildcards.Point>>> readListOfListOfListOfPoint(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<List<List<Wildcards.Point>>> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readListOfListOfPoint(in));
    }
    in.endArray(0);
    return value;
  }

  @SuppressWarnings("unchecked")
  static void writeFailed(WireWriter out, Wildcards.Failed value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfPoint(out, (List<Wildcards.Point>) (Object) value.points());
    out.endArray();
  }

  static Wildcards.Failed readFailed(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<? extends Wildcards.Point> points = present > 0 ? readListOfPoint(in) : new ArrayList<>();
    in.endArray(present - 1);
    try {
      return new Wildcards.Failed(points);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Wildcards.Failed", e);
    }
  }
}
