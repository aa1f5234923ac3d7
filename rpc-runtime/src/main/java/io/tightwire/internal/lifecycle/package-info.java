/** How a server or a client is configured, assembled, started and ended. */
@NullMarked
package io.tightwire.internal.lifecycle;

import org.jspecify.annotations.NullMarked;
