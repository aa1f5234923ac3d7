package io.tightwire.codec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of every standard type with their bytes, worked out by hand from the specification. */
final class Samples {

  private static final LocalDate LEAP_DAY = LocalDate.of(2024, 2, 29);
  private static final LocalTime LATE = LocalTime.of(23, 59, 59, 1);
  private static final String LEAP_NIGHT = "cd07e8 02 1d 17 3b 3b 01";

  private Samples() {}

  record Sample<T>(String name, Codec<T> codec, T value, String hex) {
    byte[] bytes() {
      return Wire.bytes(hex);
    }

    @Override
    public String toString() {
      return name + ' ' + value;
    }
  }

  static Stream<Sample<?>> all() {
    return Stream.of(
        new Sample<>("BOOLEAN", Codecs.BOOLEAN, true, "c3"),
        new Sample<>("BOOLEAN", Codecs.BOOLEAN, false, "c2"),
        new Sample<>("BYTE", Codecs.BYTE, (byte) -128, "d080"),
        new Sample<>("SHORT", Codecs.SHORT, (short) 300, "cd012c"),
        new Sample<>("CHAR", Codecs.CHAR, 'A', "41"),
        new Sample<>("CHAR", Codecs.CHAR, '\uD800', "cdd800"),
        new Sample<>("INT", Codecs.INT, -1, "ff"),
        new Sample<>("INT", Codecs.INT, -33, "d0df"),
        new Sample<>("LONG", Codecs.LONG, Long.MIN_VALUE, "d38000000000000000"),
        new Sample<>("FLOAT", Codecs.FLOAT, 1.5f, "ca3fc00000"),
        new Sample<>("DOUBLE", Codecs.DOUBLE, -2.5, "cbc004000000000000"),
        new Sample<>("STRING", Codecs.STRING, "héllo", "a6 68c3a96c6c6f"),
        new Sample<>("BYTES", Codecs.BYTES, new byte[] {1, 2}, "c4020102"),
        new Sample<>("BYTE_BUFFER", Codecs.BYTE_BUFFER, ByteBuffer.wrap(new byte[3]), "c403000000"),
        new Sample<>("BIG_INTEGER", Codecs.BIG_INTEGER, BigInteger.valueOf(256), "c4020100"),
        new Sample<>("BIG_INTEGER", Codecs.BIG_INTEGER, BigInteger.ONE.negate(), "c401ff"),
        new Sample<>("BIG_INTEGER", Codecs.BIG_INTEGER, BigInteger.ZERO, "c40100"),
        new Sample<>("BIG_DECIMAL", Codecs.BIG_DECIMAL, new BigDecimal("12.50"), "92 c40204e2 02"),
        new Sample<>("BIG_DECIMAL", Codecs.BIG_DECIMAL, new BigDecimal("-1E+3"), "92 c401ff fd"),
        new Sample<>(
            "UUID",
            Codecs.UUID,
            UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"),
            "c410 00112233445566778899aabbccddeeff"),
        new Sample<>("INSTANT", Codecs.INSTANT, Instant.ofEpochSecond(1), "d6ff00000001"),
        new Sample<>(
            "INSTANT", Codecs.INSTANT, Instant.ofEpochSecond(1, 1), "d7ff0000000400000001"),
        new Sample<>("DURATION", Codecs.DURATION, Duration.ofMillis(1500), "92 01 ce1dcd6500"),
        new Sample<>("DURATION", Codecs.DURATION, Duration.ofNanos(-1), "92 ff ce3b9ac9ff"),
        new Sample<>("LOCAL_DATE", Codecs.LOCAL_DATE, LEAP_DAY, "93 cd07e8 02 1d"),
        new Sample<>("LOCAL_TIME", Codecs.LOCAL_TIME, LATE, "94 17 3b 3b 01"),
        new Sample<>(
            "LOCAL_DATE_TIME",
            Codecs.LOCAL_DATE_TIME,
            LocalDateTime.of(LEAP_DAY, LATE),
            "97" + LEAP_NIGHT),
        new Sample<>(
            "OFFSET_DATE_TIME",
            Codecs.OFFSET_DATE_TIME,
            OffsetDateTime.of(LEAP_DAY, LATE, ZoneOffset.ofHours(-1)),
            "98" + LEAP_NIGHT + "d1f1f0"),
        new Sample<>(
            "ZONED_DATE_TIME",
            Codecs.ZONED_DATE_TIME,
            ZonedDateTime.of(LEAP_DAY, LATE, ZoneId.of("Europe/Berlin")),
            "99" + LEAP_NIGHT + "cd0e10 ad 4575726f70652f4265726c696e"),
        new Sample<>(
            "ZONED_DATE_TIME",
            Codecs.ZONED_DATE_TIME,
            ZonedDateTime.of(LEAP_DAY, LATE, ZoneOffset.UTC),
            "99" + LEAP_NIGHT + "00 a1 5a"),
        new Sample<>("ZONE_ID", Codecs.ZONE_ID, ZoneId.of("Asia/Tokyo"), "aa 417369612f546f6b796f"),
        new Sample<>("ZONE_ID", Codecs.ZONE_ID, ZoneOffset.ofHours(2), "a6 2b30323a3030"),
        new Sample<>("URI", Codecs.URI, URI.create("http://a/b"), "aa 687474703a2f2f612f62"),
        new Sample<>(
            "TREE",
            TREE,
            new Tree("a", List.of(new Tree("b", List.of(), Map.of())), Map.of("k", 7L)),
            "93 a161 91 93 a162 90 80 81 a16b 07"));
  }

  /** A record that contains itself, with codecs such as generated code has them. */
  record Tree(@Nullable String name, List<@Nullable Tree> children, Map<String, Long> counts) {}

  static final Codec<Tree> TREE = Codec.of(Samples::writeTree, Samples::readTree);

  private static void writeTree(WireWriter out, @Nullable Tree tree) {
    if (tree == null) {
      out.writeNil();
      return;
    }
    out.beginArray(3);
    out.writeString(tree.name());
    out.beginArray(tree.children().size());
    for (Tree child : tree.children()) {
      writeTree(out, child);
    }
    out.endArray();
    out.beginMap(tree.counts().size());
    for (Map.Entry<String, Long> count : tree.counts().entrySet()) {
      out.writeString(count.getKey());
      out.writeLong(count.getValue());
    }
    out.endMap();
    out.endArray();
  }

  private static @Nullable Tree readTree(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int fields = in.beginArray();
    String name = fields > 0 ? in.readString() : null;
    List<@Nullable Tree> children = fields > 1 ? readChildren(in) : List.of();
    Map<String, Long> counts = fields > 2 ? readCounts(in) : Map.of();
    in.endArray(fields - 3);
    return new Tree(name, children, counts);
  }

  private static List<@Nullable Tree> readChildren(WireReader in) {
    int count = in.beginArray();
    List<@Nullable Tree> children = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      children.add(readTree(in));
    }
    in.endArray(0);
    return children;
  }

  private static Map<String, Long> readCounts(WireReader in) {
    int count = in.beginMap();
    Map<String, Long> counts = new LinkedHashMap<>(count * 2);
    for (int i = 0; i < count; i++) {
      counts.put(String.valueOf(in.readString()), in.readLong());
    }
    in.endMap();
    return counts;
  }
}
