package io.tightwire.it.docs.guide;

/** A change of an order. */
public sealed interface Change {

  /** The order was placed. */
  record Placed(Order order) implements Change {}

  /** The order was shipped. */
  record Shipped(String orderId, String parcel) implements Change {}
}
