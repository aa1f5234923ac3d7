package com.acme;

import com.acme.parts.Item;
import io.tightwire.codec.Codec;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Stock} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class StockCodecs {
  static final EnumCodec<Item.Kind> KIND = new EnumCodec<>("Item.Kind", Item.Kind.values());

  static final EnumCodec<Part.Side> SIDE = new EnumCodec<>("Part.Side", Part.Side.values());

  static final Codec<List<Item.Part>> LIST_OF_PART = Codec.of(
      StockCodecs::writeListOfPart, StockCodecs::readListOfPart);

  static final Codec<Part> PART_ = Codec.of(
      StockCodecs::writePart_, StockCodecs::readPart_);

  static final DeclaredException<Item.Broken> BROKEN = DeclaredException.of(
      Item.Broken.class,
      Codec.of(
          StockCodecs::writeBroken, StockCodecs::readBroken));

  private StockCodecs() {
  }

  static void writeItem(WireWriter out, Stock.Item value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.number());
    out.endArray();
  }

  static Stock.Item readItem(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int number = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Stock.Item(number);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Stock.Item", e);
    }
  }

  static void writePart(WireWriter out, Item.Part value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    KIND.write(out, value.kind());
    out.endArray();
  }

  static Item.Part readPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Item.Kind kind = present > 0 ? KIND.read(in) : null;
    in.endArray(present - 1);
    try {
      return new Item.Part(kind);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Item.Part", e);
    }
  }

  static void writePart_(WireWriter out, Part value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    SIDE.write(out, value.side());
    out.endArray();
  }

  static Part readPart_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Part.Side side = present > 0 ? SIDE.read(in) : null;
    in.endArray(present - 1);
    try {
      return new Part(side);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Part", e);
    }
  }

  static void writePart__(WireWriter out, Shelf.Part value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.length());
    out.endArray();
  }

  static Shelf.Part readPart__(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int length = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Shelf.Part(length);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Shelf.Part", e);
    }
  }

  static void writeString(WireWriter out, Stock.String value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.text());
    out.endArray();
  }

  static Stock.String readString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String text = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Stock.String(text);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Stock.String", e);
    }
  }

  static void writeListOfArrayOfPart_(WireWriter out, List<Part[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeArrayOfPart_(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Part[] element : value) {
        writeArrayOfPart_(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Part[]> readListOfArrayOfPart_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Part[]> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readArrayOfPart_(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfPart_(WireWriter out, Part[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Part element : value) {
      writePart_(out, element);
    }
    out.endArray();
  }

  static Part[] readArrayOfPart_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Part[] value = new Part[size];
    for (int i = 0; i < size; i++) {
      value[i] = readPart_(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfPart(WireWriter out, List<Item.Part> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writePart(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Item.Part element : value) {
        writePart(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Item.Part> readListOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Item.Part> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readPart(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeBroken(WireWriter out, Item.Broken value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Item.Broken readBroken(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Item.Broken(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Item.Broken", e);
    }
  }
}
