/** What the interceptors of telemetry cost a call. */
@NullMarked
package io.tightwire.benchmarks.telemetry;

import org.jspecify.annotations.NullMarked;
