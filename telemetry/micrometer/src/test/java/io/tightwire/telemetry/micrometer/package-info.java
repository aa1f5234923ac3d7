/** Tests of observations and meters. */
@NullMarked
package io.tightwire.telemetry.micrometer;

import org.jspecify.annotations.NullMarked;
