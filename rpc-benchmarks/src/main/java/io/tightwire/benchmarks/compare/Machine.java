package io.tightwire.benchmarks.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** The machine on which the comparison runs. Stateless; thread-safe. */
final class Machine {
  private static final Path STAT = Path.of("/proc/stat");
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");
  private static final double NANOS_PER_TICK = 1e7;

  private Machine() {}

  static String describe() {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    return "%s, %d cores, %d GB; %s %s; %s %s (%s)"
        .formatted(
            processor(),
            system.getAvailableProcessors(),
            Math.round(system.getTotalMemorySize() / 1e9),
            System.getProperty("os.name"),
            System.getProperty("os.version"),
            System.getProperty("java.vm.name"),
            System.getProperty("java.vm.version"),
            System.getProperty("java.vendor"));
  }

  private static String processor() {
    String architecture = System.getProperty("os.arch");
    if (!Files.isReadable(CPUINFO)) {
      return architecture;
    }
    try (Stream<String> lines = Files.lines(CPUINFO, UTF_8)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(architecture);
    } catch (IOException e) {
      return architecture;
    }
  }

  /**
   * Returns the CPU time that all processes, and the hypervisor's other guests, have used so far;
   * empty if the system does not provide it.
   */
  static OptionalDouble busyNanos() throws IOException {
    if (!Files.isReadable(STAT)) {
      return OptionalDouble.empty();
    }
    try (Stream<String> lines = Files.lines(STAT, UTF_8)) {
      List<String> cpu = List.of(lines.findFirst().orElseThrow().split(" +", -1));
      double ticks = 0;
      for (int i : new int[] {1, 2, 3, 6, 7, 8}) { // user, nice, system, irq, softirq, steal
        ticks += Double.parseDouble(cpu.get(i));
      }
      return OptionalDouble.of(ticks * NANOS_PER_TICK);
    }
  }
}
