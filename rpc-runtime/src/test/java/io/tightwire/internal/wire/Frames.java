package io.tightwire.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Bytes as hex, and back to frames. Stateless. */
final class Frames {

  private Frames() {}

  static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  static String hex(Slice slice) {
    return HexFormat.of().formatHex(slice.array(), slice.offset(), slice.offset() + slice.length());
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  static List<Frame> all(byte[] message) throws BadFrameException {
    FrameReader reader = new FrameReader().open(message);
    List<Frame> frames = new ArrayList<>();
    while (reader.hasNext()) {
      frames.add(reader.next());
    }
    return frames;
  }

  static Frame only(String hex) throws BadFrameException {
    List<Frame> frames = all(bytes(hex));
    assertThat(frames).hasSize(1);
    return frames.get(0);
  }
}
