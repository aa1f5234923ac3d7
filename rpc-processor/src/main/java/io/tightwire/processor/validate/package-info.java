/** Finds all problems of a model. No other package judges whether a service is valid. */
@NullMarked
package io.tightwire.processor.validate;

import org.jspecify.annotations.NullMarked;
