/**
 * Measures a client of several servers while one of them is slow, hangs, fails or is replaced.
 * {@code FleetLoad} is the entry point; it starts a {@code FleetServer} for each server.
 */
@NullMarked
package io.tightwire.benchmarks.fleet;

import org.jspecify.annotations.NullMarked;
