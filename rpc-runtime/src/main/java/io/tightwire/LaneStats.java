package io.tightwire;

/**
 * How busy a lane of a server is. As of one moment; immutable.
 *
 * @param running how many of its threads run a handler, or a piece of a stream. A handler that
 *     returned a stage which is not complete does not run
 * @param queued how many calls wait for a thread. Those that were cancelled meanwhile count until
 *     it is their turn
 * @param concurrency how many may run at a time
 * @param maxQueued how many may wait
 */
public record LaneStats(int running, int queued, int concurrency, int maxQueued) {}
