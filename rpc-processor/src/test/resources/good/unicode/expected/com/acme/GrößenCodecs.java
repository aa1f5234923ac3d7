package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Gr\u00f6\u00dfen} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Gr\u00f6\u00dfenCodecs {
  static final Codec<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> \u00dcBERGR\u00d6SSE = Codec.of(
      Gr\u00f6\u00dfenCodecs::write\u00dcbergr\u00f6\u00dfe, Gr\u00f6\u00dfenCodecs::read\u00dcbergr\u00f6\u00dfe);

  private Gr\u00f6\u00dfenCodecs() {
  }

  static void write\u00dcbergr\u00f6\u00dfe(WireWriter out, Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeInt(value.gr\u00f6\u00dfe());
    out.writeString(value.\u540d\u524d());
    out.endArray();
  }

  static Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe read\u00dcbergr\u00f6\u00dfe(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int gr\u00f6\u00dfe = present > 0 ? in.readInt() : 0;
    String \u540d\u524d = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe(gr\u00f6\u00dfe, \u540d\u524d);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe", e);
    }
  }

  static void writeListOf\u00dcbergr\u00f6\u00dfe(WireWriter out, List<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        write\u00dcbergr\u00f6\u00dfe(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe element : value) {
        write\u00dcbergr\u00f6\u00dfe(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> readListOf\u00dcbergr\u00f6\u00dfe(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Gr\u00f6\u00dfen.\u00dcbergr\u00f6\u00dfe> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(read\u00dcbergr\u00f6\u00dfe(in));
    }
    in.endArray(0);
    return value;
  }
}
