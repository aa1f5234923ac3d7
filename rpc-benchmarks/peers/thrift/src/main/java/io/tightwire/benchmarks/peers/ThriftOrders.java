package io.tightwire.benchmarks.peers;

import io.tightwire.benchmarks.work.Item;
import io.tightwire.benchmarks.work.Order;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;

/**
 * Writes and reads an order as the code of Thrift's compiler would: a struct of numbered fields, of
 * which unknown ones are skipped. Stateless; thread-safe.
 */
final class ThriftOrders {
  private static final TStruct ORDER = new TStruct("Order");
  private static final TField ID = new TField("id", TType.I64, (short) 1);
  private static final TField CUSTOMER = new TField("customer", TType.STRING, (short) 2);
  private static final TField ITEMS = new TField("items", TType.LIST, (short) 3);
  private static final TField ATTRIBUTES = new TField("attributes", TType.MAP, (short) 4);
  private static final TField TIMESTAMP = new TField("timestamp", TType.I64, (short) 5);

  private static final TStruct ITEM = new TStruct("Item");
  private static final TField SKU = new TField("sku", TType.STRING, (short) 1);
  private static final TField QUANTITY = new TField("quantity", TType.I32, (short) 2);
  private static final TField PRICE = new TField("price", TType.DOUBLE, (short) 3);

  private ThriftOrders() {}

  static void write(TProtocol out, Order order) throws TException {
    out.writeStructBegin(ORDER);
    out.writeFieldBegin(ID);
    out.writeI64(order.id());
    out.writeFieldBegin(CUSTOMER);
    out.writeString(order.customer());
    out.writeFieldBegin(ITEMS);
    out.writeListBegin(new TList(TType.STRUCT, order.items().size()));
    for (Item item : order.items()) {
      write(out, item);
    }
    out.writeFieldBegin(ATTRIBUTES);
    out.writeMapBegin(new TMap(TType.STRING, TType.STRING, order.attributes().size()));
    for (Map.Entry<String, String> attribute : order.attributes().entrySet()) {
      out.writeString(attribute.getKey());
      out.writeString(attribute.getValue());
    }
    out.writeFieldBegin(TIMESTAMP);
    out.writeI64(order.timestamp());
    out.writeFieldStop();
  }

  private static void write(TProtocol out, Item item) throws TException {
    out.writeStructBegin(ITEM);
    out.writeFieldBegin(SKU);
    out.writeString(item.sku());
    out.writeFieldBegin(QUANTITY);
    out.writeI32(item.quantity());
    out.writeFieldBegin(PRICE);
    out.writeDouble(item.price());
    out.writeFieldStop();
  }

  static Order read(TProtocol in) throws TException {
    long id = 0;
    String customer = "";
    List<Item> items = List.of();
    Map<String, String> attributes = Map.of();
    long timestamp = 0;
    in.readStructBegin();
    for (TField at = in.readFieldBegin(); at.type != TType.STOP; at = in.readFieldBegin()) {
      switch (at.id) {
        case 1 -> id = in.readI64();
        case 2 -> customer = in.readString();
        case 3 -> items = items(in);
        case 4 -> attributes = attributes(in);
        case 5 -> timestamp = in.readI64();
        default -> TProtocolUtil.skip(in, at.type);
      }
    }
    return new Order(id, customer, items, attributes, timestamp);
  }

  private static List<Item> items(TProtocol in) throws TException {
    int size = in.readListBegin().size;
    List<Item> items = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      items.add(item(in));
    }
    return items;
  }

  private static Map<String, String> attributes(TProtocol in) throws TException {
    int size = in.readMapBegin().size;
    Map<String, String> attributes = new HashMap<>(2 * size);
    for (int i = 0; i < size; i++) {
      attributes.put(in.readString(), in.readString());
    }
    return attributes;
  }

  private static Item item(TProtocol in) throws TException {
    String sku = "";
    int quantity = 0;
    double price = 0;
    in.readStructBegin();
    for (TField at = in.readFieldBegin(); at.type != TType.STOP; at = in.readFieldBegin()) {
      switch (at.id) {
        case 1 -> sku = in.readString();
        case 2 -> quantity = in.readI32();
        case 3 -> price = in.readDouble();
        default -> TProtocolUtil.skip(in, at.type);
      }
    }
    return new Item(sku, quantity, price);
  }
}
