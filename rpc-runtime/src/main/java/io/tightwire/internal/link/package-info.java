/** Sockets and the loop that owns them; the only importer of JeroMQ. Knows no call. */
@NullMarked
package io.tightwire.internal.link;

import org.jspecify.annotations.NullMarked;
