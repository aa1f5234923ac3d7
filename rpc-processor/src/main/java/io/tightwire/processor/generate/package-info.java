/** From a valid model to source files, one generator for each. Decides nothing about validity. */
@NullMarked
package io.tightwire.processor.generate;

import org.jspecify.annotations.NullMarked;
