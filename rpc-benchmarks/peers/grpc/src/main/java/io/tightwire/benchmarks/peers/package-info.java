/** grpc-java. */
@NullMarked
package io.tightwire.benchmarks.peers;

import org.jspecify.annotations.NullMarked;
