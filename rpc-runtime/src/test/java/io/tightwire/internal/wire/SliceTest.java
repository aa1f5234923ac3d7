package io.tightwire.internal.wire;

import static io.tightwire.internal.wire.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SliceTest {

  private static final int LARGE = 128 * 1024;

  @Test
  void smallPartOfALargeMessageIsCopied() {
    byte[] message = new byte[LARGE + 1];
    message[7] = 5;
    Slice detached = new Slice(message, 7, 1).detached();
    assertThat(detached.array()).hasSize(1);
    assertThat(hex(detached)).isEqualTo("05");
  }

  @Test
  void smallMessagesAreKeptThoughLittleOfThemIsUsed() {
    Slice slice = new Slice(new byte[LARGE], 7, 1);
    assertThat(slice.detached()).isSameAs(slice);
  }

  @Test
  void moreThanHalfOfAMessageKeepsItAlive() {
    byte[] message = new byte[2 * LARGE];
    assertThat(new Slice(message, 0, LARGE).detached().array()).hasSize(LARGE);
    Slice larger = new Slice(message, 0, LARGE + 1);
    assertThat(larger.detached()).isSameAs(larger);
  }
}
