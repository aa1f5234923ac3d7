package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Varargs} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class VarargsCodecs {
  static final Codec<Varargs.Box<String>> BOX_OF_STRING = Codec.of(
      VarargsCodecs::writeBoxOfString, VarargsCodecs::readBoxOfString);

  static final Codec<List<List<Varargs.Number2>>> LIST_OF_LIST_OF_NUMBER2 = Codec.of(
      VarargsCodecs::writeListOfListOfNumber2, VarargsCodecs::readListOfListOfNumber2);

  static final Codec<Varargs.Filled> FILLED = Codec.of(
      VarargsCodecs::writeFilled, VarargsCodecs::readFilled);

  static final DeclaredException<Varargs.Broken> BROKEN = DeclaredException.of(
      Varargs.Broken.class,
      Codec.of(
          VarargsCodecs::writeBroken, VarargsCodecs::readBroken));

  private VarargsCodecs() {
  }

  static void writeBoxOfString(WireWriter out, Varargs.Box<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.content());
    out.endArray();
  }

  static Varargs.Box<String> readBoxOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String content = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Varargs.Box<String>(content);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Varargs.Box", e);
    }
  }

  static void writeNumber2(WireWriter out, Varargs.Number2 value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Varargs.Number2 readNumber2(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Varargs.Number2(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Varargs.Number2", e);
    }
  }

  static void writeFilled(WireWriter out, Varargs.Filled value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeArrayOfListOfString(out, value.lists());
    out.endArray();
  }

  static Varargs.Filled readFilled(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<String>[] lists = present > 0 ? readArrayOfListOfString(in) : null;
    in.endArray(present - 1);
    try {
      return new Varargs.Filled(lists);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Varargs.Filled", e);
    }
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

  static void writeArrayOfMapOfStringToListOfString(WireWriter out,
      Map<String, List<String>>[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Map<String, List<String>> element : value) {
      writeMapOfStringToListOfString(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static Map<String, List<String>>[] readArrayOfMapOfStringToListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Map<String, List<String>>[] value = (Map<String, List<String>>[]) new Map<?, ?>[size];
    for (int i = 0; i < size; i++) {
      value[i] = readMapOfStringToListOfString(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToListOfString(WireWriter out, Map<String, List<String>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, List<String>> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writeListOfString(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, List<String>> readMapOfStringToListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, List<String>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readListOfString(in));
    }
    in.endMap();
    return value;
  }

  static void writeArrayOfArrayOfBoxOfString(WireWriter out, Varargs.Box<String>[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Varargs.Box<String>[] element : value) {
      writeArrayOfBoxOfString(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static Varargs.Box<String>[][] readArrayOfArrayOfBoxOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Varargs.Box<String>[][] value = (Varargs.Box<String>[][]) new Varargs.Box<?>[size][];
    for (int i = 0; i < size; i++) {
      value[i] = readArrayOfBoxOfString(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfBoxOfString(WireWriter out, Varargs.Box<String>[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Varargs.Box<String> element : value) {
      writeBoxOfString(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static Varargs.Box<String>[] readArrayOfBoxOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Varargs.Box<String>[] value = (Varargs.Box<String>[]) new Varargs.Box<?>[size];
    for (int i = 0; i < size; i++) {
      value[i] = readBoxOfString(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfListOfNumber2(WireWriter out, List<Varargs.Number2>[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (List<Varargs.Number2> element : value) {
      writeListOfNumber2(out, element);
    }
    out.endArray();
  }

  @SuppressWarnings("unchecked")
  static List<Varargs.Number2>[] readArrayOfListOfNumber2(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Varargs.Number2>[] value = (List<Varargs.Number2>[]) new List<?>[size];
    for (int i = 0; i < size; i++) {
      value[i] = readListOfNumber2(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfNumber2(WireWriter out, List<Varargs.Number2> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeNumber2(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Varargs.Number2 element : value) {
        writeNumber2(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Varargs.Number2> readListOfNumber2(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Varargs.Number2> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readNumber2(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfListOfNumber2(WireWriter out, List<List<Varargs.Number2>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeListOfNumber2(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (List<Varargs.Number2> element : value) {
        writeListOfNumber2(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<List<Varargs.Number2>> readListOfListOfNumber2(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<List<Varargs.Number2>> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readListOfNumber2(in));
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

  static void writeBroken(WireWriter out, Varargs.Broken value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeArrayOfListOfString(out, value.lists());
    out.endArray();
  }

  static Varargs.Broken readBroken(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<String>[] lists = present > 0 ? readArrayOfListOfString(in) : null;
    in.endArray(present - 1);
    try {
      return new Varargs.Broken(lists);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Varargs.Broken", e);
    }
  }
}
