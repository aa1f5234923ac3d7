/** JMH benchmarks of what a call is made of. */
@NullMarked
package io.tightwire.benchmarks;

import org.jspecify.annotations.NullMarked;
