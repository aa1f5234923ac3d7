package io.tightwire.internal.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RateLimitedLogTest {

  /** Records its messages. */
  private static final class Captured implements Logger {
    final List<String> messages = new ArrayList<>();
    final List<Throwable> traces = new ArrayList<>();
    Level threshold = Level.INFO;
    boolean broken;

    @Override
    public String getName() {
      return "captured";
    }

    private void fail() {
      if (broken) {
        throw new NoClassDefFoundError("no descriptor is left to load it with");
      }
    }

    @Override
    public boolean isLoggable(Level level) {
      return level.getSeverity() >= threshold.getSeverity();
    }

    @Override
    public void log(
        Level level, @Nullable ResourceBundle bundle, String message, @Nullable Throwable thrown) {
      fail();
      messages.add(message);
      if (thrown != null) {
        traces.add(thrown);
      }
    }

    @Override
    public void log(
        Level level,
        @Nullable ResourceBundle bundle,
        String format,
        @Nullable Object @Nullable ... parameters) {
      fail();
      messages.add(format);
    }
  }

  private final Captured logger = new Captured();
  private final AtomicLong clock = new AtomicLong(Long.MAX_VALUE - 5);
  private final RateLimitedLog log = new RateLimitedLog(logger, Level.WARNING, clock::get);

  @Test
  void loggerThatThrowsDisturbsNoCaller() {
    logger.broken = true;
    log.log(() -> "bad packet");
    log.log(
        () -> {
          throw new IllegalStateException("can't even be described");
        });
    assertThat(logger.messages).isEmpty();
  }

  @Test
  void firstMessageIsLoggedAndTheFloodBehindItCounted() {
    for (int i = 0; i < 1_000; i++) {
      int packet = i;
      log.log(() -> "bad packet " + packet, new IllegalStateException());
    }
    assertThat(logger.messages).containsExactly("bad packet 0");
    assertThat(logger.traces).hasSize(1);
    clock.addAndGet(RateLimitedLog.INTERVAL - 1);
    log.log(() -> "too early");
    clock.addAndGet(1); // past the overflow of the clock
    log.log(() -> "again");
    assertThat(logger.messages)
        .containsExactly("bad packet 0", "again (1000 more like this since the last message)");
    clock.addAndGet(RateLimitedLog.INTERVAL);
    log.log(() -> "and again");
    assertThat(logger.messages).last().isEqualTo("and again");
  }

  @Test
  void peersTextStaysOnOneLineAndShort() {
    log.log(() -> "dropped: \r\nWARNING: all is well\u001b[2J" + "x".repeat(2_000));
    assertThat(logger.messages)
        .singleElement()
        .satisfies(text -> assertThat(text).hasSizeLessThan(1_100))
        .satisfies(text -> assertThat(text).startsWith("dropped: ??WARNING: all is well?[2Jx"));
  }

  @Test
  void messageIsNotBuiltWhenItsLevelIsOff() {
    logger.threshold = Level.ERROR;
    log.log(
        () -> {
          throw new AssertionError("made");
        });
    logger.threshold = Level.INFO;
    log.log(() -> "read");
    assertThat(logger.messages).containsExactly("read");
  }
}
