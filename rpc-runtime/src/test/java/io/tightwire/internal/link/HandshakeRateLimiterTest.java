package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class HandshakeRateLimiterTest {

  private static final int MOST = 256;
  private static final int PER_SECOND = 40;

  private final HandshakeRateLimiter budget = new HandshakeRateLimiter(MOST, PER_SECOND);
  private long now = 1;

  /** Returns how many of many attempts from an address succeed now. */
  private int flood(String host) {
    int given = 0;
    for (int i = 0; i < 2 * MOST; i++) {
      given += budget.tryAcquire(host, now) ? 1 : 0;
    }
    return given;
  }

  @Test
  void aFloodFromOneAddressLeavesHalf() {
    assertThat(flood("a")).isEqualTo(MOST / 2);
    assertThat(flood("b")).as("half of the rest").isEqualTo(MOST / 4);
    assertThat(budget.tryAcquire("c", now)).isTrue();
  }

  @Test
  void aFloodThatGoesOnGetsTheRateAndKeepsNoAddressOut() {
    flood("a");
    for (int second = 0; second < 100; second++) {
      now += TimeUnit.SECONDS.toNanos(1);
      assertThat(flood("a")).isBetween(PER_SECOND - 1, PER_SECOND);
      assertThat(budget.tryAcquire("newcomer " + second, now)).isTrue();
    }
  }

  @Test
  void floodsFromEverywhereAreBounded() {
    int given = 0;
    for (int host = 0; host < 10_000; host++) {
      given += budget.tryAcquire("host " + host, now) ? 1 : 0;
    }
    assertThat(given).isEqualTo(MOST);
    now += TimeUnit.SECONDS.toNanos(1);
    given = 0;
    for (int host = 0; host < 10_000; host++) {
      given += budget.tryAcquire("host " + host, now) ? 1 : 0;
    }
    assertThat(given).isEqualTo(PER_SECOND);
  }

  @Test
  void grantsAreForgottenWithTime() {
    flood("a");
    now += TimeUnit.SECONDS.toNanos(60);
    assertThat(flood("a")).isEqualTo(MOST / 2);
  }
}
