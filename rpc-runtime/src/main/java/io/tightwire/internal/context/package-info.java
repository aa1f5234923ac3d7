/** The call whose handler a thread runs: set by the server, read by clients and users. */
@NullMarked
package io.tightwire.internal.context;

import org.jspecify.annotations.NullMarked;
