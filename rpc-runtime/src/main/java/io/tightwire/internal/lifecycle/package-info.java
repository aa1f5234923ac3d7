/** How a server is configured, assembled, bound, started and ended. */
@NullMarked
package io.tightwire.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
