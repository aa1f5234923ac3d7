/**
 * Generates source files from a model, with one generator for each file. Nothing here decides
 * whether a model is valid.
 */
@NullMarked
package io.tightwire.processor.generate;

import org.jspecify.annotations.NullMarked;
