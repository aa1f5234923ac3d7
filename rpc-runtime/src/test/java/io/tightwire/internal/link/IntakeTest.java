package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class IntakeTest {

  private static final int MAX_MESSAGE = 1 << 20;

  private static final LinkOptions OPTIONS = new LinkOptions("test", MAX_MESSAGE, 1);
  private static final int FIRST = OPTIONS.admission().firstMessageBytes();

  private final Reserve reserve = new Reserve(3 * MAX_MESSAGE);
  private final Intake newcomer = Intake.ofNewcomer(OPTIONS, reserve);

  private static void take(Intake intake, byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(bytes.length + 3).position(3).put(bytes);
    intake.take(buffer, 3);
  }

  @Test
  void greetingMayComeByteByByte() throws IOException {
    for (byte octet : RawPeer.greeting()) {
      take(newcomer, new byte[] {octet});
    }
  }

  @Test
  void laterVersionsAreWelcome() throws IOException {
    byte[] greeting = RawPeer.greeting();
    greeting[10] = 4;
    take(newcomer, greeting);
  }

  @Test
  void eachOctetThatTellsTheVersionIsLookedAt() {
    for (int[] wrong : new int[][] {{0, 0xfe}, {9, 0x7e}, {10, 0}, {10, 1}, {10, 2}}) {
      byte[] greeting = RawPeer.greeting();
      greeting[wrong[0]] = (byte) wrong[1];
      assertThatIOException()
          .isThrownBy(() -> take(Intake.ofNewcomer(OPTIONS, reserve), greeting))
          .withMessageContaining("ZMTP 3");
    }
  }

  @Test
  void newcomerMaySayLittleUntilItsFirstMessage() throws IOException {
    byte[] start = Arrays.copyOf(RawPeer.greeting(), FIRST);
    take(newcomer, start);
    assertThatIOException()
        .isThrownBy(() -> take(newcomer, new byte[1]))
        .withMessageContaining("no message");
  }

  @Test
  void largestMessageIsTakenAgainAndAgain() throws IOException {
    take(newcomer, RawPeer.greeting());
    newcomer.message();
    assertThat(newcomer.hasSpoken()).isTrue();
    for (int i = 0; i < 3; i++) {
      take(newcomer, new byte[MAX_MESSAGE]);
      newcomer.message();
    }
    take(newcomer, new byte[MAX_MESSAGE]);
    assertThatIOException()
        .isThrownBy(() -> take(newcomer, new byte[MAX_MESSAGE]))
        .withMessageContaining("largest message");
  }

  @Test
  void serverMaySayAsMuchAtOnce() throws IOException {
    Intake server = Intake.ofServer(MAX_MESSAGE);
    take(server, RawPeer.greeting());
    take(server, new byte[MAX_MESSAGE]);
    assertThatIOException().isThrownBy(() -> take(server, new byte[MAX_MESSAGE]));
  }

  @Test
  void newcomerMayAnnounceLittle() {
    assertThat(newcomer.announces(FIRST)).isTrue();
    assertThat(newcomer.announces(FIRST + 1)).isFalse();
    newcomer.message();
    assertThat(newcomer.announces(MAX_MESSAGE)).isTrue();
  }

  @Test
  void largeMessagesThatAreUnderWayShareAReserve() {
    Intake[] peers = new Intake[4];
    for (int i = 0; i < peers.length; i++) {
      peers[i] = Intake.ofNewcomer(OPTIONS, reserve);
      peers[i].message();
    }
    assertThat(peers[0].announces(MAX_MESSAGE)).isTrue();
    assertThat(peers[1].announces(MAX_MESSAGE)).isTrue();
    assertThat(peers[2].announces(MAX_MESSAGE)).isTrue();
    assertThat(peers[3].announces(MAX_MESSAGE)).isFalse();
    assertThat(peers[3].announces(64 << 10)).as("small ones pass").isTrue();
    peers[0].message(); // it has come
    peers[1].end(); // it never will
    assertThat(peers[3].announces(MAX_MESSAGE)).isTrue();
    assertThat(peers[0].announces(MAX_MESSAGE)).isTrue();
    assertThat(peers[0].announces(MAX_MESSAGE)).isFalse();
  }
}
