package io.tightwire.benchmarks.compare;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.tightwire.benchmarks.work.Ledger;
import java.lang.management.ManagementFactory;

/**
 * The resources that one JVM has used so far; sent between JVMs as a line. Immutable.
 *
 * @param allocatedBytes by the live platform threads; the allocation of virtual threads counts for
 *     their carriers
 */
record Usage(long cpuNanos, long allocatedBytes, long oneWayCount, long oneWaySum) {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /** The usage of a server in the client's JVM, which is counted with the client. */
  static Usage oneWayOnly() {
    return new Usage(0, 0, Ledger.count(), Ledger.sum());
  }

  static Usage ofThisJvm() {
    long allocated = 0;
    for (long bytes : THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds())) {
      allocated += Math.max(bytes, 0);
    }
    return new Usage(SYSTEM.getProcessCpuTime(), allocated, Ledger.count(), Ledger.sum());
  }

  Usage minus(Usage earlier) {
    return new Usage(
        cpuNanos - earlier.cpuNanos,
        allocatedBytes - earlier.allocatedBytes,
        oneWayCount - earlier.oneWayCount,
        oneWaySum - earlier.oneWaySum);
  }

  String toLine() {
    return cpuNanos + " " + allocatedBytes + " " + oneWayCount + " " + oneWaySum;
  }

  static Usage parse(String line) {
    String[] part = line.split(" ", -1);
    return new Usage(
        Long.parseLong(part[0]),
        Long.parseLong(part[1]),
        Long.parseLong(part[2]),
        Long.parseLong(part[3]));
  }
}
