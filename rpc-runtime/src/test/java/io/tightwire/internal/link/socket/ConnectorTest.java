package io.tightwire.internal.link.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConnectorTest {

  private static InetAddress address(String numeric) {
    try {
      return InetAddress.getByName(numeric);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static final InetAddress A = address("192.0.2.1");
  private static final InetAddress B = address("192.0.2.2");
  private static final InetAddress C = address("192.0.2.3");
  private static final InetAddress A6 = address("2001:db8::1");
  private static final InetAddress B6 = address("2001:db8::2");

  @Test
  void familiesAreTriedInTurnBeginningWithThePreferredOne() {
    assertThat(Connector.order(List.of(A, B, C, A6, B6), null)).containsExactly(A, A6, B, B6, C);
    assertThat(Connector.order(List.of(A6, B6, A), null)).containsExactly(A6, A, B6);
    assertThat(Connector.order(List.of(A, B), null)).containsExactly(A, B);
  }

  @Test
  void addressesAfterTheOneThatFailedAreTriedFirst() {
    assertThat(Connector.order(List.of(A, B, C), A)).containsExactly(B, C, A);
    assertThat(Connector.order(List.of(A, B, C), B)).containsExactly(C, A, B);
    assertThat(Connector.order(List.of(A, B, C), C)).containsExactly(A, B, C);
    assertThat(Connector.order(List.of(A, B), C)).containsExactly(A, B);
    assertThat(Connector.order(List.of(A), A)).containsExactly(A);
  }

  @Test
  void triedAddressesAreLimited() {
    List<InetAddress> many = new ArrayList<>();
    for (int i = 1; i <= 200; i++) {
      many.add(address("198.51.100." + i));
    }
    assertThat(Connector.order(many, null))
        .hasSize(Connector.MAX_ADDRESSES)
        .startsWith(many.get(0), many.get(1));
    assertThat(Connector.order(many, many.get(31)))
        .as("the addresses behind them, the next time")
        .hasSize(Connector.MAX_ADDRESSES)
        .startsWith(many.get(32));
  }
}
