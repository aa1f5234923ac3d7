/**
 * Measures peers against each other. {@code Compare} is the way in; it starts a {@code ClientMain}
 * for each peer, which starts a {@code ServerMain}.
 */
@NullMarked
package io.tightwire.benchmarks.compare;

import org.jspecify.annotations.NullMarked;
