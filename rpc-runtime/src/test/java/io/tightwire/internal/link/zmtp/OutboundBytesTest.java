package io.tightwire.internal.link.zmtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.flow.LargeArrays;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.FakeChannel;
import io.tightwire.internal.link.InFlightBytes;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.OutboundMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboundBytesTest {

  private final LinkContext context =
      new LinkContext(new LinkOptions("test", 1 << 20, 1), new FakeAgent(), () -> {}, fault -> {});
  private final InFlightBytes inFlight = context.inFlightBytes();
  private final FakeChannel channel = new FakeChannel();
  private final OutboundBytes outbound = new OutboundBytes(channel, new SelectorEngine(context));

  OutboundBytesTest() {
    outbound.reportWritesTo(inFlight);
  }

  private void begin(byte[] bytes, int offset, int length) {
    inFlight.acquire(length);
    new OutboundMessage(bytes, offset, length, inFlight).begin();
    outbound.message(bytes, offset, length);
  }

  @Test
  void arrayIsReusedOnlyOnceItsLastByteHasLeft() throws IOException {
    int size = 900_001; // of no other test
    byte[] array = new byte[size];
    inFlight.acquire(size);
    channel.limit(100_000);
    outbound.message(OutboundMessage.reusable(array, size, inFlight));

    while (!outbound.write()) {
      assertThat(LargeArrays.shared().acquire(size)).isNotSameAs(array);
    }

    assertThat(LargeArrays.shared().acquire(size)).isSameAs(array);
  }

  @Test
  void arrayOfAnOrdinaryMessageIsNotReused() throws IOException {
    byte[] array = new byte[950_001];
    outbound.message(array, 0, array.length);

    assertThat(outbound.write()).isTrue();
    assertThat(LargeArrays.shared().acquire(array.length)).isNotSameAs(array);
  }

  private static byte[] expected(byte[] bytes, int offset, int length) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    if (length < 256) {
      all.write(0);
      all.write(length);
    } else {
      all.write(2);
      all.writeBytes(ByteBuffer.allocate(8).putLong(length).array());
    }
    all.write(bytes, offset, length);
    return all.toByteArray();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 255, 256, 65_527, 65_528, 300_000})
  void messageIsFramedHoweverItIsCut(int length) throws Exception {
    byte[] bytes = new byte[length + 7];
    new Random(length).nextBytes(bytes);
    for (int piece : new int[] {1, 2, 9, 10, 1000, Integer.MAX_VALUE}) {
      if (piece == 1 && length > 1000) {
        continue;
      }
      channel.limit(piece);
      begin(bytes, 3, length);
      while (!outbound.write()) {
        assertThat(outbound.isDrained()).isFalse();
        assertThat(outbound.stalledAt()).isNotEqualTo(Timed.NEVER);
      }
      assertThat(outbound.isDrained()).isTrue();
      assertThat(outbound.stalledAt()).isEqualTo(Timed.NEVER);
      assertThat(channel.takeWritten()).isEqualTo(expected(bytes, 3, length));
    }
  }

  @Test
  void commandsComeBeforeTheMessageAndAPongAfterIt() throws Exception {
    byte[] bytes = {1, 2, 3};
    channel.limit(0);
    outbound.control(new byte[] {10});
    assertThat(outbound.write()).isFalse();
    outbound.control(new byte[] {11, 12});
    channel.limit(2);
    assertThat(outbound.write()).isFalse();
    channel.limit(Integer.MAX_VALUE);
    assertThat(outbound.write()).isTrue();

    channel.limit(1);
    begin(bytes, 0, 3);
    assertThat(outbound.write()).isFalse();
    outbound.pong(new byte[] {20});
    outbound.pong(new byte[] {21}); // a later one replaces it
    while (!outbound.write()) {
      assertThat(outbound.isDrained()).isFalse();
    }
    assertThat(channel.takeWritten()).containsExactly(10, 11, 12, 0, 3, 1, 2, 3, 21);
  }

  @Test
  void bytesThatDoNotLeaveAreStalledSinceTheLastOneLeft() throws Exception {
    channel.limit(1);
    begin(new byte[3], 0, 3);
    assertThat(outbound.write()).isFalse();
    long first = outbound.stalledAt();
    channel.limit(0);
    assertThat(outbound.write()).isFalse();
    assertThat(outbound.stalledAt()).isEqualTo(first);
  }
}
