package io.tightwire.internal.wire;

import static org.assertj.core.api.Assertions.fail;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.tightwire.codec.Allocation;
import io.tightwire.codec.WireReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Any bytes give frames or {@link BadFrameException}s. Reading items run by run, as a client does,
 * gives the same as reading them one by one.
 *
 * <p>The allocation budget: for each byte its share of a frame's objects; for each bad frame two
 * exceptions, which are as large as the stack is deep.
 */
class FrameReaderFuzzTest {

  private static final int PER_BYTE = 64;
  private static final int PER_BAD_FRAME = 16 * 1024;

  /** A frame that could not be read. */
  private record Bad(long id, boolean losesRest) {}

  static Stream<byte[]> goldenFrames() {
    List<byte[]> samples = FrameReaderTest.samples();
    return Stream.concat(samples.stream(), Stream.of(FrameReaderTest.joined(samples)));
  }

  @MethodSource("goldenFrames")
  @FuzzTest
  void anyBytesGiveFramesOrBadFrames(byte[] message) {
    List<Object> frames = oneByOne(message);
    if (!runByRun(message).equals(frames)) {
      fail("%s run by run, %s one by one", runByRun(message), frames);
    }
    long bad = 0;
    for (Object frame : frames) {
      bad += isBad(frame) ? 1 : 0;
    }
    long bound = PER_BYTE * (message.length + 32L) + PER_BAD_FRAME * bad;
    Allocation.assertWithin(() -> bound, () -> runByRun(message));
  }

  private static boolean isBad(Object result) {
    if (result instanceof Frame frame) {
      if (frame.id() < 0) {
        fail("A negative id: %s", frame);
      }
      return false;
    }
    return true;
  }

  private static List<Object> oneByOne(byte[] message) {
    FrameReader reader = new FrameReader().open(message);
    List<Object> frames = new ArrayList<>();
    while (reader.hasNext()) {
      try {
        frames.add(reader.next());
      } catch (BadFrameException e) {
        frames.add(bad(e, reader));
      }
    }
    return frames;
  }

  private static List<Object> runByRun(byte[] message) {
    FrameReader reader = new FrameReader().open(message);
    List<Object> frames = new ArrayList<>();
    while (reader.hasNext()) {
      try {
        Frame frame = reader.next();
        if (frame instanceof Frame.Item item) {
          addAll(reader.itemRun(item), item.id(), frames);
        } else {
          frames.add(frame);
        }
      } catch (BadFrameException e) {
        frames.add(bad(e, reader));
      }
    }
    return frames;
  }

  private static void addAll(Items items, long id, List<Object> frames) {
    for (int i = 0; i < items.count(); i++) {
      Slice value = items.value(i);
      WireReader in = value.reader();
      in.skip();
      if (!in.isAtEnd()) {
        fail("More than a value: %s", value);
      }
      frames.add(new Frame.Item(id, value));
    }
  }

  private static Bad bad(BadFrameException e, FrameReader reader) {
    if (e.id() < 0 || String.valueOf(e.getMessage()).length() > 400) {
      fail("Not fit to be told", e);
    }
    if (e.losesRest() && reader.hasNext()) {
      fail("What follows is not hidden", e);
    }
    return new Bad(e.id(), e.losesRest());
  }
}
