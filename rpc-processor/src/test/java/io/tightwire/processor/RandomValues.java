package io.tightwire.processor;

import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
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
import java.util.Collection;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Creates values of any type that can be sent, from a seed. Confined to one test. */
final class RandomValues {

  private static final int MAX_DEPTH = 6;

  private final Random random;
  private final boolean nulls;
  private final Map<Class<?>, Supplier<Object>> scalars = new HashMap<>();

  RandomValues(long seed, boolean nulls) {
    this.random = new Random(seed);
    this.nulls = nulls;
    scalar(random::nextBoolean, boolean.class, Boolean.class);
    scalar(() -> (byte) random.nextInt(), byte.class, Byte.class);
    scalar(() -> (short) random.nextInt(), short.class, Short.class);
    scalar(() -> (char) random.nextInt(), char.class, Character.class);
    scalar(() -> (int) number(), int.class, Integer.class);
    scalar(this::number, long.class, Long.class);
    scalar(() -> Float.intBitsToFloat(random.nextInt()), float.class, Float.class);
    scalar(() -> Double.longBitsToDouble(random.nextLong()), double.class, Double.class);
    scalar(this::text, String.class);
    scalar(this::bytes, byte[].class);
    scalar(() -> ByteBuffer.wrap(bytes()), ByteBuffer.class);
    scalar(() -> new BigInteger(random.nextInt(200), random), BigInteger.class);
    scalar(() -> new BigDecimal(BigInteger.valueOf(number()), random.nextInt(9)), BigDecimal.class);
    scalar(() -> new UUID(random.nextLong(), random.nextLong()), UUID.class);
    scalar(this::instant, Instant.class);
    scalar(() -> Duration.ofSeconds(number() >> 8, random.nextInt(999_999_999)), Duration.class);
    scalar(() -> dateTime().toLocalDate(), LocalDate.class);
    scalar(() -> dateTime().toLocalTime(), LocalTime.class);
    scalar(this::dateTime, LocalDateTime.class);
    scalar(() -> dateTime().atOffset(offset()), OffsetDateTime.class);
    scalar(() -> dateTime().atZone(ZoneId.of("Europe/Lisbon")), ZonedDateTime.class);
    scalar(() -> random.nextBoolean() ? ZoneId.of("Asia/Tokyo") : offset(), ZoneId.class);
    scalar(() -> URI.create("urn:" + random.nextInt()), URI.class);
    scalar(() -> Currency.getInstance(random.nextBoolean() ? "EUR" : "CHF"), Currency.class);
    scalar(() -> random.nextBoolean() ? Locale.ROOT : Locale.CANADA_FRENCH, Locale.class);
  }

  private void scalar(Supplier<Object> supplier, Class<?>... types) {
    for (Class<?> type : types) {
      scalars.put(type, supplier);
    }
  }

  /**
   * Returns a value of the type. It holds null only if that was asked for, and is never null
   * itself.
   */
  Object of(Type type) {
    return of(type, Map.of(), 0);
  }

  private @Nullable Object part(Type type, Map<TypeVariable<?>, Type> bindings, int depth) {
    boolean primitive = type instanceof Class<?> c && c.isPrimitive();
    boolean mayBeNull = nulls && !primitive && !isOptional(type);
    boolean tooDeep = depth > MAX_DEPTH && mayBeNull;
    return tooDeep || (mayBeNull && random.nextInt(6) == 0) ? null : of(type, bindings, depth + 1);
  }

  private static boolean isOptional(Type type) {
    Type raw = type instanceof ParameterizedType p ? p.getRawType() : type;
    return raw == Optional.class
        || raw == OptionalInt.class
        || raw == OptionalLong.class
        || raw == OptionalDouble.class;
  }

  private Object of(Type type, Map<TypeVariable<?>, Type> bindings, int depth) {
    if (type instanceof TypeVariable<?> variable) {
      return of(resolve(variable, bindings), Map.of(), depth);
    }
    if (type instanceof GenericArrayType array) {
      return array(resolve(array.getGenericComponentType(), bindings), bindings, depth);
    }
    if (type instanceof ParameterizedType generic) {
      return generic(generic, bindings, depth);
    }
    Class<?> raw = (Class<?>) type;
    if (scalars.containsKey(raw)) {
      return scalars.get(raw).get();
    }
    if (raw == OptionalInt.class) {
      return random.nextBoolean() ? OptionalInt.empty() : OptionalInt.of(random.nextInt());
    }
    if (raw == OptionalLong.class) {
      return random.nextBoolean() ? OptionalLong.empty() : OptionalLong.of(number());
    }
    if (raw == OptionalDouble.class) {
      return random.nextBoolean() ? OptionalDouble.empty() : OptionalDouble.of(random.nextDouble());
    }
    return raw.isArray()
        ? array(raw.getComponentType(), bindings, depth)
        : define(raw, Map.of(), depth);
  }

  private Object generic(ParameterizedType type, Map<TypeVariable<?>, Type> outer, int depth) {
    Class<?> raw = (Class<?>) type.getRawType();
    Type first = resolve(type.getActualTypeArguments()[0], outer);
    int size = depth > MAX_DEPTH ? 0 : random.nextInt(4);
    if (raw == Optional.class) {
      return depth > MAX_DEPTH || random.nextBoolean()
          ? Optional.empty()
          : Optional.of(of(first, outer, depth + 1));
    }
    if (raw == List.class || raw == Collection.class || raw == Set.class) {
      Collection<@Nullable Object> values =
          raw == Set.class ? new LinkedHashSet<>() : new ArrayList<>();
      for (int i = 0; i < size; i++) {
        values.add(part(first, outer, depth));
      }
      return values;
    }
    if (raw == Map.class) {
      Type second = resolve(type.getActualTypeArguments()[1], outer);
      Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
      for (int i = 0; i < size; i++) {
        values.put(part(first, outer, depth), part(second, outer, depth));
      }
      return values;
    }
    Map<TypeVariable<?>, Type> bindings = new HashMap<>();
    for (int i = 0; i < raw.getTypeParameters().length; i++) {
      bindings.put(raw.getTypeParameters()[i], resolve(type.getActualTypeArguments()[i], outer));
    }
    return define(raw, bindings, depth);
  }

  private static Type resolve(Type type, Map<TypeVariable<?>, Type> bindings) {
    if (type instanceof WildcardType wildcard) {
      return resolve(wildcard.getUpperBounds()[0], bindings);
    }
    return type instanceof TypeVariable<?> variable
        ? Objects.requireNonNull(bindings.get(variable))
        : type;
  }

  private Object array(Type component, Map<TypeVariable<?>, Type> bindings, int depth) {
    int size = depth > MAX_DEPTH ? 0 : random.nextInt(4);
    Object array = Array.newInstance(raw(component), size);
    for (int i = 0; i < size; i++) {
      Array.set(array, i, part(component, bindings, depth));
    }
    return array;
  }

  private static Class<?> raw(Type type) {
    if (type instanceof GenericArrayType array) {
      return raw(array.getGenericComponentType()).arrayType();
    }
    return type instanceof ParameterizedType generic
        ? (Class<?>) generic.getRawType()
        : (Class<?>) type;
  }

  private Object define(Class<?> type, Map<TypeVariable<?>, Type> bindings, int depth) {
    if (type.isEnum()) {
      return type.getEnumConstants()[random.nextInt(type.getEnumConstants().length)];
    }
    if (type.isSealed()) {
      List<Case> cases = Case.all(type, bindings);
      // The first case must not be recursive, so that values end.
      Case chosen = cases.get(depth > MAX_DEPTH ? 0 : random.nextInt(cases.size()));
      return define(chosen.type(), chosen.bindings(), depth);
    }
    RecordComponent[] components = type.getRecordComponents();
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < values.length; i++) {
      Type component = components[i].getGenericType();
      values[i] = part(resolve(component, bindings), bindings, depth);
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructors()[0];
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      // A constructor that checks its values: try others.
      return define(type, bindings, depth);
    }
  }

  /**
   * A type that a sealed interface permits, and whether it fits the given type arguments.
   * Immutable.
   */
  private record Case(Class<?> type, Map<TypeVariable<?>, Type> bindings, boolean fits) {

    /** Returns the permitted types that fit, also those below sealed ones. */
    static List<Case> all(Class<?> sealedType, Map<TypeVariable<?>, Type> bindings) {
      return Stream.of(sealedType.getPermittedSubclasses())
          .map(permitted -> of(permitted, sealedType, bindings))
          .filter(Case::fits)
          .flatMap(c -> c.type.isSealed() ? all(c.type, c.bindings).stream() : Stream.of(c))
          .toList();
    }

    private static Case of(Class<?> type, Class<?> parent, Map<TypeVariable<?>, Type> arguments) {
      Map<TypeVariable<?>, Type> bindings = new HashMap<>();
      boolean fits = true;
      for (Type implemented : type.getGenericInterfaces()) {
        if (implemented instanceof ParameterizedType generic && generic.getRawType() == parent) {
          for (int i = 0; i < parent.getTypeParameters().length; i++) {
            Type actual = Objects.requireNonNull(arguments.get(parent.getTypeParameters()[i]));
            fits &= bind(generic.getActualTypeArguments()[i], actual, bindings);
          }
        }
      }
      return new Case(type, bindings, fits);
    }

    private static boolean bind(Type declared, Type actual, Map<TypeVariable<?>, Type> bindings) {
      if (declared instanceof TypeVariable<?> variable) {
        Type former = bindings.putIfAbsent(variable, actual);
        return (former == null || former.equals(actual))
            && Stream.of(variable.getBounds())
                .allMatch(bound -> raw(bound).isAssignableFrom(raw(actual)));
      }
      if (declared instanceof GenericArrayType array) {
        return actual instanceof Class<?> type
            && type.isArray()
            && bind(array.getGenericComponentType(), type.getComponentType(), bindings);
      }
      if (declared instanceof ParameterizedType generic
          && actual instanceof ParameterizedType other) {
        boolean same = generic.getRawType() == other.getRawType();
        for (int i = 0; same && i < generic.getActualTypeArguments().length; i++) {
          same =
              bind(
                  generic.getActualTypeArguments()[i], other.getActualTypeArguments()[i], bindings);
        }
        return same;
      }
      return declared.equals(actual);
    }
  }

  private long number() {
    return random.nextLong() >> random.nextInt(64);
  }

  private byte[] bytes() {
    byte[] bytes = new byte[random.nextInt(40)];
    random.nextBytes(bytes);
    return bytes;
  }

  private String text() {
    return random
        .ints(random.nextInt(40), 0, 0x11000)
        .filter(c -> !(c >= 0xd800 && c <= 0xdfff))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private Instant instant() {
    return Instant.ofEpochSecond(number() >> 16, random.nextInt(1_000_000_000));
  }

  private LocalDateTime dateTime() {
    return LocalDateTime.ofEpochSecond(
        random.nextInt(), random.nextInt(1_000_000_000), ZoneOffset.UTC);
  }

  private ZoneOffset offset() {
    return ZoneOffset.ofTotalSeconds(random.nextInt(36_000) - 18_000);
  }
}
