package com.acme.docs;

import com.acme.gone.Gone;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Documented} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class DocumentedCodecs {
  static final Codec<List<String>> LIST_OF_STRING = Codec.of(
      DocumentedCodecs::writeListOfString, DocumentedCodecs::readListOfString);

  static final DeclaredException<Gone> GONE = DeclaredException.of(
      Gone.class,
      Codec.of(
          DocumentedCodecs::writeGone, DocumentedCodecs::readGone));

  private DocumentedCodecs() {
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

  static void writeGone(WireWriter out, Gone value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Gone readGone(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Gone(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Gone", e);
    }
  }
}
