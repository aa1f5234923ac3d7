package com.acme.shop;

import com.acme.parts.Item;
import com.acme.parts.Outage;
import com.acme.parts.Part;
import com.acme.parts.Size;
import io.tightwire.codec.Codec;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Store} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class StoreCodecs {
  static final EnumCodec<Size> SIZE = new EnumCodec<>("Size", Size.values());

  static final Codec<Item> ITEM = Codec.of(
      StoreCodecs::writeItem, StoreCodecs::readItem);

  static final Codec<Store.Item> ITEM_ = Codec.of(
      StoreCodecs::writeItem_, StoreCodecs::readItem_);

  static final Codec<Map<Size, List<Part>>> MAP_OF_SIZE_TO_LIST_OF_PART = Codec.of(
      StoreCodecs::writeMapOfSizeToListOfPart, StoreCodecs::readMapOfSizeToListOfPart);

  static final DeclaredException<Outage> OUTAGE = DeclaredException.of(
      Outage.class,
      Codec.of(
          StoreCodecs::writeOutage, StoreCodecs::readOutage));

  private StoreCodecs() {
  }

  static void writeItem(WireWriter out, Item value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    out.writeString(value.name());
    SIZE.write(out, value.size());
    writeDetail(out, value.detail());
    out.endArray();
  }

  static Item readItem(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String name = present > 0 ? in.readString() : null;
    Size size = present > 1 ? SIZE.read(in) : null;
    Item.Detail detail = present > 2 ? readDetail(in) : null;
    in.endArray(present - 3);
    try {
      return new Item(name, size, detail);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Item", e);
    }
  }

  static void writeDetail(WireWriter out, Item.Detail value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.weight());
    out.endArray();
  }

  static Item.Detail readDetail(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int weight = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Item.Detail(weight);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Item.Detail", e);
    }
  }

  static void writeItem_(WireWriter out, Store.Item value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.own());
    out.endArray();
  }

  static Store.Item readItem_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int own = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Store.Item(own);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Store.Item", e);
    }
  }

  static void writePart(WireWriter out, Part value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Part.Oil actual) {
      out.writeString("Oil");
      writeOil(out, actual);
    } else if (value instanceof Part.Wheel actual) {
      out.writeString("Wheel");
      writeWheel(out, actual);
    } else {
      throw CodecSupport.unknownCase("Part", value);
    }
    out.endArray();
  }

  static Part readPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Part");
    Part value = switch (tag) {
      case "Oil" -> readOil(in);
      case "Wheel" -> readWheel(in);
      default -> throw CodecSupport.unknownTag("Part", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeOil(WireWriter out, Part.Oil value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeDouble(value.litres());
    out.endArray();
  }

  static Part.Oil readOil(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    double litres = present > 0 ? in.readDouble() : 0;
    in.endArray(present - 1);
    try {
      return new Part.Oil(litres);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Part.Oil", e);
    }
  }

  static void writeWheel(WireWriter out, Part.Wheel value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.diameter());
    out.endArray();
  }

  static Part.Wheel readWheel(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int diameter = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Part.Wheel(diameter);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Part.Wheel", e);
    }
  }

  static void writeArrayOfItem_(WireWriter out, Store.Item[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Store.Item element : value) {
      writeItem_(out, element);
    }
    out.endArray();
  }

  static Store.Item[] readArrayOfItem_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Store.Item[] value = new Store.Item[size];
    for (int i = 0; i < size; i++) {
      value[i] = readItem_(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfSizeToListOfPart(WireWriter out, Map<Size, List<Part>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<Size, List<Part>> entry : value.entrySet()) {
      SIZE.write(out, entry.getKey());
      writeListOfPart(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<Size, List<Part>> readMapOfSizeToListOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<Size, List<Part>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(SIZE.read(in), readListOfPart(in));
    }
    in.endMap();
    return value;
  }

  static void writeListOfPart(WireWriter out, List<Part> value) {
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
      for (Part element : value) {
        writePart(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Part> readListOfPart(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Part> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readPart(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOutage(WireWriter out, Outage value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.getMinutes());
    out.endArray();
  }

  static Outage readOutage(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int minutes = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Outage(minutes);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Outage", e);
    }
  }
}
