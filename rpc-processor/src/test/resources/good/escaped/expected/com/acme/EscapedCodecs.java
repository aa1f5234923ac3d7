package com.acme;

import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Escaped} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class EscapedCodecs {
  static final EnumCodec<Escaped.Kind> KIND = new EnumCodec<>("Escaped.Kind",
      Escaped.Kind.values());

  private EscapedCodecs() {
  }

  static void writeGr\u00f6\u00dfe(WireWriter out, Escaped.Gr\u00f6\u00dfe value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.m\u00e4ngel());
    out.endArray();
  }

  static Escaped.Gr\u00f6\u00dfe readGr\u00f6\u00dfe(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int m\u00e4ngel = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Escaped.Gr\u00f6\u00dfe(m\u00e4ngel);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Escaped.Gr\u00f6\u00dfe", e);
    }
  }
}
