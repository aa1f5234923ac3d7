package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Members} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@SuppressWarnings({"deprecation", "removal"})
final class MembersCodecs {
  static final Codec<Members.Pair<String>> PAIR_OF_STRING = Codec.of(
      MembersCodecs::writePairOfString, MembersCodecs::readPairOfString);

  static final DeclaredException<Members.Gone> GONE = DeclaredException.of(
      Members.Gone.class,
      Codec.of(
          MembersCodecs::writeGone, MembersCodecs::readGone));

  private MembersCodecs() {
  }

  static void writePairOfString(WireWriter out, Members.Pair<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    out.writeString(value.left());
    writeArrayOfString(out, value.right());
    out.endArray();
  }

  static Members.Pair<String> readPairOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String left = present > 0 ? in.readString() : null;
    String[] right = present > 1 ? readArrayOfString(in) : null;
    in.endArray(present - 2);
    try {
      return new Members.Pair<String>(left, right);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Members.Pair", e);
    }
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

  static void writeGone(WireWriter out, Members.Gone value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Members.Gone readGone(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Members.Gone(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Members.Gone", e);
    }
  }
}
