/** All texts that the processor reports to its users. */
@NullMarked
package io.tightwire.processor.diagnostics;

import org.jspecify.annotations.NullMarked;
