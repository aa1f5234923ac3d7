/** The work that is compared, and what a library must do to take part. */
@NullMarked
package io.tightwire.benchmarks.work;

import org.jspecify.annotations.NullMarked;
