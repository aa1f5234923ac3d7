package io.tightwire.it.docs.guide;

import java.math.BigDecimal;

/** The price of an order. */
public record Quote(BigDecimal price) {}
