package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

  private final Doorkeeper doors =
      new Doorkeeper(
          new LinkOptions("test", 1, 1, 1, new Admission(3, 2, Duration.ofSeconds(1), 1), null));

  @Test
  void placesAreCountedInAll() throws IOException {
    doors.enter("10.0.0.1", 1);
    doors.enter("", 1);
    doors.enter("", 1);
    assertThatIOException()
        .isThrownBy(() -> doors.enter("10.0.0.2", 1))
        .withMessageContaining("3 connections");
    doors.leave("");
    doors.enter("10.0.0.2", 1);
    assertThat(doors.connections()).isEqualTo(3);
  }

  @Test
  void placesAreCountedByAddress() throws IOException {
    doors.enter("10.0.0.1", 1);
    doors.enter("10.0.0.1", 1);
    assertThatIOException()
        .isThrownBy(() -> doors.enter("10.0.0.1", 1))
        .withMessageContaining("2 connections are open already from there");
    doors.enter("10.0.0.2", 1);
    doors.leave("10.0.0.1");
    doors.leave("10.0.0.2");
    doors.enter("10.0.0.1", 1);
    assertThat(doors.connections()).isEqualTo(2);
  }

  @Test
  void handshakesThatCostAreSharedOut() throws IOException {
    Admission crowd = new Admission(10_000, 10_000, Duration.ofSeconds(1), 1);
    CurveOptions keys = CurveOptions.ofServer("public", "secret", key -> true);
    Doorkeeper encrypted = new Doorkeeper(new LinkOptions("test", 1, 1, 1, crowd, keys));
    for (int i = 0; i < Doorkeeper.HANDSHAKES / 2; i++) {
      encrypted.enter("", 1);
    }
    assertThatIOException()
        .isThrownBy(() -> encrypted.enter("", 1))
        .withMessageContaining("too many handshakes");
    encrypted.enter("10.0.0.1", 1);
  }
}
