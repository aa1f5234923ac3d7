/** Every text that a user of the processor may read. */
@NullMarked
package io.tightwire.processor.diagnostics;

import org.jspecify.annotations.NullMarked;
