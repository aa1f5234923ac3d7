package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.ArgumentsWriter;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.EncodedRequest;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Slice;
import io.tightwire.it.Mirror.Boxes;
import io.tightwire.it.Mirror.Colour;
import io.tightwire.it.Mirror.Names;
import io.tightwire.it.Mirror.Page;
import io.tightwire.it.Mirror.Shape;
import java.io.IOException;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.msgpack.core.MessageFormat;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;

/**
 * Compares all frames and values with their bytes in {@code golden-wire.txt}, which the script
 * {@code golden.py} reads too.
 */
final class GoldenWireTest {

  private static final Path VECTORS = Path.of("src", "test", "resources", "golden-wire.txt");
  private static final HexFormat HEX = HexFormat.of();
  private static final int MAX = 1 << 20;

  private static final LocalDateTime LEAP_NIGHT = LocalDateTime.of(2024, 2, 29, 23, 59, 59, 1);
  private static final UUID A_UUID = UUID.fromString("00112233-4455-6677-8899-aabbccddeeff");
  private static final Names NAMES = new Names(A_UUID, URI.create("http://a/b"), Colour.RED);
  private static final Boxes NOTHING =
      new Boxes(null, null, null, null, null, null, Optional.empty());

  /** A line of the file. */
  record Vector(String name, String form, String hex, String meaning) {

    static Vector of(String line) {
      String[] words = line.split(" ", 4);
      return new Vector(words[0], words[1], words[2], words[3]);
    }

    byte[] bytes() {
      return HEX.parseHex(hex);
    }

    /** Returns whether Java writes exactly these bytes. */
    boolean isOurs() {
      return form.equals("java") || form.equals("both");
    }

    boolean isFrame() {
      return FRAMES.containsKey(name);
    }

    @Override
    public String toString() {
      return name + ' ' + form + ' ' + hex;
    }
  }

  /**
   * A frame.
   *
   * @param written in hex; null if Java writes no such frame
   */
  private record FrameSample(Frame frame, @Nullable String written) {}

  /** A value of a wire type. */
  private record ValueSample<T>(Codec<T> codec, @Nullable T value) {

    String written() {
      WireWriter out = new WireWriter(16, MAX);
      codec.write(out, value);
      return HEX.formatHex(out.toByteArray());
    }
  }

  private static final Map<String, FrameSample> FRAMES = frames();
  private static final Map<String, ValueSample<?>> VALUES = values();

  private static Map<String, FrameSample> frames() {
    Map<String, FrameSample> frames = new LinkedHashMap<>();
    Frame hello = new Frame.Hello(1, "a", 1024);
    Slice nil = slice("c0");
    frames.put("HELLO.client", sample(hello, FrameWriter.hello("a", 1024, Map.of())));
    frames.put(
        "HELLO.server",
        sample(
            new Frame.Hello(1, "a", 1024, slice("81a15392a16da16e"), null),
            FrameWriter.hello("a", 1024, Map.of("S", List.of("m", "n")))));
    frames.put(
        "HELLO.fingerprints",
        sample(
            new Frame.Hello(1, "a", 1024, slice("81a15392a16da16e"), slice("81a15381a16da23066")),
            FrameWriter.hello(
                "a", 1024, Map.of("S", List.of("m", "n")), Map.of("S", Map.of("m", "0f")))));
    frames.put(
        "REQUEST.timed",
        sample(
            new Frame.Request(5, slice("532f6d"), 0, 1000, slice("81a16ba176"), slice("9201a178")),
            request(
                0,
                Map.of("k", "v"),
                2,
                out -> {
                  out.writeInt(1);
                  out.writeString("x");
                })));
    frames.put(
        "REQUEST.oneWay",
        sample(
            new Frame.Request(5, slice("532f6d"), Frame.ONE_WAY, -1, nil, slice("90")),
            request(Frame.ONE_WAY, Map.of(), 0, out -> {})));
    frames.put(
        "REQUEST.stream",
        sample(
            new Frame.Request(5, slice("532f6d"), Frame.STREAMING, -1, nil, slice("90")),
            request(Frame.STREAMING, Map.of(), 0, out -> {})));
    frames.put(
        "REQUEST.input",
        sample(
            new Frame.Request(5, slice("532f6d"), Frame.WITH_INPUT, -1, nil, slice("90")),
            request(Frame.WITH_INPUT, Map.of(), 0, out -> {})));
    frames.put(
        "REQUEST.bothWays",
        sample(
            new Frame.Request(
                5, slice("532f6d"), Frame.WITH_INPUT | Frame.STREAMING, -1, nil, slice("90")),
            request(Frame.WITH_INPUT | Frame.STREAMING, Map.of(), 0, out -> {})));
    frames.put(
        "RESULT.value",
        sample(
            new Frame.Result(5, slice("2a")),
            FrameWriter.result(5, Codecs.INT, 42, MAX).toByteArray()));
    frames.put("RESULT.nil", sample(new Frame.Result(5, nil), FrameWriter.nilResult(5)));
    frames.put("ERROR.ran", error(5, "CANCELLED", true));
    frames.put("ERROR.notRun", error(5, "UNIMPLEMENTED", false));
    frames.put("ERROR.connection", error(0, "INTERNAL", false));
    frames.put(
        "ERROR.thrown",
        sample(
            new Frame.Failure(5, "UNKNOWN", "no", "X", "at", slice("9107"), true),
            FrameWriter.thrown(
                    5,
                    "UNKNOWN",
                    "no",
                    "X",
                    "at",
                    out -> {
                      out.beginArray(1);
                      out.writeInt(7);
                      out.endArray();
                    },
                    MAX)
                .toByteArray()));
    frames.put(
        "ERROR.noMessage",
        sample(
            new Frame.Failure(5, "UNKNOWN", null, "X", null, nil, true),
            FrameWriter.thrown(5, "UNKNOWN", null, "X", null, null, MAX).toByteArray()));
    frames.put(
        "ERROR.silent", sample(new Frame.Failure(5, "UNKNOWN", "no", null, null, nil, true), null));
    frames.put(
        "ITEM.value",
        sample(
            new Frame.Item(5, slice("01")), FrameWriter.item(5, Codecs.INT, 1, MAX).toByteArray()));
    frames.put("END.plain", sample(new Frame.End(5), FrameWriter.end(5)));
    frames.put("END.longer", sample(new Frame.End(5), null));
    frames.put(
        "END.wideId", sample(new Frame.End(Long.MAX_VALUE), FrameWriter.end(Long.MAX_VALUE)));
    Frame unbounded = new Frame.Credit(5, 256, Long.MAX_VALUE);
    frames.put("CREDIT.items", sample(unbounded, FrameWriter.credit(5, 256)));
    frames.put("CREDIT.unbounded", sample(unbounded, null));
    frames.put("CREDIT.bytes", sample(new Frame.Credit(5, 2, 256), FrameWriter.credit(5, 2, 256)));
    frames.put(
        "CREDIT.onlyBytes", sample(new Frame.Credit(5, 0, 256), FrameWriter.credit(5, 0, 256)));
    frames.put("CANCEL.reason", sample(new Frame.Cancel(5, "no"), FrameWriter.cancel(5, "no")));
    frames.put("CANCEL.silent", sample(new Frame.Cancel(5, null), null));
    frames.put("PING.nil", sample(new Frame.Ping(nil), FrameWriter.ping()));
    frames.put("PING.value", sample(new Frame.Ping(slice("92a16101")), null));
    Slice seven = slice("07");
    frames.put("PONG.value", sample(new Frame.Pong(seven), FrameWriter.pong(seven)));
    frames.put("GOAWAY.reason", sample(new Frame.GoAway("no"), FrameWriter.goAway("no")));
    frames.put("GOAWAY.silent", sample(new Frame.GoAway(null), null));
    frames.put("SHUTDOWN.plain", sample(new Frame.Shutdown(5), FrameWriter.shutdown(5)));
    frames.put("STOP.plain", sample(new Frame.Stop(5), FrameWriter.stop(5)));
    frames.put(
        "READY.service",
        sample(new Frame.Ready(Set.of("a.B")), FrameWriter.ready(List.of("a.B"), 1024)));
    frames.put(
        "READY.server", sample(new Frame.Ready(Set.of("")), FrameWriter.ready(List.of(""), 1024)));
    frames.put("READY.all", sample(new Frame.Ready(Set.of()), FrameWriter.ready(List.of(), 1024)));
    frames.put("READY.both", sample(new Frame.Ready(Set.of("a.C")), null));
    frames.put("UNKNOWN.kind", sample(new Frame.Unknown(5, 77), null));
    return frames;
  }

  private static FrameSample sample(Frame frame, byte @Nullable [] written) {
    return new FrameSample(frame, written == null ? null : HEX.formatHex(written));
  }

  private static FrameSample error(long id, String status, boolean executed) {
    return sample(
        new Frame.Failure(id, status, "no", null, null, slice("c0"), executed),
        FrameWriter.error(id, status, "no", executed));
  }

  /** Returns a deadline of a second if there is metadata, else none. */
  private static byte[] request(
      int flags, Map<String, String> metadata, int parameters, ArgumentsWriter arguments) {
    EncodedRequest request =
        EncodedRequest.of(
            MethodDescriptor.unary("S", "m", parameters, Codecs.VOID),
            flags,
            !metadata.isEmpty(),
            metadata,
            arguments,
            MAX);
    request.stamp(5, 1000);
    return Arrays.copyOf(request.buffer(), request.length());
  }

  private static Map<String, ValueSample<?>> values() {
    Map<String, ValueSample<?>> values = new LinkedHashMap<>();
    values.put("VOID", new ValueSample<>(Codecs.VOID, null));
    values.put("BOOLEAN.true", new ValueSample<>(Codecs.BOOLEAN, true));
    values.put("BOOLEAN.false", new ValueSample<>(Codecs.BOOLEAN, false));
    values.put("BYTE", new ValueSample<>(Codecs.BYTE, Byte.MIN_VALUE));
    values.put("SHORT", new ValueSample<>(Codecs.SHORT, (short) 300));
    values.put("CHAR", new ValueSample<>(Codecs.CHAR, '\uD800'));
    for (int number : new int[] {0, 127, 128, 65536, -32, -33}) {
      values.put("INT." + number, new ValueSample<>(Codecs.INT, number));
    }
    values.put("INT.min", new ValueSample<>(Codecs.INT, Integer.MIN_VALUE));
    values.put("LONG.min", new ValueSample<>(Codecs.LONG, Long.MIN_VALUE));
    values.put("LONG.max", new ValueSample<>(Codecs.LONG, Long.MAX_VALUE));
    values.put("FLOAT", new ValueSample<>(Codecs.FLOAT, 1.5f));
    values.put("DOUBLE", new ValueSample<>(Codecs.DOUBLE, -2.5));
    values.put("DOUBLE.nan", new ValueSample<>(Codecs.DOUBLE, Double.NaN));
    values.put("STRING", new ValueSample<>(Codecs.STRING, "héllo"));
    values.put("STRING.empty", new ValueSample<>(Codecs.STRING, ""));
    values.put("STRING.32", new ValueSample<>(Codecs.STRING, "abcdefghijklmnopqrstuvwxyzabcdef"));
    values.put("STRING.nil", new ValueSample<>(Codecs.STRING, null));
    values.put("BYTES", new ValueSample<>(Codecs.BYTES, new byte[] {1, 2}));
    values.put("BYTE_BUFFER", new ValueSample<>(Codecs.BYTE_BUFFER, ByteBuffer.allocate(3)));
    for (int number : new int[] {256, -1, 0}) {
      values.put(
          "BIG_INTEGER." + number,
          new ValueSample<>(Codecs.BIG_INTEGER, BigInteger.valueOf(number)));
    }
    for (String number : new String[] {"12.50", "-1E+3"}) {
      values.put(
          "BIG_DECIMAL." + number, new ValueSample<>(Codecs.BIG_DECIMAL, new BigDecimal(number)));
    }
    values.put("UUID", new ValueSample<>(Codecs.UUID, A_UUID));
    values.put("INSTANT.32", new ValueSample<>(Codecs.INSTANT, Instant.ofEpochSecond(1)));
    values.put("INSTANT.64", new ValueSample<>(Codecs.INSTANT, Instant.ofEpochSecond(1, 1)));
    values.put("INSTANT.96", new ValueSample<>(Codecs.INSTANT, Instant.ofEpochSecond(0, -1)));
    values.put("DURATION.1500ms", new ValueSample<>(Codecs.DURATION, Duration.ofMillis(1500)));
    values.put("DURATION.-1ns", new ValueSample<>(Codecs.DURATION, Duration.ofNanos(-1)));
    values.put("LOCAL_DATE", new ValueSample<>(Codecs.LOCAL_DATE, LocalDate.of(2024, 2, 29)));
    values.put("LOCAL_TIME", new ValueSample<>(Codecs.LOCAL_TIME, LocalTime.of(23, 59, 59, 1)));
    values.put("LOCAL_DATE_TIME", new ValueSample<>(Codecs.LOCAL_DATE_TIME, LEAP_NIGHT));
    values.put(
        "OFFSET_DATE_TIME",
        new ValueSample<>(
            Codecs.OFFSET_DATE_TIME, OffsetDateTime.of(LEAP_NIGHT, ZoneOffset.ofHours(-1))));
    values.put(
        "ZONED_DATE_TIME",
        new ValueSample<>(
            Codecs.ZONED_DATE_TIME, ZonedDateTime.of(LEAP_NIGHT, ZoneId.of("Europe/Berlin"))));
    values.put("ZONE_ID.region", new ValueSample<>(Codecs.ZONE_ID, ZoneId.of("Asia/Tokyo")));
    values.put("ZONE_ID.offset", new ValueSample<>(Codecs.ZONE_ID, ZoneOffset.ofHours(2)));
    values.put("URI", new ValueSample<>(Codecs.URI, URI.create("http://a/b")));
    values.put("enum", new ValueSample<>(MirrorCodecs.COLOUR, Colour.GREEN));
    values.put("record", new ValueSample<>(MirrorCodecs.NAMES, NAMES));
    values.put("record.nulls", new ValueSample<>(MirrorCodecs.BOXES, NOTHING));
    values.put("record.older", new ValueSample<>(MirrorCodecs.BOXES, NOTHING));
    values.put(
        "record.newer",
        new ValueSample<>(
            MirrorCodecs.BOXES, new Boxes(null, 1, 2L, 1.5, "a", Colour.RED, Optional.of(6))));
    values.put("sealed.record", new ValueSample<>(MirrorCodecs.SHAPE, new Shape.Circle(1.5)));
    values.put(
        "sealed.recursive",
        new ValueSample<>(
            MirrorCodecs.SHAPE,
            new Shape.Group(List.of(new Shape.Circle(0.5), Shape.Degenerate.POINT))));
    values.put("sealed.enum", new ValueSample<>(MirrorCodecs.SHAPE, Shape.Degenerate.POINT));
    values.put(
        "list",
        new ValueSample<>(
            MirrorCodecs.PAGE_OF_NAMES, new Page<Names>(List.of(), Optional.empty(), 2)));
    values.put("set", new ValueSample<>(MirrorCodecs.SET_OF_COLOUR, Set.of(Colour.BLUE)));
    Map<String, List<Optional<Colour>>> map = new LinkedHashMap<>();
    map.put("z", List.of(Optional.of(Colour.RED), Optional.empty()));
    map.put("a", List.of());
    values.put(
        "map", new ValueSample<>(MirrorCodecs.MAP_OF_STRING_TO_LIST_OF_OPTIONAL_OF_COLOUR, map));
    values.put(
        "optional.present", new ValueSample<>(MirrorCodecs.OPTIONAL_OF_NAMES, Optional.of(NAMES)));
    values.put(
        "optional.empty", new ValueSample<>(MirrorCodecs.OPTIONAL_OF_NAMES, Optional.empty()));
    values.put(
        "array",
        new ValueSample<>(MirrorCodecs.ARRAY_OF_ARRAY_OF_INT, new int[][] {{1, -2}, {}, {128}}));
    return values;
  }

  private static Slice slice(String hex) {
    byte[] bytes = HEX.parseHex(hex);
    return new Slice(bytes, 0, bytes.length);
  }

  private static String hex(Slice slice) {
    return HEX.formatHex(slice.array(), slice.offset(), slice.offset() + slice.length());
  }

  static List<Vector> vectors() throws IOException {
    try (Stream<String> lines = Files.lines(VECTORS)) {
      return lines
          .filter(line -> !line.isEmpty() && !line.startsWith("#"))
          .map(Vector::of)
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void vectorIsWrittenAndReadAsTheFileSays(Vector vector) throws Exception {
    assertThat(meaning(vector.bytes())).isEqualTo(vector.meaning());
    if (vector.isFrame()) {
      FrameSample sample = Objects.requireNonNull(FRAMES.get(vector.name()));
      FrameReader frames = new FrameReader().open(vector.bytes());
      assertThat(frames.next())
          .usingRecursiveComparison()
          .withStrictTypeChecking()
          .withEqualsForType((a, b) -> hex(a).equals(hex(b)), Slice.class)
          .isEqualTo(sample.frame());
      assertThat(frames.hasNext()).isFalse();
      if (vector.isOurs()) {
        assertThat(sample.written()).isEqualTo(vector.hex());
      }
    } else {
      ValueSample<?> sample = Objects.requireNonNull(VALUES.get(vector.name()), vector.name());
      WireReader in = new WireReader(vector.bytes());
      assertThat((Object) sample.codec().read(in)).isEqualTo(sample.value());
      assertThat(in.isAtEnd()).isTrue();
      if (vector.isOurs()) {
        assertThat(sample.written()).isEqualTo(vector.hex());
      }
    }
  }

  @Test
  void everythingThatTravelsHasAVector() throws Exception {
    Set<String> named = new TreeSet<>();
    Set<String> subjects = new TreeSet<>();
    for (Vector vector : vectors()) {
      named.add(vector.name());
      subjects.add(vector.name().split("\\.", 2)[0]);
    }
    Set<String> sampled = new TreeSet<>(FRAMES.keySet());
    sampled.addAll(VALUES.keySet());
    assertThat(named).isEqualTo(sampled);

    assertThat(subjects).containsAll(constantsOf(Codecs.class));
    assertThat(subjects)
        .containsAll(constantsOf(Class.forName("io.tightwire.internal.wire.FrameType")));
  }

  private static Set<String> constantsOf(Class<?> type) {
    return Arrays.stream(type.getDeclaredFields())
        .filter(field -> field.getType() == int.class || field.getType() == Codec.class)
        .map(Field::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void pythonReadsAndWritesTheSame() throws Exception {
    Python.require();
    ChildProcess golden = ChildProcess.startScript("golden.py", VECTORS.toString());
    int exit = golden.awaitExit();
    golden.await(vectors().size() + " vectors, ");
    assertThat(exit).as(golden::toString).isZero();
  }

  /** Returns a value of any type in the file's notation. */
  private static String meaning(byte[] bytes) throws IOException {
    try (MessageUnpacker in = MessagePack.newDefaultUnpacker(bytes)) {
      String meaning = meaning(in);
      assertThat(in.hasNext()).isFalse();
      return meaning;
    }
  }

  private static String meaning(MessageUnpacker in) throws IOException {
    MessageFormat format = in.getNextFormat();
    return switch (format.getValueType()) {
      case NIL -> {
        in.unpackNil();
        yield "null";
      }
      case STRING -> '"' + in.unpackString() + '"';
      case FLOAT ->
          format == MessageFormat.FLOAT32
              ? "{\"single\": " + in.unpackFloat() + '}'
              : String.valueOf(in.unpackDouble());
      case BINARY -> {
        byte[] content = in.readPayload(in.unpackBinaryHeader());
        yield "{\"bin\": \"" + HEX.formatHex(content) + "\"}";
      }
      case EXTENSION -> {
        Instant time = in.unpackTimestamp();
        yield "{\"time\": [" + time.getEpochSecond() + ", " + time.getNano() + "]}";
      }
      case ARRAY -> {
        StringBuilder text = new StringBuilder();
        for (int left = in.unpackArrayHeader(); left > 0; left--) {
          text.append(text.isEmpty() ? "" : ", ").append(meaning(in));
        }
        yield "[" + text + ']';
      }
      case MAP -> {
        StringBuilder text = new StringBuilder();
        for (int left = in.unpackMapHeader(); left > 0; left--) {
          text.append(text.isEmpty() ? "" : ", ").append(meaning(in)).append(": ");
          text.append(meaning(in));
        }
        yield "{" + text + '}';
      }
      default -> in.unpackValue().toString();
    };
  }
}
