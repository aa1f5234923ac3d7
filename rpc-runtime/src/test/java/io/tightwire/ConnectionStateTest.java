package io.tightwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.ConnectionState.Kind;
import org.junit.jupiter.api.Test;

class ConnectionStateTest {

  @Test
  void statesAreEqualByKindAndReason() {
    ConnectionState state = ConnectionState.of(Kind.CONNECTING, "refused");
    assertThat(state)
        .isEqualTo(ConnectionState.of(Kind.CONNECTING, "refused"))
        .hasSameHashCodeAs(ConnectionState.of(Kind.CONNECTING, "refused"))
        .isNotEqualTo(ConnectionState.of(Kind.CLOSED, "refused"))
        .isNotEqualTo(ConnectionState.of(Kind.CONNECTING, null))
        .hasToString("CONNECTING (refused)");
    assertThat(ConnectionState.of(Kind.READY, null)).hasToString("READY");
  }

  @Test
  void onlyReadyIsReady() {
    for (Kind kind : Kind.values()) {
      assertThat(ConnectionState.of(kind, null).isReady()).isEqualTo(kind == Kind.READY);
    }
  }
}
