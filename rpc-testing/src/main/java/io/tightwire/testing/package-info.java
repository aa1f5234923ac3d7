/**
 * For tests of services and of their callers: a real server and a real client in one process, and
 * between them whatever may go wrong on a network.
 */
@NullMarked
package io.tightwire.testing;

import org.jspecify.annotations.NullMarked;
