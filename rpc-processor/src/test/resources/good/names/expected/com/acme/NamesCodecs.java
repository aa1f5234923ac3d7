package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Names} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class NamesCodecs {
  static final Codec<Names.Odd> ODD = Codec.of(
      NamesCodecs::writeOdd, NamesCodecs::readOdd);

  static final Codec<Names.Other.ListOfItem> LIST_OF_ITEM = Codec.of(
      NamesCodecs::writeListOfItem, NamesCodecs::readListOfItem);

  static final DeclaredException<Exception> EXCEPTION = DeclaredException.of(
      Exception.class,
      Codec.of(
          NamesCodecs::writeException, NamesCodecs::readException));

  private NamesCodecs() {
  }

  static void writeOdd(WireWriter out, Names.Odd value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(7);
    out.writeInt(value.out());
    out.writeInt(value.in());
    out.writeInt(value.present());
    out.writeInt(value.e());
    out.writeInt(value.value());
    writeItem(out, value.item());
    writeItem_(out, value.other());
    out.endArray();
  }

  static Names.Odd readOdd(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int out = present > 0 ? in.readInt() : 0;
    int in_ = present > 1 ? in.readInt() : 0;
    int present_ = present > 2 ? in.readInt() : 0;
    int e_ = present > 3 ? in.readInt() : 0;
    int value = present > 4 ? in.readInt() : 0;
    Names.Item item = present > 5 ? readItem(in) : null;
    Names.Other.Item other = present > 6 ? readItem_(in) : null;
    in.endArray(present - 7);
    try {
      return new Names.Odd(out, in_, present_, e_, value, item, other);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Names.Odd", e);
    }
  }

  static void writeItem(WireWriter out, Names.Item value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.size());
    out.endArray();
  }

  static Names.Item readItem(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int size = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Names.Item(size);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Names.Item", e);
    }
  }

  static void writeItem_(WireWriter out, Names.Other.Item value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    writeArrayOfInt(out, value.element());
    writeListOfInteger(out, value.size());
    out.endArray();
  }

  static Names.Other.Item readItem_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int[] element = present > 0 ? readArrayOfInt(in) : null;
    List<Integer> size = present > 1 ? readListOfInteger(in) : new ArrayList<>();
    in.endArray(present - 2);
    try {
      return new Names.Other.Item(element, size);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Names.Other.Item", e);
    }
  }

  static void writeListOfItem(WireWriter out, Names.Other.ListOfItem value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfItem_(out, value.items());
    out.endArray();
  }

  static Names.Other.ListOfItem readListOfItem(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<Names.Other.Item> items = present > 0 ? readListOfItem_(in) : new ArrayList<>();
    in.endArray(present - 1);
    try {
      return new Names.Other.ListOfItem(items);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Names.Other.ListOfItem", e);
    }
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

  static void writeListOfInteger(WireWriter out, List<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        Codecs.INT.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Integer element : value) {
        Codecs.INT.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Integer> readListOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Integer> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.INT.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfItem_(WireWriter out, List<Names.Other.Item> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeItem_(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Names.Other.Item element : value) {
        writeItem_(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Names.Other.Item> readListOfItem_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Names.Other.Item> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readItem_(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeException(WireWriter out, Exception value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Exception readException(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Exception(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Exception", e);
    }
  }
}
