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
 * The threads and file descriptors that this process has at a moment, to be compared with those it
 * has later. Immutable.
 */
record Footprint(int descriptors, List<String> threads) {

  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  /** So begin the names of those of clients and servers, and of JeroMQ for them. */
  private static final String OURS = "tightwire";

  /** Descriptors that others in this process may open meanwhile: class files, logs. */
  private static final int OTHERS = 12;

  static Footprint now() {
    return new Footprint(
        countDescriptors(),
        Thread.getAllStackTraces().keySet().stream()
            .map(Thread::getName)
            .filter(name -> name.startsWith(OURS))
            .sorted()
            .toList());
  }

  /** 0 on systems that don't tell. */
  private static int countDescriptors() {
    try (Stream<Path> open = Files.list(DESCRIPTORS)) {
      return (int) open.count();
    } catch (IOException e) {
      return 0;
    }
  }

  /** Waits until nothing is left of what came after this; fails if something stays. */
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

  /** The same, but for threads: what goes on may need some. */
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
