package io.tightwire.internal.link.zmtp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.zmtp.ZmtpCommand.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZmtpCommandTest {

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  /** The body of a frame of fewer than 256 bytes. */
  private static byte[] body(byte[] frame) {
    assertThat(frame[1] & 0xff).isEqualTo(frame.length - 2);
    return Arrays.copyOfRange(frame, 2, frame.length);
  }

  @Test
  void greetingIsThatOfZmtp31WithoutEncryption() throws Exception {
    byte[] greeting = ZmtpCommand.greeting();
    assertThat(greeting).hasSize(64).startsWith(0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 1);
    assertThat(new String(greeting, 12, 5, ISO_8859_1)).isEqualTo("NULL\0");
    ZmtpCommand.checkMechanism(greeting, ZmtpCommand.NULL);
  }

  @Test
  void greetingOfAServerWithCurveSaysSo() throws Exception {
    byte[] greeting = ZmtpCommand.curveGreeting();
    assertThat(greeting).hasSize(64).startsWith(0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0x7f, 3, 1);
    assertThat(new String(greeting, 12, 6, ISO_8859_1)).isEqualTo("CURVE\0");
    assertThat(greeting[32]).isEqualTo((byte) 1);
    ZmtpCommand.checkMechanism(greeting, ZmtpCommand.CURVE);
  }

  @Test
  void otherMechanismsAreNamed() {
    assertThatIOException()
        .isThrownBy(() -> ZmtpCommand.checkMechanism(RawPeer.greeting("CURVE"), ZmtpCommand.NULL))
        .withMessageContaining("mechanism CURVE, this side NULL");
    assertThatIOException()
        .isThrownBy(
            () -> ZmtpCommand.checkMechanism(RawPeer.greeting("NULLNULL\1"), ZmtpCommand.NULL));
    assertThatIOException()
        .isThrownBy(() -> ZmtpCommand.checkMechanism(RawPeer.greeting(), ZmtpCommand.CURVE))
        .withMessageContaining("mechanism NULL, this side CURVE");
  }

  @Test
  void readyNamesTheRole() throws Exception {
    byte[] ready = body(ZmtpCommand.frame(ZmtpCommand.ready(Role.DEALER)));
    assertThat(ZmtpCommand.name(ready)).isEqualTo("READY");
    assertThat(ready).isEqualTo(body(RawPeer.ready("DEALER", "")));
    ZmtpCommand.checkReady(ready, Role.ROUTER);
  }

  @Test
  void rolesMustFit() throws Exception {
    for (String peer : new String[] {"DEALER", "ROUTER", "REQ"}) {
      ZmtpCommand.checkReady(body(RawPeer.ready(peer, "id")), Role.ROUTER);
    }
    for (String peer : new String[] {"DEALER", "ROUTER", "REP"}) {
      ZmtpCommand.checkReady(body(RawPeer.ready(peer, "id")), Role.DEALER);
    }
    for (String peer : new String[] {"REP", "SUB", "PULL", "", "dealer"}) {
      assertThatIOException()
          .isThrownBy(() -> ZmtpCommand.checkReady(body(RawPeer.ready(peer, "")), Role.ROUTER))
          .withMessageContaining("does not fit a ROUTER");
    }
  }

  /** Names of properties have no case. */
  @Test
  void namesOfPropertiesAreComparedWithoutCase() throws Exception {
    byte[] ready = body(RawPeer.ready("DEALER", ""));
    String text = new String(ready, ISO_8859_1).replace("Socket-Type", "SOCKET-type");
    ZmtpCommand.checkReady(bytes(text), Role.ROUTER);
  }

  @Test
  void readyThatIsCutOffIsRefused() {
    byte[] ready = body(RawPeer.ready("DEALER", "id"));
    for (int length = 7; length < ready.length; length++) {
      byte[] cut = Arrays.copyOf(ready, length);
      if (length != 6 + 11 + 1 + 4 + 6) { // between the two properties
        assertThatIOException()
            .as("%s bytes", length)
            .isThrownBy(() -> ZmtpCommand.checkReady(cut, Role.ROUTER));
      }
    }
    byte[] huge = ready.clone();
    huge[6 + 12] = 0x7f; // the length of the socket type
    assertThatIOException().isThrownBy(() -> ZmtpCommand.checkReady(huge, Role.ROUTER));
    huge[6 + 12] = (byte) 0x80;
    assertThatIOException().isThrownBy(() -> ZmtpCommand.checkReady(huge, Role.ROUTER));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\0", "\1", "\5READ", "\u00ffREADY"})
  void commandsWithoutANameAreRefused(String command) {
    assertThatIOException().isThrownBy(() -> ZmtpCommand.name(bytes(command)));
  }

  @Test
  void pongHasTheContextOfThePing() throws Exception {
    assertThat(ZmtpCommand.pong(bytes("\4PING\0\7some context")))
        .isEqualTo(bytes("\4PONGsome context"));
    byte[] frame = ZmtpCommand.frame(ZmtpCommand.pong(bytes("\4PING\0\0")));
    assertThat(frame[0]).isEqualTo((byte) RawPeer.COMMAND);
    assertThat(body(frame)).isEqualTo(bytes("\4PONG"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\4PING", "\4PING\0", "\4PING\0\0seventeen bytes.."})
  void pingOfImpossibleLengthIsRefused(String ping) {
    assertThatIOException()
        .isThrownBy(() -> ZmtpCommand.pong(bytes(ping)))
        .withMessageContaining("PING");
  }

  @Test
  void errorHasItsReason() throws Exception {
    byte[] error = ZmtpCommand.error("400");
    assertThat(error).isEqualTo(bytes("\5ERROR\3" + "400"));
    assertThat(ZmtpCommand.errorReason(error)).isEqualTo("400");
  }

  @Test
  void reasonOfAnErrorIsPrintableAndNoLongerThanItsCommand() {
    assertThat(ZmtpCommand.errorReason(bytes("\5ERROR\3" + "400"))).isEqualTo("400");
    assertThat(ZmtpCommand.errorReason(bytes("\5ERROR\u00ff" + "4\n00"))).isEqualTo("400");
    assertThat(ZmtpCommand.errorReason(bytes("\5ERROR"))).isEmpty();
  }
}
