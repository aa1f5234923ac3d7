package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The threads and file descriptors of this process at one time, to be compared with those at a
 * later time. Immutable.
 */
record Footprint(int descriptors, List<String> threads) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** The prefixes of the names of Tightwire's and JeroMQ's threads. */
  private static final String OURS = "tightwire";

  /** The one thread of the process that stays. */
  private static final String CLEANER = "tightwire-cleaner";

  /**
   * The number of descriptors that other code of this process may open meanwhile: class files,
   * logs.
   */
  private static final int OTHERS = 12;

  static Footprint now() {
    return new Footprint(
        countDescriptors(),
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith(OURS) && !name.equals(CLEANER))
            .sorted()
            .toList());
  }

  /** The number of open descriptors; 0 on systems that do not provide it. */
  private static int countDescriptors() {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return (int) open.count();
    } catch (IOException e) {
      return 0;
    }
  }

  /**
   * Waits until all threads and descriptors that were opened after this footprint are gone; fails
   * if some stay.
   */
  Footprint awaitReturn(Duration atMost) {
    awaitDescriptors(atMost);
    await()
        .atMost(atMost)
        .untilAsserted(
            () -> {
              List<String> now = now().threads;
              assertThat(now.size()).as("%s", now).isLessThanOrEqualTo(threads.size());
            });
    return now();
  }

  /** Waits for the descriptors only: work that continues may need threads. */
  void awaitDescriptors(Duration atMost) {
    await()
        .atMost(atMost)
        .untilAsserted(
            () ->
                assertThat(countDescriptors())
                    .as("descriptors, at first %d", descriptors)
                    .isLessThanOrEqualTo(descriptors + OTHERS));
  }
}
