package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.lang.Integer;
import java.lang.RuntimeException;
import java.lang.String;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Orders} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class OrdersCodecs {
  static final Codec<Orders.Order> ORDER = Codec.of(
      OrdersCodecs::writeOrder, OrdersCodecs::readOrder);

  static final Codec<List<Orders.Order>> LIST_OF_ORDER = Codec.of(
      OrdersCodecs::writeListOfOrder, OrdersCodecs::readListOfOrder);

  static final Codec<Orders.Page<Orders.Order>> PAGE_OF_ORDER = Codec.of(
      OrdersCodecs::writePageOfOrder, OrdersCodecs::readPageOfOrder);

  static final Codec<Orders.Pair<Orders.Page<Orders.Order>, List<int[]>>> PAIR_OF_PAGE_OF_ORDER_AND_LIST_OF_ARRAY_OF_INT = Codec.of(
      OrdersCodecs::writePairOfPageOfOrderAndListOfArrayOfInt,
          OrdersCodecs::readPairOfPageOfOrderAndListOfArrayOfInt);

  static final Codec<Map<String, Orders.Page<Orders.Page<Orders.Order>>>> MAP_OF_STRING_TO_PAGE_OF_PAGE_OF_ORDER = Codec.of(
      OrdersCodecs::writeMapOfStringToPageOfPageOfOrder,
          OrdersCodecs::readMapOfStringToPageOfPageOfOrder);

  private OrdersCodecs() {
  }

  static void writeOrder(WireWriter out, Orders.Order value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeLong(value.number());
    out.endArray();
  }

  static Orders.Order readOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    long number = present > 0 ? in.readLong() : 0;
    in.endArray(present - 1);
    try {
      return new Orders.Order(number);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Orders.Order", e);
    }
  }

  static void writePageOfOrder(WireWriter out, Orders.Page<Orders.Order> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    writeListOfOrder(out, value.items());
    writeOrder(out, value.first());
    out.writeInt(value.total());
    out.endArray();
  }

  static Orders.Page<Orders.Order> readPageOfOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<Orders.Order> items = present > 0 ? readListOfOrder(in) : new ArrayList<>();
    Orders.Order first = present > 1 ? readOrder(in) : null;
    int total = present > 2 ? in.readInt() : 0;
    in.endArray(present - 3);
    try {
      return new Orders.Page<Orders.Order>(items, first, total);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Orders.Page", e);
    }
  }

  static void writePageOfString(WireWriter out, Orders.Page<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    writeListOfString(out, value.items());
    out.writeString(value.first());
    out.writeInt(value.total());
    out.endArray();
  }

  static Orders.Page<String> readPageOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<String> items = present > 0 ? readListOfString(in) : new ArrayList<>();
    String first = present > 1 ? in.readString() : null;
    int total = present > 2 ? in.readInt() : 0;
    in.endArray(present - 3);
    try {
      return new Orders.Page<String>(items, first, total);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Orders.Page", e);
    }
  }

  static void writePairOfPageOfOrderAndListOfArrayOfInt(WireWriter out,
      Orders.Pair<Orders.Page<Orders.Order>, List<int[]>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    writePageOfOrder(out, value.left());
    writeListOfArrayOfInt(out, value.right());
    out.endArray();
  }

  static Orders.Pair<Orders.Page<Orders.Order>, List<int[]>> readPairOfPageOfOrderAndListOfArrayOfInt(
      WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Orders.Page<Orders.Order> left = present > 0 ? readPageOfOrder(in) : null;
    List<int[]> right = present > 1 ? readListOfArrayOfInt(in) : new ArrayList<>();
    in.endArray(present - 2);
    try {
      return new Orders.Pair<Orders.Page<Orders.Order>, List<int[]>>(left, right);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Orders.Pair", e);
    }
  }

  static void writePairOfIntegerAndOrder(WireWriter out, Orders.Pair<Integer, Orders.Order> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    Codecs.INT.write(out, value.left());
    writeOrder(out, value.right());
    out.endArray();
  }

  static Orders.Pair<Integer, Orders.Order> readPairOfIntegerAndOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Integer left = present > 0 ? Codecs.INT.read(in) : null;
    Orders.Order right = present > 1 ? readOrder(in) : null;
    in.endArray(present - 2);
    try {
      return new Orders.Pair<Integer, Orders.Order>(left, right);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Orders.Pair", e);
    }
  }

  static void writePageOfPageOfOrder(WireWriter out, Orders.Page<Orders.Page<Orders.Order>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    writeListOfPageOfOrder(out, value.items());
    writePageOfOrder(out, value.first());
    out.writeInt(value.total());
    out.endArray();
  }

  static Orders.Page<Orders.Page<Orders.Order>> readPageOfPageOfOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<Orders.Page<Orders.Order>> items =
        present > 0 ? readListOfPageOfOrder(in) : new ArrayList<>();
    Orders.Page<Orders.Order> first = present > 1 ? readPageOfOrder(in) : null;
    int total = present > 2 ? in.readInt() : 0;
    in.endArray(present - 3);
    try {
      return new Orders.Page<Orders.Page<Orders.Order>>(items, first, total);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Orders.Page", e);
    }
  }

  static void writeListOfOrder(WireWriter out, List<Orders.Order> value) {
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
      for (Orders.Order element : value) {
        writeOrder(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Orders.Order> readListOfOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Orders.Order> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readOrder(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToPageOfPageOfOrder(WireWriter out,
      Map<String, Orders.Page<Orders.Page<Orders.Order>>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Orders.Page<Orders.Page<Orders.Order>>> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writePageOfPageOfOrder(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Orders.Page<Orders.Page<Orders.Order>>> readMapOfStringToPageOfPageOfOrder(
      WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Orders.Page<Orders.Page<Orders.Order>>> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readPageOfPageOfOrder(in));
    }
    in.endMap();
    return value;
  }

  static void writeListOfString(WireWriter out, List<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        out.writeString(value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (String element : value) {
        out.writeString(element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<String> readListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(in.readString());
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfArrayOfInt(WireWriter out, List<int[]> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeArrayOfInt(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (int[] element : value) {
        writeArrayOfInt(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<int[]> readListOfArrayOfInt(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<int[]> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readArrayOfInt(in));
    }
    in.endArray(0);
    return value;
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

  static void writeListOfPageOfOrder(WireWriter out, List<Orders.Page<Orders.Order>> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writePageOfOrder(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Orders.Page<Orders.Order> element : value) {
        writePageOfOrder(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Orders.Page<Orders.Order>> readListOfPageOfOrder(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Orders.Page<Orders.Order>> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readPageOfOrder(in));
    }
    in.endArray(0);
    return value;
  }
}
