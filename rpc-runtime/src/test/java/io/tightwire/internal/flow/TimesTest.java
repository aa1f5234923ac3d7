package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

class TimesTest {

  @Test
  void noTimeoutIsNoDeadline() {
    assertThat(Times.deadline(5, null)).isEqualTo(Timed.NEVER);
  }

  @Test
  void endlessTimeoutsAreCutWhereSumsWouldOverflow() {
    long deadline = Times.deadline(0, Duration.ofSeconds(Long.MAX_VALUE));
    assertThat(deadline).isEqualTo(Duration.ofDays(36_500).toNanos());
  }

  @Test
  void anyDurationHasNanoseconds() {
    assertThat(Times.nanos(Duration.ZERO)).isZero();
    assertThat(Times.nanos(Duration.ofNanos(1))).isEqualTo(1);
    assertThat(Times.nanos(Duration.ofNanos(-1))).isZero();
    assertThat(Times.nanos(Duration.ofSeconds(Long.MIN_VALUE))).isZero();
    long century = Duration.ofDays(36_500).toNanos();
    assertThat(Times.nanos(Duration.ofDays(36_500))).isEqualTo(century);
    assertThat(Times.nanos(Duration.ofDays(36_501))).isEqualTo(century);
    assertThat(Times.nanos(ChronoUnit.FOREVER.getDuration())).isEqualTo(century);
    assertThat(Times.deadline(7, Duration.ofSeconds(Long.MIN_VALUE))).isEqualTo(7);
  }

  @Test
  void remainingTimeIsRoundedUpSoThatALittleIsNotNothing() {
    assertThat(Times.remainingMillis(1, 0)).isEqualTo(1);
    assertThat(Times.remainingMillis(1_000_000, 0)).isEqualTo(1);
    assertThat(Times.remainingMillis(1_000_001, 0)).isEqualTo(2);
    assertThat(Times.remainingMillis(0, 0)).isZero();
    assertThat(Times.remainingMillis(0, 5_000_000)).isZero();
  }

  @Test
  void earlierLooksPastAnOverflow() {
    assertThat(Times.earlier(1, 2)).isEqualTo(1);
    assertThat(Times.earlier(Timed.NEVER, 2)).isEqualTo(2);
    assertThat(Times.earlier(1, Timed.NEVER)).isEqualTo(1);
    assertThat(Times.earlier(Timed.NEVER, Timed.NEVER)).isEqualTo(Timed.NEVER);
    assertThat(Times.earlier(Long.MIN_VALUE + 1, Long.MAX_VALUE - 1)).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void durationsArePrintedShortly() {
    assertThat(Times.print(Duration.ofMillis(250))).isEqualTo("250ms");
    assertThat(Times.print(Duration.ofNanos(1_500_000))).isEqualTo("1.5ms");
    assertThat(Times.print(Duration.ofSeconds(2))).isEqualTo("2s");
    assertThat(Times.print(Duration.ofSeconds(90))).isEqualTo("1m30s");
  }
}
