package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Accessed} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class AccessedCodecs {
  static final DeclaredException<Accessed.Late> LATE = DeclaredException.of(
      Accessed.Late.class,
      Codec.of(
          AccessedCodecs::writeLate, AccessedCodecs::readLate));

  private AccessedCodecs() {
  }

  static void writeLate(WireWriter out, Accessed.Late value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.getMinutes());
    out.endArray();
  }

  static Accessed.Late readLate(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int minutes = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Accessed.Late(minutes);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Accessed.Late", e);
    }
  }
}
