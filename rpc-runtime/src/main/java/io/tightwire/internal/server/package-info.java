/** The server's active calls, lanes and drain. Sans I/O. */
@NullMarked
package io.tightwire.internal.server;

import org.jspecify.annotations.NullMarked;
