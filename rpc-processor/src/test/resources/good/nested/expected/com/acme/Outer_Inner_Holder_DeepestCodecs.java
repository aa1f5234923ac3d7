package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Outer.Inner.Holder.Deepest} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class Outer_Inner_Holder_DeepestCodecs {
  static final Codec<int[]> ARRAY_OF_INT = Codec.of(
      Outer_Inner_Holder_DeepestCodecs::writeArrayOfInt,
          Outer_Inner_Holder_DeepestCodecs::readArrayOfInt);

  private Outer_Inner_Holder_DeepestCodecs() {
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
}
