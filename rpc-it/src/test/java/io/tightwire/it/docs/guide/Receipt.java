package io.tightwire.it.docs.guide;

import java.time.Instant;

/** An order was placed. */
public record Receipt(String orderId, Instant placedAt) {}
