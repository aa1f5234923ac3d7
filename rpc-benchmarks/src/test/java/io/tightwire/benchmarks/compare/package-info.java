@NullMarked
package io.tightwire.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
