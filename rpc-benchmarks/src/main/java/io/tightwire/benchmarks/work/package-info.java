/** The workloads that are compared, and the interface of a peer. */
@NullMarked
package io.tightwire.benchmarks.work;

import org.jspecify.annotations.NullMarked;
