package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RemoteStream;
import io.tightwire.RpcServer;
import io.tightwire.it.Mirror.Boxes;
import io.tightwire.it.Mirror.Colour;
import io.tightwire.it.Mirror.Names;
import io.tightwire.it.Mirror.Numbers;
import io.tightwire.it.Mirror.Page;
import io.tightwire.it.Mirror.Primitives;
import io.tightwire.it.Mirror.Shape;
import io.tightwire.it.Mirror.Times;
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
import java.time.ZonedDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tests that values come back unchanged. */
@SuppressWarnings("NullAway.Init") // set before each scenario
final class MirrorTest extends Scenario {

  private static final Names NAMES =
      new Names(new UUID(1, -1), URI.create("https://example.org/a?b=c#d"), Colour.GREEN);

  private MirrorStub mirror;

  @BeforeEach
  void startMirror() {
    RpcServer server = start(RpcServer.builder().service(new MirrorSkeleton(new Reflection())));
    mirror = new MirrorStub(connect(server));
  }

  @Test
  void primitivesOfEverySize() {
    assertThat(
            mirror
                .primitives(
                    true,
                    Byte.MIN_VALUE,
                    Short.MIN_VALUE,
                    '\uffff',
                    Integer.MIN_VALUE,
                    Long.MIN_VALUE,
                    Float.MIN_VALUE,
                    Double.NaN)
                .remote())
        .isEqualTo(
            new Primitives(
                true,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                '\uffff',
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Float.MIN_VALUE,
                Double.NaN));
    assertThat(mirror.larger(Long.MAX_VALUE, 0).remote()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void textOfEveryScript() {
    String text = "Grüezi, Ζωή, שלום, 你好, 👩‍🚀, \0, \n";

    assertThat(mirror.text(text).remote()).isEqualTo(text);
    assertThat(mirror.text("").remote()).isEmpty();
    assertThat(mirror.blocking().text(null)).isNull();
    assertThat(mirror.text(text.repeat(50_000)).remote()).isEqualTo(text.repeat(50_000));
  }

  @Test
  void bytesAndBuffers() {
    byte[] bytes = new byte[70_000];
    new Random(1).nextBytes(bytes);

    assertThat(mirror.bytes(bytes).remote()).isEqualTo(bytes);
    assertThat(mirror.bytes(new byte[0]).remote()).isEmpty();
    assertThat(mirror.buffer(ByteBuffer.wrap(bytes, 10, 100)).remote())
        .isEqualTo(ByteBuffer.wrap(bytes, 10, 100));
  }

  @Test
  void numbersBeyondLong() {
    BigInteger huge = BigInteger.TWO.pow(300).negate();
    BigDecimal exact = new BigDecimal("-12345678901234567890.1234567890000");

    assertThat(mirror.numbers(huge, exact).remote()).isEqualTo(new Numbers(huge, exact));
  }

  @Test
  void timesKeepTheirZonesAndNanoseconds() {
    Times times =
        new Times(
            Instant.parse("1815-12-10T01:02:03.000000004Z"),
            Duration.ofDays(-3).plusNanos(1),
            LocalDate.of(2024, 2, 29),
            LocalTime.MAX,
            LocalDateTime.MIN,
            OffsetDateTime.parse("2026-07-01T12:00:00.5+05:30"),
            ZonedDateTime.parse("2026-10-25T02:30+01:00[Europe/Zurich]"),
            ZoneId.of("America/St_Johns"));

    assertThat(mirror.times(times).remote()).isEqualTo(times);
    assertThat(mirror.instant(Instant.EPOCH).remote()).isEqualTo(Instant.EPOCH);
  }

  @Test
  void enumsAreTheSameConstants() {
    for (Colour colour : Colour.values()) {
      assertThat(mirror.colour(colour).remote()).isSameAs(colour);
    }
  }

  @Test
  void whatIsMissingStaysMissing() {
    Boxes none = new Boxes(null, null, null, null, null, null, Optional.empty());
    Boxes all = new Boxes(true, 1, 2L, 3.5, "four", Colour.BLUE, Optional.of(6));

    assertThat(mirror.boxes(none).remote()).isEqualTo(none);
    assertThat(mirror.boxes(all).remote()).isEqualTo(all);
    assertThat(mirror.optional(Optional.empty()).remote()).isEmpty();
    assertThat(mirror.optional(Optional.of(NAMES)).remote()).contains(NAMES);
  }

  @Test
  void containersInContainersKeepTheirOrder() {
    Map<String, List<Optional<Colour>>> containers = new LinkedHashMap<>();
    containers.put("z", List.of(Optional.of(Colour.RED), Optional.empty()));
    containers.put("a", List.of());

    Map<String, List<Optional<Colour>>> returned = mirror.containers(containers).remote();

    assertThat(returned).isEqualTo(containers);
    assertThat(returned.keySet()).containsExactly("z", "a");
  }

  @Test
  void setsKeepTheirElements() {
    assertThat(mirror.set(Set.of(Colour.RED, Colour.GREEN)).remote())
        .containsExactlyInAnyOrder(Colour.RED, Colour.GREEN);
    assertThat(mirror.set(Set.of()).remote()).isEmpty();
  }

  @Test
  void sealedTypesComeBackAsTheCaseTheyWere() {
    Shape group =
        new Shape.Group(
            List.of(
                new Shape.Circle(1.5),
                new Shape.Group(List.of()),
                new Shape.Group(List.of(Shape.Degenerate.POINT))));

    assertThat(mirror.shape(group).remote()).isEqualTo(group);
    assertThat(mirror.shape(Shape.Degenerate.POINT).remote()).isSameAs(Shape.Degenerate.POINT);
  }

  @Test
  void genericRecordsKeepTheirTypeArguments() {
    Page<Names> page = new Page<>(List.of(NAMES), Optional.of(NAMES), 2);

    assertThat(mirror.page(page).remote()).isEqualTo(page);
    assertThat(mirror.blocking().page(new Page<>(List.of(), Optional.empty(), 0)).items())
        .isEmpty();
  }

  @Test
  void arraysOfEveryDepth() {
    int[][] matrix = {{1, -2}, {}, {Integer.MAX_VALUE}};

    assertThat(mirror.matrix(matrix).remote()).isDeepEqualTo(matrix);
    assertThat(mirror.array(NAMES, NAMES).remote()).containsExactly(NAMES, NAMES);
    assertThat(mirror.array().remote()).isEmpty();
  }

  @Test
  void streamsCarryStructures() {
    try (RemoteStream<Names> names = mirror.stream(List.of(NAMES, NAMES)).remoteStreaming()) {
      assertThat(names.next()).isEqualTo(NAMES);
      assertThat(names.next()).isEqualTo(NAMES);
      assertThat(names.hasNext()).isFalse();
    }
  }

  @Test
  void everythingWorksThroughTheBlockingViewToo() {
    Mirror view = mirror.blocking();

    assertThat(view.names(NAMES.uuid(), NAMES.uri(), NAMES.colour())).isEqualTo(NAMES);
    assertThat(view.stream(List.of(NAMES))).containsExactly(NAMES);
  }
}
