/**
 * The only reader of {@code javax.lang.model}. Total: what it does not know becomes part of the
 * model.
 */
@NullMarked
package io.tightwire.processor.scan;

import org.jspecify.annotations.NullMarked;
