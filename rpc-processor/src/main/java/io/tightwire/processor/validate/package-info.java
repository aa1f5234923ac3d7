/** The only judge: from a model to all its problems. */
@NullMarked
package io.tightwire.processor.validate;

import org.jspecify.annotations.NullMarked;
