package io.tightwire.benchmarks.peers;

import io.tightwire.benchmarks.work.Item;
import io.tightwire.benchmarks.work.Order;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePacker;
import org.msgpack.core.MessageUnpacker;

/**
 * Encodes an order with msgpack-core directly, to the same bytes as Tightwire's generated codec.
 * Stateless; thread-safe.
 */
public final class MsgpackOrders {

  private MsgpackOrders() {}

  public static void pack(MessagePacker out, Order order) throws IOException {
    out.packArrayHeader(5).packLong(order.id()).packString(order.customer());
    out.packArrayHeader(order.items().size());
    for (Item item : order.items()) {
      out.packArrayHeader(3).packString(item.sku()).packInt(item.quantity());
      out.packDouble(item.price());
    }
    out.packMapHeader(order.attributes().size());
    for (Map.Entry<String, String> attribute : order.attributes().entrySet()) {
      out.packString(attribute.getKey()).packString(attribute.getValue());
    }
    out.packLong(order.timestamp());
  }

  public static Order unpack(MessageUnpacker in) throws IOException {
    in.unpackArrayHeader();
    long id = in.unpackLong();
    String customer = in.unpackString();
    int itemCount = in.unpackArrayHeader();
    List<Item> items = new ArrayList<>(itemCount);
    for (int i = 0; i < itemCount; i++) {
      in.unpackArrayHeader();
      items.add(new Item(in.unpackString(), in.unpackInt(), in.unpackDouble()));
    }
    int attributeCount = in.unpackMapHeader();
    Map<String, String> attributes = new HashMap<>();
    for (int i = 0; i < attributeCount; i++) {
      attributes.put(in.unpackString(), in.unpackString());
    }
    return new Order(id, customer, items, attributes, in.unpackLong());
  }
}
