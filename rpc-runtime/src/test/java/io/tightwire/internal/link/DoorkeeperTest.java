package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

  private final Doorkeeper doors = new Doorkeeper(new Admission(3, 2, Duration.ofSeconds(1), 1));

  @Test
  void placesAreCountedInAll() throws IOException {
    doors.enter("10.0.0.1");
    doors.enter("");
    doors.enter("");
    assertThatIOException()
        .isThrownBy(() -> doors.enter("10.0.0.2"))
        .withMessageContaining("3 connections");
    doors.leave("");
    doors.enter("10.0.0.2");
    assertThat(doors.connections()).isEqualTo(3);
  }

  @Test
  void placesAreCountedByAddress() throws IOException {
    doors.enter("10.0.0.1");
    doors.enter("10.0.0.1");
    assertThatIOException()
        .isThrownBy(() -> doors.enter("10.0.0.1"))
        .withMessageContaining("2 connections are open already from there");
    doors.enter("10.0.0.2");
    doors.leave("10.0.0.1");
    doors.leave("10.0.0.2");
    doors.enter("10.0.0.1");
    assertThat(doors.connections()).isEqualTo(2);
  }
}
