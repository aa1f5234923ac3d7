package io.tightwire.benchmarks.compare;

import java.io.IOException;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Measures the resources of a round: reads the usage when it is created and at the end. Used by one
 * thread.
 */
final class Meter {
  private final ServerHandle server;
  private final Usage serverBefore;
  private final OptionalDouble machineBefore;
  private final Usage clientBefore;
  private final long from;

  Meter(ServerHandle server) throws IOException {
    this.server = server;
    this.machineBefore = Machine.busyNanos();
    this.serverBefore = server.usage();
    this.clientBefore = Usage.ofThisJvm();
    this.from = System.nanoTime();
  }

  /** Returns the figures of the given number of calls, which have just ended. */
  Figures read(long calls) throws IOException {
    long nanos = System.nanoTime() - from;
    Usage client = Usage.ofThisJvm().minus(clientBefore);
    Usage its = server.usage().minus(serverBefore);
    Figures figures =
        new Figures(
            Map.of(
                Figure.RATE, calls * 1e9 / nanos,
                Figure.CLIENT_CPU_MICROS, client.cpuNanos() / 1e3 / calls,
                Figure.SERVER_CPU_MICROS, its.cpuNanos() / 1e3 / calls,
                Figure.CLIENT_BYTES, (double) client.allocatedBytes() / calls,
                Figure.SERVER_BYTES, (double) its.allocatedBytes() / calls));
    OptionalDouble machine = Machine.busyNanos();
    if (machine.isEmpty() || machineBefore.isEmpty()) {
      return figures;
    }
    double others =
        machine.getAsDouble() - machineBefore.getAsDouble() - client.cpuNanos() - its.cpuNanos();
    double capacity = (double) nanos * Runtime.getRuntime().availableProcessors();
    return figures.with(Figure.OTHERS_PERCENT, Math.max(0, 100 * others / capacity));
  }
}
