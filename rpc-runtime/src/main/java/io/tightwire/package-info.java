/** What callers and servers hold: channels, calls, streams, servers and their errors. */
@NullMarked
package io.tightwire;

import org.jspecify.annotations.NullMarked;
