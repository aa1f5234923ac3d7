package com.acme.shop;

import com.acme.model.Box;
import com.acme.model.Lax;
import com.acme.model.Old;
import com.acme.model.Outer;
import com.acme.model.Part;
import com.acme.model.Result;
import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes and reads what the methods of {@link Shop} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class ShopCodecs {
  static final Codec<Outer.Inner> INNER = Codecs.checked(new InnerCodec());

  static final Codec<Part> PART = Codec.of(
      ShopCodecs::writePart, ShopCodecs::readPart);

  static final Codec<Result<Part>> RESULT_OF_PART = Codec.of(
      ShopCodecs::writeResultOfPart, ShopCodecs::readResultOfPart);

  static final Codec<Old> OLD = Codec.of(
      ShopCodecs::writeOld, ShopCodecs::readOld);

  static final Codec<Box<Part>> BOX_OF_PART = Codec.of(
      ShopCodecs::writeBoxOfPart, ShopCodecs::readBoxOfPart);

  private ShopCodecs() {
  }

  static void writePart(WireWriter out, Part value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(24);
    out.writeString(Codecs.nonNull(value.name(), "Part.name"));
    out.writeString(value.laxName());
    Codecs.INT.write(out, Codecs.nonNull(value.box(), "Part.box"));
    Codecs.INT.write(out, value.laxBox());
    writeArrayOfInt(out, Codecs.nonNull(value.numbers(), "Part.numbers"));
    writeListOfString_(out, Codecs.nonNull(value.tags(), "Part.tags"));
    writeListOfString_(out, value.laxTags());
    writeListOfString(out, Codecs.nonNull(value.tagsOrNull(), "Part.tagsOrNull"));
    writeArrayOfString(out, Codecs.nonNull(value.array(), "Part.array"));
    writeArrayOfString_(out, value.laxArray());
    writeArrayOfArrayOfArrayOfString(out, Codecs.nonNull(value.arrays(), "Part.arrays"));
    writeMapOfStringToListOfPart(out, Codecs.nonNull(value.deep(), "Part.deep"));
    writeMapOfStringToListOfPart_(out, Codecs.nonNull(value.keys(), "Part.keys"));
    writeListOfArrayOfString(out, Codecs.nonNull(value.mixed(), "Part.mixed"));
    writeNested(out, value.nested());
    writeListOfNested(out, Codecs.nonNull(value.allNested(), "Part.allNested"));
    INNER.write(out, value.inner());
    writeListOfInner(out, Codecs.nonNull(value.allInner(), "Part.allInner"));
    writeBoxOfString(out, Codecs.nonNull(value.strict(), "Part.strict"));
    writeBoxOfString_(out, Codecs.nonNull(value.lax(), "Part.lax"));
    writeBoxOfListOfString(out, value.more());
    writeOptionalOfListOfString(out, value.maybe());
    writeLax(out, Codecs.nonNull(value.unmarked(), "Part.unmarked"));
    writeResultOfString(out, Codecs.nonNull(value.result(), "Part.result"));
    out.endArray();
  }

  static Part readPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String name = Codecs.nonNull(present > 0 ? in.readString() : null, "Part.name");
    String laxName = present > 1 ? in.readString() : null;
    Integer box = Codecs.nonNull(present > 2 ? Codecs.INT.read(in) : null, "Part.box");
    Integer laxBox = present > 3 ? Codecs.INT.read(in) : null;
    int[] numbers = Codecs.nonNull(present > 4 ? readArrayOfInt(in) : null, "Part.numbers");
    List<String> tags = Codecs.nonNull(present > 5 ? readListOfString_(in) : new ArrayList<>(),
        "Part.tags");
    List<String> laxTags = present > 6 ? readListOfString_(in) : new ArrayList<>();
    List<String> tagsOrNull = Codecs.nonNull(present > 7 ? readListOfString(in) : new ArrayList<>(),
        "Part.tagsOrNull");
    String[] array = Codecs.nonNull(present > 8 ? readArrayOfString(in) : null, "Part.array");
    String[] laxArray = present > 9 ? readArrayOfString_(in) : null;
    String[][][] arrays = Codecs.nonNull(present > 10 ? readArrayOfArrayOfArrayOfString(in) : null,
        "Part.arrays");
    Map<String, List<Part>> deep =
        Codecs.nonNull(present > 11 ? readMapOfStringToListOfPart(in) : new LinkedHashMap<>(),
        "Part.deep");
    Map<String, List<Part>> keys =
        Codecs.nonNull(present > 12 ? readMapOfStringToListOfPart_(in) : new LinkedHashMap<>(),
        "Part.keys");
    List<String[]> mixed =
        Codecs.nonNull(present > 13 ? readListOfArrayOfString(in) : new ArrayList<>(),
        "Part.mixed");
    Outer.Nested nested = present > 14 ? readNested(in) : null;
    List<Outer.Nested> allNested =
        Codecs.nonNull(present > 15 ? readListOfNested(in) : new ArrayList<>(), "Part.allNested");
    Outer.Inner inner = present > 16 ? INNER.read(in) : null;
    List<Outer.Inner> allInner =
        Codecs.nonNull(present > 17 ? readListOfInner(in) : new ArrayList<>(), "Part.allInner");
    Box<String> strict = Codecs.nonNull(present > 18 ? readBoxOfString(in) : null, "Part.strict");
    Box<String> lax = Codecs.nonNull(present > 19 ? readBoxOfString_(in) : null, "Part.lax");
    Box<List<String>> more = present > 20 ? readBoxOfListOfString(in) : null;
    Optional<List<String>> maybe = present > 21 ? readOptionalOfListOfString(in) : Optional.empty();
    Lax unmarked = Codecs.nonNull(present > 22 ? readLax(in) : null, "Part.unmarked");
    Result<String> result = Codecs.nonNull(present > 23 ? readResultOfString(in) : null,
        "Part.result");
    in.endArray(present - 24);
    try {
      return new Part(name, laxName, box, laxBox, numbers, tags, laxTags, tagsOrNull, array, laxArray, arrays, deep, keys, mixed, nested, allNested, inner, allInner, strict, lax, more, maybe, unmarked, result);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Part", e);
    }
  }

  static void writeNested(WireWriter out, Outer.Nested value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(Codecs.nonNull(value.text(), "Outer.Nested.text"));
    out.endArray();
  }

  static Outer.Nested readNested(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String text = Codecs.nonNull(present > 0 ? in.readString() : null, "Outer.Nested.text");
    in.endArray(present - 1);
    try {
      return new Outer.Nested(text);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Outer.Nested", e);
    }
  }

  static void writeBoxOfString(WireWriter out, Box<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    out.writeString(Codecs.nonNull(value.content(), "Box.content"));
    out.writeString(value.lax());
    writeListOfString_(out, Codecs.nonNull(value.all(), "Box.all"));
    writeListOfString(out, Codecs.nonNull(value.some(), "Box.some"));
    out.endArray();
  }

  static Box<String> readBoxOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String content = Codecs.nonNull(present > 0 ? in.readString() : null, "Box.content");
    String lax = present > 1 ? in.readString() : null;
    List<String> all = Codecs.nonNull(present > 2 ? readListOfString_(in) : new ArrayList<>(),
        "Box.all");
    List<String> some = Codecs.nonNull(present > 3 ? readListOfString(in) : new ArrayList<>(),
        "Box.some");
    in.endArray(present - 4);
    try {
      return new Box<String>(content, lax, all, some);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Box", e);
    }
  }

  static void writeBoxOfString_(WireWriter out, Box<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    out.writeString(value.content());
    out.writeString(value.lax());
    writeListOfString(out, Codecs.nonNull(value.all(), "Box.all"));
    writeListOfString(out, Codecs.nonNull(value.some(), "Box.some"));
    out.endArray();
  }

  static Box<String> readBoxOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String content = present > 0 ? in.readString() : null;
    String lax = present > 1 ? in.readString() : null;
    List<String> all = Codecs.nonNull(present > 2 ? readListOfString(in) : new ArrayList<>(),
        "Box.all");
    List<String> some = Codecs.nonNull(present > 3 ? readListOfString(in) : new ArrayList<>(),
        "Box.some");
    in.endArray(present - 4);
    try {
      return new Box<String>(content, lax, all, some);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Box", e);
    }
  }

  static void writeBoxOfListOfString(WireWriter out, Box<List<String>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    writeListOfString(out, Codecs.nonNull(value.content(), "Box.content"));
    writeListOfString(out, value.lax());
    writeListOfListOfString(out, Codecs.nonNull(value.all(), "Box.all"));
    writeListOfListOfString_(out, Codecs.nonNull(value.some(), "Box.some"));
    out.endArray();
  }

  static Box<List<String>> readBoxOfListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<String> content = Codecs.nonNull(present > 0 ? readListOfString(in) : new ArrayList<>(),
        "Box.content");
    List<String> lax = present > 1 ? readListOfString(in) : new ArrayList<>();
    List<List<String>> all =
        Codecs.nonNull(present > 2 ? readListOfListOfString(in) : new ArrayList<>(), "Box.all");
    List<List<String>> some =
        Codecs.nonNull(present > 3 ? readListOfListOfString_(in) : new ArrayList<>(), "Box.some");
    in.endArray(present - 4);
    try {
      return new Box<List<String>>(content, lax, all, some);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Box", e);
    }
  }

  static void writeLax(WireWriter out, Lax value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.any());
    writeBoxOfString_(out, value.box());
    out.endArray();
  }

  static Lax readLax(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String any = present > 0 ? in.readString() : null;
    Box<String> box = present > 1 ? readBoxOfString_(in) : null;
    in.endArray(present - 2);
    try {
      return new Lax(any, box);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Lax", e);
    }
  }

  static void writeResultOfString(WireWriter out, Result<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Result.Failed<String> actual) {
      out.writeString("Failed");
      writeFailedOfString(out, actual);
    } else if (value instanceof Result.Ok<String> actual) {
      out.writeString("Ok");
      writeOkOfString(out, actual);
    } else {
      throw CodecSupport.unknownCase("Result", value);
    }
    out.endArray();
  }

  static Result<String> readResultOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Result");
    Result<String> value = switch (tag) {
      case "Failed" -> readFailedOfString(in);
      case "Ok" -> readOkOfString(in);
      default -> throw CodecSupport.unknownTag("Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeFailedOfString(WireWriter out, Result.Failed<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(Codecs.nonNull(value.why(), "Result.Failed.why"));
    out.writeString(value.hint());
    out.endArray();
  }

  static Result.Failed<String> readFailedOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String why = Codecs.nonNull(present > 0 ? in.readString() : null, "Result.Failed.why");
    String hint = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Result.Failed<String>(why, hint);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Result.Failed", e);
    }
  }

  static void writeOkOfString(WireWriter out, Result.Ok<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.value());
    writeBoxOfString_(out, Codecs.nonNull(value.box(), "Result.Ok.box"));
    out.endArray();
  }

  static Result.Ok<String> readOkOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String value = present > 0 ? in.readString() : null;
    Box<String> box = Codecs.nonNull(present > 1 ? readBoxOfString_(in) : null, "Result.Ok.box");
    in.endArray(present - 2);
    try {
      return new Result.Ok<String>(value, box);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Result.Ok", e);
    }
  }

  static void writeResultOfPart(WireWriter out, Result<Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Result.Failed<Part> actual) {
      out.writeString("Failed");
      writeFailedOfPart(out, actual);
    } else if (value instanceof Result.Ok<Part> actual) {
      out.writeString("Ok");
      writeOkOfPart(out, actual);
    } else {
      throw CodecSupport.unknownCase("Result", value);
    }
    out.endArray();
  }

  static Result<Part> readResultOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Result");
    Result<Part> value = switch (tag) {
      case "Failed" -> readFailedOfPart(in);
      case "Ok" -> readOkOfPart(in);
      default -> throw CodecSupport.unknownTag("Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeFailedOfPart(WireWriter out, Result.Failed<Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(Codecs.nonNull(value.why(), "Result.Failed.why"));
    out.writeString(value.hint());
    out.endArray();
  }

  static Result.Failed<Part> readFailedOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String why = Codecs.nonNull(present > 0 ? in.readString() : null, "Result.Failed.why");
    String hint = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Result.Failed<Part>(why, hint);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Result.Failed", e);
    }
  }

  static void writeOkOfPart(WireWriter out, Result.Ok<Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    writePart(out, Codecs.nonNull(value.value(), "Result.Ok.value"));
    writeBoxOfPart(out, Codecs.nonNull(value.box(), "Result.Ok.box"));
    out.endArray();
  }

  static Result.Ok<Part> readOkOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Part value = Codecs.nonNull(present > 0 ? readPart(in) : null, "Result.Ok.value");
    Box<Part> box = Codecs.nonNull(present > 1 ? readBoxOfPart(in) : null, "Result.Ok.box");
    in.endArray(present - 2);
    try {
      return new Result.Ok<Part>(value, box);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Result.Ok", e);
    }
  }

  static void writeBoxOfPart(WireWriter out, Box<Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    writePart(out, Codecs.nonNull(value.content(), "Box.content"));
    writePart(out, value.lax());
    writeListOfPart_(out, Codecs.nonNull(value.all(), "Box.all"));
    writeListOfPart(out, Codecs.nonNull(value.some(), "Box.some"));
    out.endArray();
  }

  static Box<Part> readBoxOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Part content = Codecs.nonNull(present > 0 ? readPart(in) : null, "Box.content");
    Part lax = present > 1 ? readPart(in) : null;
    List<Part> all = Codecs.nonNull(present > 2 ? readListOfPart_(in) : new ArrayList<>(),
        "Box.all");
    List<Part> some = Codecs.nonNull(present > 3 ? readListOfPart(in) : new ArrayList<>(),
        "Box.some");
    in.endArray(present - 4);
    try {
      return new Box<Part>(content, lax, all, some);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Box", e);
    }
  }

  static void writeOld(WireWriter out, Old value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    out.writeString(Codecs.nonNull(value.strict(), "Old.strict"));
    out.writeString(value.lax());
    writeListOfString_(out, value.list());
    out.endArray();
  }

  static Old readOld(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String strict = Codecs.nonNull(present > 0 ? in.readString() : null, "Old.strict");
    String lax = present > 1 ? in.readString() : null;
    List<String> list = present > 2 ? readListOfString_(in) : new ArrayList<>();
    in.endArray(present - 3);
    try {
      return new Old(strict, lax, list);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Old", e);
    }
  }

  static void writeBoxOfPart_(WireWriter out, Box<Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    writePart(out, value.content());
    writePart(out, value.lax());
    writeListOfPart(out, Codecs.nonNull(value.all(), "Box.all"));
    writeListOfPart(out, Codecs.nonNull(value.some(), "Box.some"));
    out.endArray();
  }

  static Box<Part> readBoxOfPart_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Part content = present > 0 ? readPart(in) : null;
    Part lax = present > 1 ? readPart(in) : null;
    List<Part> all = Codecs.nonNull(present > 2 ? readListOfPart(in) : new ArrayList<>(),
        "Box.all");
    List<Part> some = Codecs.nonNull(present > 3 ? readListOfPart(in) : new ArrayList<>(),
        "Box.some");
    in.endArray(present - 4);
    try {
      return new Box<Part>(content, lax, all, some);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Box", e);
    }
  }

  static void writeResultOfString_(WireWriter out, Result<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Result.Failed<String> actual) {
      out.writeString("Failed");
      writeFailedOfString_(out, actual);
    } else if (value instanceof Result.Ok<String> actual) {
      out.writeString("Ok");
      writeOkOfString_(out, actual);
    } else {
      throw CodecSupport.unknownCase("Result", value);
    }
    out.endArray();
  }

  static Result<String> readResultOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Result");
    Result<String> value = switch (tag) {
      case "Failed" -> readFailedOfString_(in);
      case "Ok" -> readOkOfString_(in);
      default -> throw CodecSupport.unknownTag("Result", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeFailedOfString_(WireWriter out, Result.Failed<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(Codecs.nonNull(value.why(), "Result.Failed.why"));
    out.writeString(value.hint());
    out.endArray();
  }

  static Result.Failed<String> readFailedOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String why = Codecs.nonNull(present > 0 ? in.readString() : null, "Result.Failed.why");
    String hint = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Result.Failed<String>(why, hint);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Result.Failed", e);
    }
  }

  static void writeOkOfString_(WireWriter out, Result.Ok<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(Codecs.nonNull(value.value(), "Result.Ok.value"));
    writeBoxOfString(out, Codecs.nonNull(value.box(), "Result.Ok.box"));
    out.endArray();
  }

  static Result.Ok<String> readOkOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String value = Codecs.nonNull(present > 0 ? in.readString() : null, "Result.Ok.value");
    Box<String> box = Codecs.nonNull(present > 1 ? readBoxOfString(in) : null, "Result.Ok.box");
    in.endArray(present - 2);
    try {
      return new Result.Ok<String>(value, box);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Result.Ok", e);
    }
  }

  static void writeListOfPart(WireWriter out, List<Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writePart(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Part element : value) {
        writePart(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Part> readListOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Part> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readPart(in));
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

  static void writeMapOfStringToBoxOfString_(WireWriter out, Map<String, Box<String>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Box<String>> entry : value.entrySet()) {
      out.writeString(Codecs.nonNull(entry.getKey(), "A key"));
      writeBoxOfString_(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Box<String>> readMapOfStringToBoxOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Box<String>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(Codecs.nonNull(in.readString(), "A key"), readBoxOfString_(in));
    }
    in.endMap();
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

  static void writeListOfString_(WireWriter out, List<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        out.writeString(Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (String element : value) {
        out.writeString(Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<String> readListOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(in.readString(), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfString_(WireWriter out, String[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (String element : value) {
      out.writeString(Codecs.nonNull(element, "An element"));
    }
    out.endArray();
  }

  static String[] readArrayOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    String[] value = new String[size];
    for (int i = 0; i < size; i++) {
      value[i] = Codecs.nonNull(in.readString(), "An element");
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfArrayOfArrayOfString(WireWriter out, String[][][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (String[][] element : value) {
      writeArrayOfArrayOfString(out, Codecs.nonNull(element, "An element"));
    }
    out.endArray();
  }

  static String[][][] readArrayOfArrayOfArrayOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    String[][][] value = new String[size][][];
    for (int i = 0; i < size; i++) {
      value[i] = Codecs.nonNull(readArrayOfArrayOfString(in), "An element");
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfArrayOfString(WireWriter out, String[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (String[] element : value) {
      writeArrayOfString_(out, element);
    }
    out.endArray();
  }

  static String[][] readArrayOfArrayOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    String[][] value = new String[size][];
    for (int i = 0; i < size; i++) {
      value[i] = readArrayOfString_(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToListOfPart(WireWriter out, Map<String, List<Part>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, List<Part>> entry : value.entrySet()) {
      out.writeString(Codecs.nonNull(entry.getKey(), "A key"));
      writeListOfPart(out, Codecs.nonNull(entry.getValue(), "A value"));
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, List<Part>> readMapOfStringToListOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, List<Part>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(Codecs.nonNull(in.readString(), "A key"), Codecs.nonNull(readListOfPart(in),
          "A value"));
    }
    in.endMap();
    return value;
  }

  static void writeMapOfStringToListOfPart_(WireWriter out, Map<String, List<Part>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, List<Part>> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writeListOfPart_(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, List<Part>> readMapOfStringToListOfPart_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, List<Part>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readListOfPart_(in));
    }
    in.endMap();
    return value;
  }

  static void writeListOfPart_(WireWriter out, List<Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writePart(out, Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Part element : value) {
        writePart(out, Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Part> readListOfPart_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Part> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(readPart(in), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfArrayOfString(WireWriter out, List<String[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeArrayOfString(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (String[] element : value) {
        writeArrayOfString(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<String[]> readListOfArrayOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String[]> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readArrayOfString(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfNested(WireWriter out, List<Outer.Nested> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeNested(out, Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Outer.Nested element : value) {
        writeNested(out, Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Outer.Nested> readListOfNested(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Outer.Nested> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(readNested(in), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfInner(WireWriter out, List<Outer.Inner> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        INNER.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Outer.Inner element : value) {
        INNER.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Outer.Inner> readListOfInner(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Outer.Inner> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(INNER.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfListOfString(WireWriter out, Optional<List<String>> value) {
    writeListOfString(out, value == null ? null : value.orElse(null));
  }

  static Optional<List<String>> readOptionalOfListOfString(WireReader in) {
    return Optional.ofNullable(readListOfString(in));
  }

  static void writeListOfListOfString(WireWriter out, List<List<String>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeListOfString(out, Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (List<String> element : value) {
        writeListOfString(out, Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<List<String>> readListOfListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<List<String>> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(readListOfString(in), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfListOfString_(WireWriter out, List<List<String>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeListOfString(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (List<String> element : value) {
        writeListOfString(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<List<String>> readListOfListOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<List<String>> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readListOfString(in));
    }
    in.endArray(0);
    return value;
  }
}
