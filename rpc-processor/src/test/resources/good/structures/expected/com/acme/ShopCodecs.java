package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Shop} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ShopCodecs {
  static final EnumCodec<Shop.State> STATE = new EnumCodec<>("Shop.State", Shop.State.values());

  static final Codec<Shop.Order> ORDER = Codec.of(
      ShopCodecs::writeOrder, ShopCodecs::readOrder);

  static final Codec<Map<String, List<Shop.Order>>> MAP_OF_STRING_TO_LIST_OF_ORDER = Codec.of(
      ShopCodecs::writeMapOfStringToListOfOrder, ShopCodecs::readMapOfStringToListOfOrder);

  static final Codec<Optional<Shop.Order>> OPTIONAL_OF_ORDER = Codec.of(
      ShopCodecs::writeOptionalOfOrder, ShopCodecs::readOptionalOfOrder);

  static final Codec<Optional<Shop.State>> OPTIONAL_OF_STATE = Codec.of(
      ShopCodecs::writeOptionalOfState, ShopCodecs::readOptionalOfState);

  static final Codec<List<Shop.State>> LIST_OF_STATE = Codec.of(
      ShopCodecs::writeListOfState, ShopCodecs::readListOfState);

  static final Codec<Shop.Empty> EMPTY = Codec.of(
      ShopCodecs::writeEmpty, ShopCodecs::readEmpty);

  private ShopCodecs() {
  }

  static void writeOrder(WireWriter out, Shop.Order value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    out.writeLong(value.number());
    writeCustomer(out, value.customer());
    writeListOfLine(out, value.lines());
    STATE.write(out, value.state());
    out.endArray();
  }

  static Shop.Order readOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    long number = present > 0 ? in.readLong() : 0;
    Shop.Customer customer = present > 1 ? readCustomer(in) : null;
    List<Shop.Line> lines = present > 2 ? readListOfLine(in) : new ArrayList<>();
    Shop.State state = present > 3 ? STATE.read(in) : null;
    in.endArray(present - 4);
    try {
      return new Shop.Order(number, customer, lines, state);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Shop.Order", e);
    }
  }

  static void writeCustomer(WireWriter out, Shop.Customer value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    out.writeString(value.name());
    writeOptionalOfAddress(out, value.address());
    writeMapOfStringToInteger(out, value.points());
    out.endArray();
  }

  static Shop.Customer readCustomer(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String name = present > 0 ? in.readString() : null;
    Optional<Shop.Address> address = present > 1 ? readOptionalOfAddress(in) : Optional.empty();
    Map<String, Integer> points =
        present > 2 ? readMapOfStringToInteger(in) : new LinkedHashMap<>();
    in.endArray(present - 3);
    try {
      return new Shop.Customer(name, address, points);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Shop.Customer", e);
    }
  }

  static void writeAddress(WireWriter out, Shop.Address value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    out.writeString(value.street());
    out.writeString(value.in());
    Codecs.INT.write(out, value.present());
    STATE.write(out, value.value());
    out.endArray();
  }

  static Shop.Address readAddress(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String street = present > 0 ? in.readString() : null;
    String in_ = present > 1 ? in.readString() : null;
    Integer present_ = present > 2 ? Codecs.INT.read(in) : null;
    Shop.State value = present > 3 ? STATE.read(in) : null;
    in.endArray(present - 4);
    try {
      return new Shop.Address(street, in_, present_, value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Shop.Address", e);
    }
  }

  static void writeLine(WireWriter out, Shop.Line value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(6);
    out.writeString(value.article());
    out.writeInt(value.count());
    out.writeDouble(value.price());
    out.writeBoolean(value.gift());
    out.writeBinary(value.picture());
    out.writeChar(value.size());
    out.endArray();
  }

  static Shop.Line readLine(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String article = present > 0 ? in.readString() : null;
    int count = present > 1 ? in.readInt() : 0;
    double price = present > 2 ? in.readDouble() : 0;
    boolean gift = present > 3 ? in.readBoolean() : false;
    byte[] picture = present > 4 ? in.readBinary() : null;
    char size = present > 5 ? in.readChar() : 0;
    in.endArray(present - 6);
    try {
      return new Shop.Line(article, count, price, gift, picture, size);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Shop.Line", e);
    }
  }

  static void writeEmpty(WireWriter out, Shop.Empty value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(0);
    out.endArray();
  }

  static Shop.Empty readEmpty(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    in.endArray(present);
    try {
      return new Shop.Empty();
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Shop.Empty", e);
    }
  }

  static void writeListOfLine(WireWriter out, List<Shop.Line> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeLine(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Shop.Line element : value) {
        writeLine(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Shop.Line> readListOfLine(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Shop.Line> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readLine(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfString(WireWriter out, Optional<String> value) {
    out.writeString(value == null ? null : value.orElse(null));
  }

  static Optional<String> readOptionalOfString(WireReader in) {
    return Optional.ofNullable(in.readString());
  }

  static void writeMapOfStringToListOfOrder(WireWriter out, Map<String, List<Shop.Order>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, List<Shop.Order>> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writeListOfOrder(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, List<Shop.Order>> readMapOfStringToListOfOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, List<Shop.Order>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readListOfOrder(in));
    }
    in.endMap();
    return value;
  }

  static void writeListOfOrder(WireWriter out, List<Shop.Order> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeOrder(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Shop.Order element : value) {
        writeOrder(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Shop.Order> readListOfOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Shop.Order> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readOrder(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfOrder(WireWriter out, Optional<Shop.Order> value) {
    writeOrder(out, value == null ? null : value.orElse(null));
  }

  static Optional<Shop.Order> readOptionalOfOrder(WireReader in) {
    return Optional.ofNullable(readOrder(in));
  }

  static void writeListOfLong(WireWriter out, List<Long> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        Codecs.LONG.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Long element : value) {
        Codecs.LONG.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Long> readListOfLong(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Long> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.LONG.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfState(WireWriter out, Optional<Shop.State> value) {
    STATE.write(out, value == null ? null : value.orElse(null));
  }

  static Optional<Shop.State> readOptionalOfState(WireReader in) {
    return Optional.ofNullable(STATE.read(in));
  }

  static void writeListOfState(WireWriter out, List<Shop.State> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        STATE.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Shop.State element : value) {
        STATE.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Shop.State> readListOfState(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Shop.State> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(STATE.read(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfAddress(WireWriter out, Optional<Shop.Address> value) {
    writeAddress(out, value == null ? null : value.orElse(null));
  }

  static Optional<Shop.Address> readOptionalOfAddress(WireReader in) {
    return Optional.ofNullable(readAddress(in));
  }

  static void writeMapOfStringToInteger(WireWriter out, Map<String, Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Integer> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      Codecs.INT.write(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Integer> readMapOfStringToInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Integer> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), Codecs.INT.read(in));
    }
    in.endMap();
    return value;
  }
}
