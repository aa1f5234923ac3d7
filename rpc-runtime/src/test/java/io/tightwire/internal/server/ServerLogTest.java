package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.returning;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.DisconnectReason;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The server logs disconnected clients, at a limited rate. */
class ServerLogTest {

  private static final Logger LOGGER = Logger.getLogger("io.tightwire.server");

  private final List<LogRecord> records = new CopyOnWriteArrayList<>();
  private final Handler capture =
      new Handler() {
        @Override
        public void publish(LogRecord record) {
          records.add(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  private final ServerRig rig =
      new ServerRig(
          returning(
              "fail",
              value -> {
                throw new IllegalStateException("no " + value);
              }));

  @BeforeEach
  void listen() {
    LOGGER.addHandler(capture);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(capture);
  }

  private LogRecord only() {
    assertThat(records).hasSize(1);
    return records.get(0);
  }

  @Test
  void floodOfClientsWithBadFramesIsOneLineWithoutAStackTrace() {
    for (int i = 0; i < 100; i++) {
      rig.connect();
      rig.receive(new byte[] {(byte) 0xc1, 0x0a});
      assertThat(rig.peer.dropped()).isNotNull();
      rig.core.onDisconnected(
          rig.peer, DisconnectReason.dropped(String.valueOf(rig.peer.dropped())), rig.now);
    }
    assertThat(only().getLevel()).isEqualTo(Level.WARNING);
    assertThat(only().getMessage())
        .startsWith("Client " + rig.peer.name() + " was dropped: it sent a message that can't be")
        .doesNotContain("\n");
    assertThat(only().getThrown()).isNull();
  }

  @Test
  void clientsThatDisconnectAreNotAWarning() {
    rig.connect();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("connection lost"), rig.now);
    rig.connect();
    rig.core.onDisconnected(
        rig.peer, DisconnectReason.lost("connection lost: the other side was closed"), rig.now);
    assertThat(records).noneMatch(record -> record.getLevel().intValue() > Level.FINE.intValue());
  }

  /** Nobody else is told of it. */
  @Test
  void oneWayCallsThatAreNotRunAreOneLine() {
    rig.connect();
    rig.oneWay(1, "unknown", 1);
    rig.oneWay(2, "unknown", 2);
    rig.settle();
    assertThat(only().getLevel()).isEqualTo(Level.WARNING);
    assertThat(only().getMessage()).startsWith("A one-way call was dropped: ").contains("unknown");
  }

  @Test
  void handlersFailureIsSentToItsCallerAndNotLogged() {
    rig.connect();
    rig.call(5, "fail", 1);
    rig.settle();
    assertThat(rig.nextFailure(5).message()).isEqualTo("no 1");
    assertThat(records).isEmpty();
  }

  @Test
  void handlersFailureThatNoCallerGetsIsLogged() {
    rig.connect();
    for (int i = 0; i < 100; i++) {
      rig.oneWay(5 + i, "fail", i);
    }
    rig.settle();
    assertThat(only().getMessage()).isEqualTo("One-way call Test.fail failed");
    assertThat(only().getThrown()).hasMessage("no 0");
  }
}
