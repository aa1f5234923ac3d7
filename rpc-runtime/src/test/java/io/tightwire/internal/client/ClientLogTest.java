package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.CapturedLog;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.FrameWriter;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client's log of its connection. */
class ClientLogTest {

  private static final DisconnectReason NO_KEY =
      DisconnectReason.handshake("connection lost; does it ask for a CURVE key?");

  private final CapturedLog log = CapturedLog.of("io.tightwire.client");
  private final ClientRig rig = new ClientRig();

  @AfterEach
  void stop() {
    log.close();
  }

  @Test
  void handshakesThatFailRepeatedlyAreOneWarning() {
    for (int i = 0; i < 50; i++) {
      rig.open();
      rig.core.onDisconnected(rig.peer, NO_KEY, rig.now);
      rig.core.onFailed(ClientRig.AT, NO_KEY, rig.now);
    }
    assertThat(log.warnings())
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
    assertThat(log.warnings()).isEmpty();
  }

  @Test
  void serversThatAreNotThereAreNoWarning() {
    rig.core.onFailed(ClientRig.AT, DisconnectReason.unreachable("Connection refused"), rig.now);
    rig.core.onFailed(ClientRig.AT, DisconnectReason.unreachable("Connection refused"), rig.now);
    assertThat(log.messages()).isEmpty();
  }

  @Test
  void serversThatAreDroppedAreAWarning() {
    rig.connect();
    rig.core.onDisconnected(rig.peer, DisconnectReason.dropped("it is silent"), rig.now);
    assertThat(log.warnings()).singleElement().asString().contains("was dropped: it is silent");
  }
}
