package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes and reads what the methods of {@link Dialect} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class DialectCodecs {
  static final Codec<Dialect.Note> NOTE = Codec.of(
      DialectCodecs::writeNote, DialectCodecs::readNote);

  private DialectCodecs() {
  }

  static void writeNote(WireWriter out, Dialect.Note value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(Codecs.nonNull(value.strict(), "Dialect.Note.strict"));
    out.writeString(value.lax());
    out.endArray();
  }

  static Dialect.Note readNote(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String strict = Codecs.nonNull(present > 0 ? in.readString() : null, "Dialect.Note.strict");
    String lax = present > 1 ? in.readString() : null;
    in.endArray(present - 2);
    try {
      return new Dialect.Note(strict, lax);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Dialect.Note", e);
    }
  }
}
