package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Variants} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class VariantsCodecs {
  static final Codec<Variants.Result<List<String>>> RESULT_OF_LIST_OF_STRING = Codec.of(
      VariantsCodecs::writeResultOfListOfString, VariantsCodecs::readResultOfListOfString);

  static final Codec<Variants.Result<String[]>> RESULT_OF_ARRAY_OF_STRING = Codec.of(
      VariantsCodecs::writeResultOfArrayOfString, VariantsCodecs::readResultOfArrayOfString);

  static final Codec<Variants.Result<Integer>> RESULT_OF_INTEGER = Codec.of(
      VariantsCodecs::writeResultOfInteger, VariantsCodecs::readResultOfInteger);

  static final Codec<Variants.Result<List<List<Long>>>> RESULT_OF_LIST_OF_LIST_OF_LONG = Codec.of(
      VariantsCodecs::writeResultOfListOfListOfLong, VariantsCodecs::readResultOfListOfListOfLong);

  static final Codec<Variants.Both<String, String>> BOTH_OF_STRING_AND_STRING = Codec.of(
      VariantsCodecs::writeBothOfStringAndString, VariantsCodecs::readBothOfStringAndString);

  static final Codec<Variants.Both<Long, String>> BOTH_OF_LONG_AND_STRING = Codec.of(
      VariantsCodecs::writeBothOfLongAndString, VariantsCodecs::readBothOfLongAndString);

  private VariantsCodecs() {
  }

  static void writeResultOfListOfString(WireWriter out, Variants.Result<List<String>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Variants.Fixed actual) {
      out.writeString("Fixed");
      writeFixed(out, actual);
    } else if (value instanceof Variants.Twice actual) {
      out.writeString("Twice");
      writeTwice(out, actual);
    } else if (value instanceof Variants.Many<String> actual) {
      out.writeString("Many");
      writeManyOfString(out, actual);
    } else if (value instanceof Variants.One<List<String>> actual) {
      out.writeString("One");
      writeOneOfListOfString(out, actual);
    } else {
      throw CodecSupport.unknownCase("Variants.Result", value);
    }
    out.endArray();
  }

  static Variants.Result<List<String>> readResultOfListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Variants.Result");
    Variants.Result<List<String>> value = switch (tag) {
      case "Fixed" -> readFixed(in);
      case "Twice" -> readTwice(in);
      case "Many" -> readManyOfString(in);
      case "One" -> readOneOfListOfString(in);
      default -> throw CodecSupport.unknownTag("Variants.Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeFixed(WireWriter out, Variants.Fixed value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Variants.Fixed readFixed(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Variants.Fixed(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Fixed", e);
    }
  }

  static void writeTwice(WireWriter out, Variants.Twice value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Variants.Twice readTwice(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Variants.Twice(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Twice", e);
    }
  }

  static void writeManyOfString(WireWriter out, Variants.Many<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfString(out, value.values());
    out.endArray();
  }

  static Variants.Many<String> readManyOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<String> values = present > 0 ? readListOfString(in) : new ArrayList<>();
    in.endArray(present - 1);
    try {
      return new Variants.Many<String>(values);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Many", e);
    }
  }

  static void writeOneOfListOfString(WireWriter out, Variants.One<List<String>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfString(out, value.value());
    out.endArray();
  }

  static Variants.One<List<String>> readOneOfListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<String> value = present > 0 ? readListOfString(in) : new ArrayList<>();
    in.endArray(present - 1);
    try {
      return new Variants.One<List<String>>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.One", e);
    }
  }

  static void writeResultOfMapOfStringAndListOfInteger(WireWriter out,
      Variants.Result<Map<String, List<Integer>>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Variants.Groups<String, Integer> actual) {
      out.writeString("Groups");
      writeGroupsOfStringAndInteger(out, actual);
    } else if (value instanceof Variants.Keyed<String, List<Integer>> actual) {
      out.writeString("Keyed");
      writeKeyedOfStringAndListOfInteger(out, actual);
    } else if (value instanceof Variants.One<Map<String, List<Integer>>> actual) {
      out.writeString("One");
      writeOneOfMapOfStringAndListOfInteger(out, actual);
    } else {
      throw CodecSupport.unknownCase("Variants.Result", value);
    }
    out.endArray();
  }

  static Variants.Result<Map<String, List<Integer>>> readResultOfMapOfStringAndListOfInteger(
      WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Variants.Result");
    Variants.Result<Map<String, List<Integer>>> value = switch (tag) {
      case "Groups" -> readGroupsOfStringAndInteger(in);
      case "Keyed" -> readKeyedOfStringAndListOfInteger(in);
      case "One" -> readOneOfMapOfStringAndListOfInteger(in);
      default -> throw CodecSupport.unknownTag("Variants.Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeGroupsOfStringAndInteger(WireWriter out,
      Variants.Groups<String, Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeMapOfStringToListOfInteger(out, value.values());
    out.endArray();
  }

  static Variants.Groups<String, Integer> readGroupsOfStringAndInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Map<String, List<Integer>> values =
        present > 0 ? readMapOfStringToListOfInteger(in) : new LinkedHashMap<>();
    in.endArray(present - 1);
    try {
      return new Variants.Groups<String, Integer>(values);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Groups", e);
    }
  }

  static void writeKeyedOfStringAndListOfInteger(WireWriter out,
      Variants.Keyed<String, List<Integer>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeMapOfStringToListOfInteger(out, value.values());
    out.endArray();
  }

  static Variants.Keyed<String, List<Integer>> readKeyedOfStringAndListOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Map<String, List<Integer>> values =
        present > 0 ? readMapOfStringToListOfInteger(in) : new LinkedHashMap<>();
    in.endArray(present - 1);
    try {
      return new Variants.Keyed<String, List<Integer>>(values);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Keyed", e);
    }
  }

  static void writeOneOfMapOfStringAndListOfInteger(WireWriter out,
      Variants.One<Map<String, List<Integer>>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeMapOfStringToListOfInteger(out, value.value());
    out.endArray();
  }

  static Variants.One<Map<String, List<Integer>>> readOneOfMapOfStringAndListOfInteger(
      WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Map<String, List<Integer>> value =
        present > 0 ? readMapOfStringToListOfInteger(in) : new LinkedHashMap<>();
    in.endArray(present - 1);
    try {
      return new Variants.One<Map<String, List<Integer>>>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.One", e);
    }
  }

  static void writeResultOfArrayOfString(WireWriter out, Variants.Result<String[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Variants.Items<String> actual) {
      out.writeString("Items");
      writeItemsOfString(out, actual);
    } else if (value instanceof Variants.One<String[]> actual) {
      out.writeString("One");
      writeOneOfArrayOfString(out, actual);
    } else {
      throw CodecSupport.unknownCase("Variants.Result", value);
    }
    out.endArray();
  }

  static Variants.Result<String[]> readResultOfArrayOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Variants.Result");
    Variants.Result<String[]> value = switch (tag) {
      case "Items" -> readItemsOfString(in);
      case "One" -> readOneOfArrayOfString(in);
      default -> throw CodecSupport.unknownTag("Variants.Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeItemsOfString(WireWriter out, Variants.Items<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeArrayOfString(out, value.values());
    out.endArray();
  }

  static Variants.Items<String> readItemsOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String[] values = present > 0 ? readArrayOfString(in) : null;
    in.endArray(present - 1);
    try {
      return new Variants.Items<String>(values);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Items", e);
    }
  }

  static void writeOneOfArrayOfString(WireWriter out, Variants.One<String[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeArrayOfString(out, value.value());
    out.endArray();
  }

  static Variants.One<String[]> readOneOfArrayOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String[] value = present > 0 ? readArrayOfString(in) : null;
    in.endArray(present - 1);
    try {
      return new Variants.One<String[]>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.One", e);
    }
  }

  static void writeResultOfInteger(WireWriter out, Variants.Result<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Variants.Numbered actual) {
      out.writeString("Numbered");
      writeNumbered(out, actual);
    } else if (value instanceof Variants.Numeric<Integer> actual) {
      out.writeString("Numeric");
      writeNumericOfInteger(out, actual);
    } else if (value instanceof Variants.One<Integer> actual) {
      out.writeString("One");
      writeOneOfInteger(out, actual);
    } else {
      throw CodecSupport.unknownCase("Variants.Result", value);
    }
    out.endArray();
  }

  static Variants.Result<Integer> readResultOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Variants.Result");
    Variants.Result<Integer> value = switch (tag) {
      case "Numbered" -> readNumbered(in);
      case "Numeric" -> readNumericOfInteger(in);
      case "One" -> readOneOfInteger(in);
      default -> throw CodecSupport.unknownTag("Variants.Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeNumbered(WireWriter out, Variants.Numbered value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Variants.Numbered readNumbered(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Variants.Numbered(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Numbered", e);
    }
  }

  static void writeNumericOfInteger(WireWriter out, Variants.Numeric<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    Codecs.INT.write(out, value.value());
    out.endArray();
  }

  static Variants.Numeric<Integer> readNumericOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Integer value = present > 0 ? Codecs.INT.read(in) : null;
    in.endArray(present - 1);
    try {
      return new Variants.Numeric<Integer>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Numeric", e);
    }
  }

  static void writeOneOfInteger(WireWriter out, Variants.One<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    Codecs.INT.write(out, value.value());
    out.endArray();
  }

  static Variants.One<Integer> readOneOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Integer value = present > 0 ? Codecs.INT.read(in) : null;
    in.endArray(present - 1);
    try {
      return new Variants.One<Integer>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.One", e);
    }
  }

  static void writeResultOfListOfListOfLong(WireWriter out,
      Variants.Result<List<List<Long>>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Variants.Deepest<Long> actual) {
      out.writeString("Deepest");
      writeDeepestOfLong(out, actual);
    } else if (value instanceof Variants.Many<List<Long>> actual) {
      out.writeString("Many");
      writeManyOfListOfLong(out, actual);
    } else if (value instanceof Variants.One<List<List<Long>>> actual) {
      out.writeString("One");
      writeOneOfListOfListOfLong(out, actual);
    } else {
      throw CodecSupport.unknownCase("Variants.Result", value);
    }
    out.endArray();
  }

  static Variants.Result<List<List<Long>>> readResultOfListOfListOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Variants.Result");
    Variants.Result<List<List<Long>>> value = switch (tag) {
      case "Deepest" -> readDeepestOfLong(in);
      case "Many" -> readManyOfListOfLong(in);
      case "One" -> readOneOfListOfListOfLong(in);
      default -> throw CodecSupport.unknownTag("Variants.Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeDeepestOfLong(WireWriter out, Variants.Deepest<Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    Codecs.LONG.write(out, value.value());
    out.endArray();
  }

  static Variants.Deepest<Long> readDeepestOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Long value = present > 0 ? Codecs.LONG.read(in) : null;
    in.endArray(present - 1);
    try {
      return new Variants.Deepest<Long>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Deepest", e);
    }
  }

  static void writeManyOfListOfLong(WireWriter out, Variants.Many<List<Long>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfListOfLong(out, value.values());
    out.endArray();
  }

  static Variants.Many<List<Long>> readManyOfListOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<List<Long>> values = present > 0 ? readListOfListOfLong(in) : new ArrayList<>();
    in.endArray(present - 1);
    try {
      return new Variants.Many<List<Long>>(values);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Many", e);
    }
  }

  static void writeOneOfListOfListOfLong(WireWriter out, Variants.One<List<List<Long>>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfListOfLong(out, value.value());
    out.endArray();
  }

  static Variants.One<List<List<Long>>> readOneOfListOfListOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<List<Long>> value = present > 0 ? readListOfListOfLong(in) : new ArrayList<>();
    in.endArray(present - 1);
    try {
      return new Variants.One<List<List<Long>>>(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.One", e);
    }
  }

  static void writeBothOfStringAndString(WireWriter out, Variants.Both<String, String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Variants.Same<String> actual) {
      out.writeString("Same");
      writeSameOfString(out, actual);
    } else if (value instanceof Variants.Swapped<String, String> actual) {
      out.writeString("Swapped");
      writeSwappedOfStringAndString(out, actual);
    } else {
      throw CodecSupport.unknownCase("Variants.Both", value);
    }
    out.endArray();
  }

  static Variants.Both<String, String> readBothOfStringAndString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Variants.Both");
    Variants.Both<String, String> value = switch (tag) {
      case "Same" -> readSameOfString(in);
      case "Swapped" -> readSwappedOfStringAndString(in);
      default -> throw CodecSupport.unknownTag("Variants.Both", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeSameOfString(WireWriter out, Variants.Same<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.a());
    out.writeString(value.b());
    out.endArray();
  }

  static Variants.Same<String> readSameOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String a = present > 0 ? in.readString() : null;
    String b = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Variants.Same<String>(a, b);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Same", e);
    }
  }

  static void writeSwappedOfStringAndString(WireWriter out,
      Variants.Swapped<String, String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.a());
    out.writeString(value.b());
    out.endArray();
  }

  static Variants.Swapped<String, String> readSwappedOfStringAndString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String a = present > 0 ? in.readString() : null;
    String b = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Variants.Swapped<String, String>(a, b);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Swapped", e);
    }
  }

  static void writeBothOfLongAndString(WireWriter out, Variants.Both<Long, String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Variants.Swapped<String, Long> actual) {
      out.writeString("Swapped");
      writeSwappedOfStringAndLong(out, actual);
    } else {
      throw CodecSupport.unknownCase("Variants.Both", value);
    }
    out.endArray();
  }

  static Variants.Both<Long, String> readBothOfLongAndString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Variants.Both");
    Variants.Both<Long, String> value = switch (tag) {
      case "Swapped" -> readSwappedOfStringAndLong(in);
      default -> throw CodecSupport.unknownTag("Variants.Both", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeSwappedOfStringAndLong(WireWriter out, Variants.Swapped<String, Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.a());
    Codecs.LONG.write(out, value.b());
    out.endArray();
  }

  static Variants.Swapped<String, Long> readSwappedOfStringAndLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String a = present > 0 ? in.readString() : null;
    Long b = present > 1 ? Codecs.LONG.read(in) : null;
    in.endArray(present - 2);
    try {
      return new Variants.Swapped<String, Long>(a, b);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Variants.Swapped", e);
    }
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

  static void writeMapOfStringToListOfInteger(WireWriter out, Map<String, List<Integer>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, List<Integer>> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writeListOfInteger(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, List<Integer>> readMapOfStringToListOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, List<Integer>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readListOfInteger(in));
    }
    in.endMap();
    return value;
  }

  static void writeListOfInteger(WireWriter out, List<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        Codecs.INT.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Integer element : value) {
        Codecs.INT.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Integer> readListOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Integer> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.INT.read(in));
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

  static void writeListOfListOfLong(WireWriter out, List<List<Long>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeListOfLong(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (List<Long> element : value) {
        writeListOfLong(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<List<Long>> readListOfListOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<List<Long>> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readListOfLong(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfLong(WireWriter out, List<Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        Codecs.LONG.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Long element : value) {
        Codecs.LONG.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Long> readListOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Long> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.LONG.read(in));
    }
    in.endArray(0);
    return value;
  }
}
