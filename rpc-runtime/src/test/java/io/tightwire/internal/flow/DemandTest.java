package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DemandTest {

  private final Demand demand = new Demand();

  @Test
  void requestsAddUpAndItemsAreTaken() {
    demand.request(2, "com.acme.Feed/read");
    demand.request(1, "com.acme.Feed/read");
    demand.take();
    assertThat(demand.get()).isEqualTo(2);
    assertThat(demand.misuse()).isNull();
  }

  @Test
  void sumThatOverflowsIsWithoutEnd() {
    demand.request(Long.MAX_VALUE - 1, "com.acme.Feed/read");
    demand.request(2, "com.acme.Feed/read");
    demand.take();
    assertThat(demand.get()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -1, Long.MIN_VALUE})
  void lessThanOneItemIsMisuse(long n) {
    demand.request(n, "com.acme.Feed/read");
    demand.request(-7, "com.acme.Feed/read");
    assertThat(demand.get()).isZero();
    assertThat(demand.misuse())
        .hasMessage(
            "request(" + n + ") on com.acme.Feed/read: must be greater than zero (rule 3.9)");
  }
}
