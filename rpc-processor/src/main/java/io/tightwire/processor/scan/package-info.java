/**
 * Builds the model of a service from {@code javax.lang.model} and class files, which no other
 * package reads. Nothing is refused here: unknown types become part of the model.
 */
@NullMarked
package io.tightwire.processor.scan;

import org.jspecify.annotations.NullMarked;
