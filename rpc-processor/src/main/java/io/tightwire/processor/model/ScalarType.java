package io.tightwire.processor.model;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reference types that are sent as one value. Each constant has the name of its codec in the
 * runtime's {@code Codecs}: to add a scalar, add the codec there and a line here. Immutable.
 */
public enum ScalarType {
  BOOLEAN("java.lang.Boolean"),
  BYTE("java.lang.Byte"),
  SHORT("java.lang.Short"),
  CHAR("java.lang.Character"),
  INT("java.lang.Integer"),
  LONG("java.lang.Long"),
  FLOAT("java.lang.Float"),
  DOUBLE("java.lang.Double"),
  STRING("java.lang.String"),
  BYTES("byte[]"),
  BYTE_BUFFER("java.nio.ByteBuffer"),
  BIG_INTEGER("java.math.BigInteger"),
  BIG_DECIMAL("java.math.BigDecimal"),
  UUID("java.util.UUID"),
  INSTANT("java.time.Instant"),
  DURATION("java.time.Duration"),
  LOCAL_DATE("java.time.LocalDate"),
  LOCAL_TIME("java.time.LocalTime"),
  LOCAL_DATE_TIME("java.time.LocalDateTime"),
  OFFSET_DATE_TIME("java.time.OffsetDateTime"),
  ZONED_DATE_TIME("java.time.ZonedDateTime"),
  ZONE_ID("java.time.ZoneId"),
  URI("java.net.URI");

  private static final Map<String, ScalarType> BY_NAME =
      Stream.of(values()).collect(toUnmodifiableMap(ScalarType::javaName, identity()));

  private final String javaName;

  ScalarType(String javaName) {
    this.javaName = javaName;
  }

  /** Returns the scalar with a fully qualified name, if there is one. */
  public static Optional<ScalarType> named(String javaName) {
    return Optional.ofNullable(BY_NAME.get(javaName));
  }

  /** Returns the fully qualified name of the Java type. */
  public String javaName() {
    return javaName;
  }

  /**
   * Returns whether the JDK's hash tables stay fast even if many keys of this type have the same
   * hash code. They keep keys in order that are comparable with their own class; and arrays differ
   * by identity.
   */
  public boolean isOrderedKey() {
    return switch (this) {
      case BYTE_BUFFER, BIG_DECIMAL, LOCAL_DATE, LOCAL_DATE_TIME, ZONED_DATE_TIME, ZONE_ID -> false;
      default -> true;
    };
  }

  /** Returns the Java type without its package. */
  public String simpleName() {
    return this == BYTES ? "Bytes" : javaName.substring(javaName.lastIndexOf('.') + 1);
  }
}
