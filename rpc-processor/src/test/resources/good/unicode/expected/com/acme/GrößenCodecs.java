package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Größen} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class GrößenCodecs {
  static final Codec<Größen.Übergröße> ÜBERGRÖSSE = Codec.of(
      GrößenCodecs::writeÜbergröße, GrößenCodecs::readÜbergröße);

  private GrößenCodecs() {
  }

  static void writeÜbergröße(WireWriter out, Größen.Übergröße value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeInt(value.größe());
    out.writeString(value.名前());
    out.endArray();
  }

  static Größen.Übergröße readÜbergröße(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int größe = present > 0 ? in.readInt() : 0;
    String 名前 = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Größen.Übergröße(größe, 名前);
    } catch (RuntimeException e) {
      throw Codecs.rejected("Größen.Übergröße", e);
    }
  }

  static void writeListOfÜbergröße(WireWriter out, List<Größen.Übergröße> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (Codecs.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeÜbergröße(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Größen.Übergröße element : value) {
        writeÜbergröße(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Größen.Übergröße> readListOfÜbergröße(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Größen.Übergröße> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readÜbergröße(in));
    }
    in.endArray(0);
    return value;
  }
}
