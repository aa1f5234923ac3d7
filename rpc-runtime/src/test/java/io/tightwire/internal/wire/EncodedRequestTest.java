package io.tightwire.internal.wire;

import static io.tightwire.internal.wire.Frames.hex;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EncodedRequestTest {

  @Test
  void requestThatWasHandedOverIsNotSentOnceMore() {
    EncodedRequest request = EncodedRequest.shutdown();
    byte[] unused = request.handOver();

    assertThatIllegalStateException().isThrownBy(request::copy);
    assertThatIllegalStateException().isThrownBy(() -> request.stamp(1, 0));
    assertThatIllegalStateException().isThrownBy(request::buffer);
  }

  private static final MethodDescriptor<Integer> ADD =
      MethodDescriptor.unary("S", "add", 2, Codecs.INT);

  private static EncodedRequest add(boolean timed, Map<String, String> metadata, int maxSize) {
    return EncodedRequest.of(
        ADD,
        0,
        timed,
        metadata,
        out -> {
          out.writeInt(1);
          out.writeInt(2);
        },
        maxSize);
  }

  private static byte[] bytes(EncodedRequest request) {
    return Arrays.copyOf(request.buffer(), request.length());
  }

  @Test
  void idAndRemainingTimeAreStampedInPlace() {
    EncodedRequest request = add(true, Map.of(), 1000);
    request.stamp(5, 1000);
    assertThat(hex(bytes(request)))
        .isEqualTo(
            "97" + "01" + "ce00000005" + "a5532f616464" + "00" + "ce000003e8" + "c0" + "920102");
    request.stamp(-1, Long.MAX_VALUE);
    assertThat(hex(bytes(request)))
        .isEqualTo(
            "97" + "01" + "ceffffffff" + "a5532f616464" + "00" + "ceffffffff" + "c0" + "920102");
  }

  @Test
  void stampOnACopyLeavesTheOriginalAlone() {
    EncodedRequest request = add(true, Map.of(), 1000);
    request.stamp(5, 1000);
    byte[] sent = bytes(request);
    EncodedRequest again = request.copy();
    assertThat(bytes(again)).isEqualTo(sent);
    again.stamp(6, 900);
    assertThat(bytes(request)).isEqualTo(sent);
    assertThat(hex(bytes(again)))
        .isEqualTo(
            "97" + "01" + "ce00000006" + "a5532f616464" + "00" + "ce00000384" + "c0" + "920102");
  }

  @Test
  void requestWithoutDeadlineHasNil() {
    EncodedRequest request = add(false, Map.of("k", "v"), 1000);
    request.stamp(5, 1000);
    assertThat(hex(bytes(request)))
        .isEqualTo(
            "97" + "01" + "ce00000005" + "a5532f616464" + "00" + "c0" + "81a16ba176" + "920102");
  }

  @Test
  void timeIsNeverNegative() throws BadFrameException {
    EncodedRequest request = add(true, Map.of(), 1000);
    request.stamp(5, -1);
    assertThat(Frames.all(bytes(request)))
        .singleElement(type(Frame.Request.class))
        .satisfies(frame -> assertThat(frame.remainingMillis()).isZero());
  }

  @Test
  void shutdownIsStampedToo() {
    EncodedRequest request = EncodedRequest.shutdown();
    request.stamp(7, 1000);
    assertThat(hex(bytes(request))).isEqualTo("92" + "0b" + "ce00000007");
  }

  @Test
  void requestLargerThanTheLimitIsRefused() {
    int size = add(true, Map.of(), 1000).length();
    assertThat(add(true, Map.of(), size).length()).isEqualTo(size);
    assertThatThrownBy(() -> add(true, Map.of(), size - 1))
        .isInstanceOfSatisfying(CodecException.class, e -> assertThat(e.isTooLarge()).isTrue());
  }

  @Test
  void argumentsMayBeNestedAsDeeplyWithMetadataAsWithout() {
    int deepest = 63; // below the array of the arguments
    MethodDescriptor<Integer> method = MethodDescriptor.unary("S", "deep", 1, Codecs.INT);
    for (Map<String, String> metadata : List.of(Map.of("k", "v"), Map.<String, String>of())) {
      assertThatCode(() -> nested(method, metadata, deepest)).doesNotThrowAnyException();
      assertThatThrownBy(() -> nested(method, metadata, deepest + 1))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining("deeper than 64 levels");
    }
  }

  private static EncodedRequest nested(
      MethodDescriptor<?> method, Map<String, String> metadata, int levels) {
    return EncodedRequest.of(
        method,
        0,
        false,
        metadata,
        out -> {
          for (int level = 1; level < levels; level++) {
            out.beginArray(1);
          }
          out.beginArray(0);
        },
        1000);
  }

  private static EncodedRequest with(Map<String, String> metadata) {
    return EncodedRequest.of(
        MethodDescriptor.unary("S", "m", 0, Codecs.INT), 0, true, metadata, out -> {}, 1024);
  }

  @Test
  void metadataThatCannotBeEncodedIsNamed() {
    assertThatThrownBy(() -> with(Map.of("a\nb", "x\ud800")))
        .isInstanceOfSatisfying(
            UnencodableTextException.class,
            e -> {
              assertThat(e.printableName()).isEqualTo("a?b");
              assertThat(e.reason()).hasMessageContaining("unpaired surrogate at index 1");
              assertThat(e.reason().isTooLarge()).isFalse();
            });
    assertThatThrownBy(() -> with(Map.of("\ud800" + "k".repeat(500), "x")))
        .isInstanceOfSatisfying(
            UnencodableTextException.class,
            e -> assertThat(e.printableName()).startsWith("?kk").hasSize(101));
    assertThatThrownBy(() -> with(Map.of("k", "x".repeat(2000))))
        .isInstanceOfSatisfying(
            UnencodableTextException.class, e -> assertThat(e.reason().isTooLarge()).isTrue());
  }

  @Test
  void timeoutsOfMoreThanFortyNineDaysAreNotSent() {
    assertThat(EncodedRequest.canTell(Duration.ofMillis(0xffff_ffffL))).isTrue();
    assertThat(EncodedRequest.canTell(Duration.ofMillis(0x1_0000_0000L))).isFalse();
    assertThat(EncodedRequest.canTell(ChronoUnit.FOREVER.getDuration())).isFalse();
  }
}
