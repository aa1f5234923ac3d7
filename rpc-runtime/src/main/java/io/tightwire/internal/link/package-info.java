/** The event loop of a client or server, its connections and their limits. Knows no call. */
@NullMarked
package io.tightwire.internal.link;

import org.jspecify.annotations.NullMarked;
