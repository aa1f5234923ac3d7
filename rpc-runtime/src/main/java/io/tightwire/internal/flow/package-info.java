/** Deadlines and credit arithmetic, pure. */
@NullMarked
package io.tightwire.internal.flow;

import org.jspecify.annotations.NullMarked;
