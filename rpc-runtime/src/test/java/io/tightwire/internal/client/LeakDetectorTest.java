package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.internal.report.RateLimitedLog;
import java.lang.ref.Cleaner;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LeakDetectorTest {

  private final List<LogRecord> logged = new CopyOnWriteArrayList<>();
  private final Logger logger = Logger.getLogger("io.tightwire.leaks-test");
  private final RateLimitedLog log =
      new RateLimitedLog("io.tightwire.leaks-test", System.Logger.Level.WARNING);
  private final Handler capture =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          logged.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  @BeforeEach
  void listen() {
    logger.addHandler(capture);
  }

  @AfterEach
  void stop() {
    logger.removeHandler(capture);
    System.clearProperty(LeakDetector.SITES);
  }

  private static final class Thing implements LeakDetector.Resource {
    final AtomicInteger released = new AtomicInteger();
    volatile boolean open = true;

    @Override
    public boolean isOpen() {
      return open;
    }

    @Override
    public void release() {
      open = false;
      released.incrementAndGet();
    }

    @Override
    public String title() {
      return "A thing";
    }
  }

  private static void awaitReleased(Thing thing) {
    await()
        .until(
            () -> {
              System.gc();
              return thing.released.get() > 0;
            });
  }

  private Cleaner.Cleanable drop(Thing thing) {
    return LeakDetector.register(new Object(), thing, log);
  }

  @Test
  void droppedResourceIsReleasedOnceAndLogged() {
    Thing thing = new Thing();
    Cleaner.Cleanable leak = drop(thing);
    awaitReleased(thing);
    leak.clean();
    assertThat(thing.released).hasValue(1);
    assertThat(logged)
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.getLevel()).isEqualTo(Level.WARNING);
              assertThat(record.getMessage())
                  .startsWith("A thing was dropped without being closed")
                  .contains("-Dtightwire.creationSites=true");
              assertThat(record.getThrown()).isNull();
            });
  }

  @Test
  void creationSiteIsLoggedIfEnabled() {
    System.setProperty(LeakDetector.SITES, "true");
    Thing thing = new Thing();
    Cleaner.Cleanable unused = drop(thing);
    awaitReleased(thing);
    assertThat(logged)
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.getThrown().getStackTrace())
                    .anyMatch(frame -> frame.getMethodName().equals("drop")));
  }

  @Test
  void closedResourceIsNeitherLoggedNorReleasedAgain() {
    Thing closed = new Thing();
    Cleaner.Cleanable leak = drop(closed);
    closed.open = false;
    leak.clean();
    Thing other = new Thing();
    Cleaner.Cleanable unused = drop(other);
    awaitReleased(other);
    assertThat(closed.released).hasValue(0);
    assertThat(logged).hasSize(1);
  }
}
