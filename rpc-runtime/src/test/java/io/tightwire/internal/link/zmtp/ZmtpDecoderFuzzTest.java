package io.tightwire.internal.link.zmtp;

import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tightwire.codec.Allocation;
import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.socket.RefusedInputException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes behind a greeting give frames, or a refusal, and the same ones however they are cut
 * into pieces. The memory for them is bounded by what has come, not by what was announced.
 */
class ZmtpDecoderFuzzTest {

  private static final int MAX_FRAME = 64 * 1024;
  private static final int PER_BYTE = 64;
  private static final int FIXED = 96 * 1024;

  static Stream<byte[]> frames() {
    return Stream.of(
        RawPeer.ready("DEALER", "me"),
        new byte[] {0, 2, 'h', 'i'},
        new byte[] {RawPeer.LARGE, 0, 0, 0, 0, 0, 0, 0, 2, 'y', 'o'},
        new byte[] {RawPeer.COMMAND, 7, 4, 'P', 'I', 'N', 'G', 0, 0},
        new byte[] {RawPeer.MORE, 1, 1, 0, 1, 2},
        ByteBuffer.allocate(9000).put((byte) RawPeer.LARGE).putLong(8991).array());
  }

  @MethodSource("frames")
  @FuzzTest
  void anyBytesGiveFramesOrARefusal(byte[] bytes) {
    List<String> whole = decode(bytes, Math.max(1, bytes.length));
    for (int piece : new int[] {1, 7}) {
      List<String> cut = decode(bytes, piece);
      if (!cut.equals(whole)) {
        fail("%s in pieces of %s, %s in one", cut, piece, whole);
      }
    }
    Allocation.assertWithin(
        () -> FIXED + (long) PER_BYTE * bytes.length,
        () -> decode(bytes, Math.max(1, bytes.length)));
  }

  private static List<String> decode(byte[] bytes, int piece) {
    ZmtpDecoder decoder = new ZmtpDecoder(MAX_FRAME, MAX_FRAME);
    RecordedFrames found = new RecordedFrames(decoder);
    List<String> result = new ArrayList<>();
    try {
      found.take(RawPeer.greeting(), RawPeer.GREETING_SIZE);
      found.take(bytes, piece);
    } catch (RefusedInputException e) {
      result.add("refused");
    }
    result.addAll(0, found.frames);
    return result;
  }
}
