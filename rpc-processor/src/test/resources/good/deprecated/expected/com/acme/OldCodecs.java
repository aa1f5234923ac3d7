package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Old} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class OldCodecs {
  static final EnumCodec<Kind> KIND = new EnumCodec<>("Kind", Kind.values());

  static final Codec<Data> DATA = Codec.of(
      OldCodecs::writeData, OldCodecs::readData);

  private OldCodecs() {
  }

  static void writeData(WireWriter out, Data value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeInt(value.a());
    KIND.write(out, value.kind());
    out.endArray();
  }

  static Data readData(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int a = present > 0 ? in.readInt() : 0;
    Kind kind = present > 1 ? KIND.read(in) : null;
    in.endArray(present - 2);
    try {
      return new Data(a, kind);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Data", e);
    }
  }
}
