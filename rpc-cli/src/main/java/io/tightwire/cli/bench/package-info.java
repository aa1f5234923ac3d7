/** Load at a fixed rate, and what it measures. */
@NullMarked
package io.tightwire.cli.bench;

import org.jspecify.annotations.NullMarked;
