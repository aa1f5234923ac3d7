package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Both} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class BothCodecs {
  static final Codec<String[]> ARRAY_OF_STRING = Codec.of(
      BothCodecs::writeArrayOfString, BothCodecs::readArrayOfString);

  static final Codec<List<String[]>> LIST_OF_ARRAY_OF_STRING = Codec.of(
      BothCodecs::writeListOfArrayOfString, BothCodecs::readListOfArrayOfString);

  private BothCodecs() {
  }

  static void writeData(WireWriter out, Both.Data value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    writeArrayOfString(out, value.parts());
    out.writeString(value.text());
    out.endArray();
  }

  static Both.Data readData(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String[] parts = present > 0 ? readArrayOfString(in) : null;
    String text = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Both.Data(parts, text);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Both.Data", e);
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

  static void writeArrayOfArrayOfString(WireWriter out, String[][] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (String[] element : value) {
      writeArrayOfString(out, element);
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
      value[i] = readArrayOfString(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToArrayOfData(WireWriter out, Map<String, Both.Data[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Both.Data[]> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writeArrayOfData(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Both.Data[]> readMapOfStringToArrayOfData(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Both.Data[]> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readArrayOfData(in));
    }
    in.endMap();
    return value;
  }

  static void writeArrayOfData(WireWriter out, Both.Data[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Both.Data element : value) {
      writeData(out, element);
    }
    out.endArray();
  }

  static Both.Data[] readArrayOfData(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Both.Data[] value = new Both.Data[size];
    for (int i = 0; i < size; i++) {
      value[i] = readData(in);
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
}
