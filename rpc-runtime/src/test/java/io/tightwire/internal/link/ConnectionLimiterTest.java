package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConnectionLimiterTest {

  private final ConnectionLimiter limiter =
      new ConnectionLimiter(
          new LinkOptions(
              "test", 1, 1, 1, new ConnectionLimits(3, 2, Duration.ofSeconds(1), 1), null));

  @Test
  void connectionsAreCountedInAll() throws IOException {
    limiter.acquire("10.0.0.1", 1);
    limiter.acquire("", 1);
    limiter.acquire("", 1);
    assertThatIOException()
        .isThrownBy(() -> limiter.acquire("10.0.0.2", 1))
        .withMessageContaining("3 connections");
    limiter.release("");
    limiter.acquire("10.0.0.2", 1);
    assertThat(limiter.connections()).isEqualTo(3);
  }

  @Test
  void connectionsAreCountedByAddress() throws IOException {
    limiter.acquire("10.0.0.1", 1);
    limiter.acquire("10.0.0.1", 1);
    assertThatIOException()
        .isThrownBy(() -> limiter.acquire("10.0.0.1", 1))
        .withMessageContaining("2 connections are open already from there");
    limiter.acquire("10.0.0.2", 1);
    limiter.release("10.0.0.1");
    limiter.release("10.0.0.2");
    limiter.acquire("10.0.0.1", 1);
    assertThat(limiter.connections()).isEqualTo(2);
  }

  @Test
  void handshakesThatCostAreSharedOut() throws IOException {
    ConnectionLimits many = new ConnectionLimits(10_000, 10_000, Duration.ofSeconds(1), 1);
    CurveOptions keys = CurveOptions.ofServer("public", "secret", key -> true);
    ConnectionLimiter encrypted =
        new ConnectionLimiter(new LinkOptions("test", 1, 1, 1, many, keys));
    for (int i = 0; i < ConnectionLimiter.HANDSHAKES / 2; i++) {
      encrypted.acquire("", 1);
    }
    assertThatIOException()
        .isThrownBy(() -> encrypted.acquire("", 1))
        .withMessageContaining("too many handshakes");
    encrypted.acquire("10.0.0.1", 1);
  }
}
