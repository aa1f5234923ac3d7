package io.tightwire.benchmarks.messages;

import io.tightwire.benchmarks.proto.ItemMessage;
import io.tightwire.benchmarks.proto.OrderMessage;
import io.tightwire.benchmarks.work.Sample;
import java.util.Map;

/** The sample's order as a protobuf message. Stateless; thread-safe. */
public final class OrderMessages {

  private OrderMessages() {}

  /** Builds the message, as a caller does for each call. */
  public static OrderMessage sample(long id) {
    OrderMessage.Builder order =
        OrderMessage.newBuilder()
            .setId(id)
            .setCustomer(Sample.CUSTOMER)
            .setTimestamp(Sample.timestamp(id));
    for (int i = 0; i < Sample.ITEMS; i++) {
      order.addItems(
          ItemMessage.newBuilder()
              .setSku(Sample.sku(i))
              .setQuantity(Sample.quantity(i))
              .setPrice(Sample.price(i)));
    }
    for (int i = 0; i < Sample.ATTRIBUTES; i++) {
      order.putAttributes(Sample.key(i), Sample.value(i));
    }
    return order.build();
  }

  /** Reads every field. */
  public static long checksum(OrderMessage order) {
    long sum = Sample.checksum(order.getId(), order.getCustomer(), order.getTimestamp());
    int index = 0;
    for (ItemMessage item : order.getItemsList()) {
      sum += Sample.checksum(index++, item.getSku(), item.getQuantity(), item.getPrice());
    }
    for (Map.Entry<String, String> attribute : order.getAttributesMap().entrySet()) {
      sum += Sample.checksum(attribute.getKey(), attribute.getValue());
    }
    return sum;
  }
}
