package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.FrameWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client's log of its connection. */
class ClientLogTest {

  private static final Logger LOGGER = Logger.getLogger("io.tightwire.client");

  private static final DisconnectReason NO_KEY =
      DisconnectReason.handshake("connection lost; does it ask for a CURVE key?");

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

  private final ClientRig rig = new ClientRig();

  @BeforeEach
  void listen() {
    LOGGER.addHandler(capture);
  }

  @AfterEach
  void stop() {
    LOGGER.removeHandler(capture);
  }

  private List<String> warnings() {
    return records.stream()
        .filter(record -> record.getLevel().equals(Level.WARNING))
        .map(LogRecord::getMessage)
        .toList();
  }

  @Test
  void handshakesThatFailRepeatedlyAreOneWarning() {
    for (int i = 0; i < 50; i++) {
      rig.open();
      rig.core.onDisconnected(rig.peer, NO_KEY, rig.now);
      rig.core.onFailed(ClientRig.AT, NO_KEY, rig.now);
    }
    assertThat(warnings())
        .singleElement()
        .asString()
        .contains("2 times in a row", "does it ask for a CURVE key?");
  }

  @Test
  void handshakesThatFailNowAndThenAreNone() {
    for (int i = 0; i < 3; i++) {
      rig.open();
      rig.core.onDisconnected(rig.peer, NO_KEY, rig.now);
      rig.open();
      rig.receive(FrameWriter.hello("server", ClientRig.MAX, Map.of()));
      rig.core.onDisconnected(rig.peer, DisconnectReason.lost(), rig.now);
    }
    assertThat(warnings()).isEmpty();
  }

  @Test
  void serversThatAreNotThereAreNoWarning() {
    rig.core.onFailed(ClientRig.AT, DisconnectReason.unreachable("Connection refused"), rig.now);
    rig.core.onFailed(ClientRig.AT, DisconnectReason.unreachable("Connection refused"), rig.now);
    assertThat(records).isEmpty();
  }

  @Test
  void serversThatAreDroppedAreAWarning() {
    rig.connect();
    rig.core.onDisconnected(rig.peer, DisconnectReason.dropped("it is silent"), rig.now);
    assertThat(warnings()).singleElement().asString().contains("was dropped: it is silent");
  }
}
