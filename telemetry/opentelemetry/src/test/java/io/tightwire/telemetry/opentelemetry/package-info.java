/** Tests of spans and metrics. */
@NullMarked
package io.tightwire.telemetry.opentelemetry;

import org.jspecify.annotations.NullMarked;
