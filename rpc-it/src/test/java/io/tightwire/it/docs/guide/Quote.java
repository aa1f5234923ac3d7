package io.tightwire.it.docs.guide;

import java.math.BigDecimal;

/** What it would cost. */
public record Quote(BigDecimal price) {}
