package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Outer.Inner} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_InnerCodecs {
  static final Codec<Outer.Data> DATA = Codec.of(
      Outer_InnerCodecs::writeData, Outer_InnerCodecs::readData);

  private Outer_InnerCodecs() {
  }

  static void writeData(WireWriter out, Outer.Data value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.a());
    out.endArray();
  }

  static Outer.Data readData(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int a = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Outer.Data(a);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Outer.Data", e);
    }
  }

  static void writeObject2(WireWriter out, Outer.Object2 value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.a());
    out.endArray();
  }

  static Outer.Object2 readObject2(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int a = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Outer.Object2(a);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Outer.Object2", e);
    }
  }

  static void writeArrayOfObject2(WireWriter out, Outer.Object2[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Outer.Object2 element : value) {
      writeObject2(out, element);
    }
    out.endArray();
  }

  static Outer.Object2[] readArrayOfObject2(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Outer.Object2[] value = new Outer.Object2[size];
    for (int i = 0; i < size; i++) {
      value[i] = readObject2(in);
    }
    in.endArray(0);
    return value;
  }
}
