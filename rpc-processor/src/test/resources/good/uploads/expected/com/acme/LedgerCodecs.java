package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes and reads what the methods of {@link Ledger} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class LedgerCodecs {
  static final EnumCodec<Ledger.Side> SIDE = new EnumCodec<>("Ledger.Side", Ledger.Side.values());

  static final Codec<Ledger.Line> LINE = Codec.of(
      LedgerCodecs::writeLine, LedgerCodecs::readLine);

  static final Codec<List<Ledger.Line>> LIST_OF_LINE = Codec.of(
      LedgerCodecs::writeListOfLine, LedgerCodecs::readListOfLine);

  private LedgerCodecs() {
  }

  static void writeLine(WireWriter out, Ledger.Line value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(Codecs.nonNull(value.account(), "Ledger.Line.account"));
    out.writeLong(value.cents());
    out.endArray();
  }

  static Ledger.Line readLine(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String account = Codecs.nonNull(present > 0 ? in.readString() : null, "Ledger.Line.account");
    long cents = present > 1 ? in.readLong() : 0;
    in.endArray(present - 2);
    try {
      return new Ledger.Line(account, cents);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Ledger.Line", e);
    }
  }

  static void writeListOfLine(WireWriter out, List<Ledger.Line> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeLine(out, Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Ledger.Line element : value) {
        writeLine(out, Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Ledger.Line> readListOfLine(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Ledger.Line> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(readLine(in), "An element"));
    }
    in.endArray(0);
    return value;
  }
}
