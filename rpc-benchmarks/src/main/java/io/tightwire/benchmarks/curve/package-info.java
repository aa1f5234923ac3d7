/** Measures how clients of one server with CURVE delay one another. */
@NullMarked
package io.tightwire.benchmarks.curve;

import org.jspecify.annotations.NullMarked;
