/**
 * Compares peers. {@code Compare} is the entry point; it starts a {@code ClientMain} for each peer,
 * which starts a {@code ServerMain}.
 */
@NullMarked
package io.tightwire.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
