package io.tightwire.internal.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.internal.flow.LargeBytes;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests which frames may release the message that they came in. */
class LargeMessageTest {

  private static final int SIZE = 100_000;
  private static final int MAX = 1 << 20;

  private static byte[] result(long id) {
    byte[] value = new byte[SIZE];
    Arrays.fill(value, (byte) id);
    return FrameWriter.result(id, Codecs.BYTES, value, MAX).toByteArray();
  }

  private static byte[] request(Map<String, String> metadata) {
    WireWriter out = FrameWriter.begin(7, FrameType.REQUEST, 7, 64, MAX);
    out.writeString("Calc/bytes");
    out.writeInt(0);
    out.writeNil();
    FrameWriter.writeTexts(out, metadata);
    out.beginArray(1);
    out.writeBinary(new byte[SIZE]);
    out.endArray();
    return out.toByteArray();
  }

  /** Returns a message in an array that is longer, as reused ones are. */
  private static LargeBytes message(byte[]... frames) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] frame : frames) {
      all.writeBytes(frame);
    }
    int length = all.size();
    all.writeBytes(new byte[1000]);
    return new LargeBytes(all.toByteArray(), length);
  }

  @Test
  void onlyFrameOfAMessageOwnsIt() throws BadFrameException {
    LargeBytes message = message(result(1));
    FrameReader frames = new FrameReader().open(message);

    Slice value = ((Frame.Result) frames.next()).value();

    assertThat(frames.hasNext()).isFalse();
    assertThat(value.owner()).isSameAs(message);
  }

  @Test
  void frameBesideOthersDoesNotOwnTheirMessage() throws BadFrameException {
    FrameReader frames = new FrameReader().open(message(result(1), result(2)));
    Slice first = ((Frame.Result) frames.next()).value();
    Slice second = ((Frame.Result) frames.next()).value();

    first.release(first.reader());

    assertThat(first.owner()).isNull();
    assertThat(second.owner()).isNull();
    assertThat(second.reader().readBinary()).hasSize(SIZE).containsOnly(2);
  }

  @Test
  void releasedMessageIsNotReadByAnyone() throws BadFrameException {
    Slice value = ((Frame.Result) new FrameReader().open(message(result(1))).next()).value();
    WireReader in = value.reader();

    value.release(in);

    assertThatThrownBy(in::readBinary).isInstanceOf(CodecException.class);
    assertThatIllegalStateException().isThrownBy(value::reader);
  }

  @Test
  void whatIsReadLaterThanTheArgumentsIsNotInTheMessage() throws BadFrameException {
    LargeBytes message = message(request(Map.of("user", "ann")));
    Frame.Request request = (Frame.Request) new FrameReader().open(message).next();

    assertThat(request.arguments().owner()).isSameAs(message);
    assertThat(request.path().array()).isNotSameAs(message.array());
    assertThat(request.metadata().array()).isNotSameAs(message.array());
    WireReader in = request.metadata().reader();
    assertThat(in.beginMap()).isEqualTo(1);
    assertThat(in.readString()).isEqualTo("user");
  }

  @Test
  void messageOfMuchMetadataIsNotReleased() throws BadFrameException {
    LargeBytes message = message(request(Map.of("user", "a".repeat(2000))));
    Frame.Request request = (Frame.Request) new FrameReader().open(message).next();

    assertThat(request.arguments().owner()).isNull();
    assertThat(request.metadata().array()).isSameAs(message.array());
  }

  @Test
  void bytesBehindTheMessageAreNotRead() {
    FrameReader frames = new FrameReader().open(message(result(1)));

    assertThat(frames.length()).isEqualTo(result(1).length);
  }
}
