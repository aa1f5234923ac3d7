/**
 * Supports tests of services and of their callers: a real server and a real client in one process,
 * with fault injection between them.
 */
@NullMarked
package io.tightwire.testing;

import org.jspecify.annotations.NullMarked;
