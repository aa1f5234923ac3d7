package io.tightwire.it.docs.guide;

/** What can happen to an order. */
public sealed interface Change {

  /** It was placed. */
  record Placed(Order order) implements Change {}

  /** It left the house. */
  record Shipped(String orderId, String parcel) implements Change {}
}
