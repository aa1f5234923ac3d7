/** Peers that need no library beyond the JDK and what Tightwire itself depends on. */
@NullMarked
package io.tightwire.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
