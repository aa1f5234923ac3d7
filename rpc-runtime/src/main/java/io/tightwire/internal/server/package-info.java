/** The server's state machine: admission, lanes, responses and drain. Sans I/O. */
@NullMarked
package io.tightwire.internal.server;

import org.jspecify.annotations.NullMarked;
