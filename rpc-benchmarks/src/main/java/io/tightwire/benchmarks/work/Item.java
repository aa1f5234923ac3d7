package io.tightwire.benchmarks.work;

import java.io.Serializable;

/** A line of an {@link Order}. Immutable. */
public record Item(String sku, int quantity, double price) implements Serializable {}
