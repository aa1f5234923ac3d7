package io.tightwire.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.server.ServiceHealth;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Tests health checks on a clock and threads that are run by hand. */
class ServerHealthChecksTest {

  private final ServiceHealth health = new ServiceHealth(List.of("a.Test"));
  private final Map<String, BooleanSupplier> checks = new LinkedHashMap<>();
  private final ArrayDeque<Runnable> runs = new ArrayDeque<>();
  private boolean noThreads;
  private long now;

  private ServerHealthChecks of() {
    return new ServerHealthChecks(
        checks,
        health,
        run -> {
          if (noThreads) {
            throw new RejectedExecutionException("no thread");
          }
          runs.add(run);
        },
        () -> now);
  }

  private void runAll() {
    for (Runnable run = runs.poll(); run != null; run = runs.poll()) {
      run.run();
    }
  }

  @Test
  void withoutChecksTheServerIsReady() {
    of().tick();
    assertThat(health.isReady("")).isTrue();
  }

  @Test
  void serverIsReadyOnceAllChecksPass() {
    boolean[] queue = {false};
    checks.put("db", () -> true);
    checks.put("queue", () -> queue[0]);
    ServerHealthChecks all = of();
    assertThat(health.failingChecks()).containsExactly("db", "queue");
    assertThat(health.isReady("a.Test")).isFalse();
    all.tick();
    runAll();
    assertThat(health.failingChecks()).containsExactly("queue");
    queue[0] = true;
    all.tick();
    runAll();
    assertThat(health.isReady("a.Test")).isTrue();
  }

  @Test
  void checkThatThrowsFails() {
    checks.put(
        "db",
        () -> {
          throw new IllegalStateException("closed");
        });
    ServerHealthChecks all = of();
    all.tick();
    runAll();
    assertThat(health.failingChecks()).containsExactly("db");
  }

  @Test
  void checkThatHangsFailsAfterItsTimeAndIsNotRunTwice() {
    checks.put("db", () -> true);
    ServerHealthChecks all = of();
    all.tick();
    runAll();
    assertThat(health.isReady("")).isTrue();
    all.tick(); // starts, and hangs
    for (int i = 0; i < 5; i++) {
      now += Duration.ofSeconds(1).toNanos();
      all.tick();
    }
    assertThat(health.isReady("")).isTrue();
    now += 1;
    all.tick();
    assertThat(health.failingChecks()).containsExactly("db");
    assertThat(runs).hasSize(1);
    runAll(); // too late
    assertThat(health.failingChecks()).containsExactly("db");
    all.tick();
    runAll();
    assertThat(health.isReady("")).isTrue();
  }

  @Test
  void checkWithoutAThreadFails() {
    checks.put("db", () -> true);
    ServerHealthChecks all = of();
    noThreads = true;
    all.tick();
    assertThat(health.failingChecks()).containsExactly("db");
    noThreads = false;
    all.tick();
    runAll();
    assertThat(health.isReady("")).isTrue();
  }

  @Test
  void nothingIsPublishedAfterTheEnd() {
    checks.put("db", () -> true);
    ServerHealthChecks all = of();
    all.tick();
    all.close();
    runAll();
    assertThat(health.failingChecks()).containsExactly("db");
  }

  @Test
  void endInterruptsAHangingCheck() {
    ServerHealthChecks[] all = new ServerHealthChecks[1];
    boolean[] interrupted = new boolean[1];
    checks.put(
        "db",
        () -> {
          all[0].close();
          interrupted[0] = Thread.currentThread().isInterrupted();
          return true;
        });
    all[0] = of();
    all[0].tick();
    runAll();
    assertThat(interrupted[0]).isTrue();
    assertThat(Thread.interrupted()).isFalse();
  }
}
