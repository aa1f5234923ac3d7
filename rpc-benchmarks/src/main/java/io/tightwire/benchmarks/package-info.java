/** JMH benchmarks of the parts of a call. */
@NullMarked
package io.tightwire.benchmarks;

import org.jspecify.annotations.NullMarked;
