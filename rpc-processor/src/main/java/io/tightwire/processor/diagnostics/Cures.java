package io.tightwire.processor.diagnostics;

import java.util.Map;

/** What to use instead of types that people often reach for. Immutable. */
final class Cures {

  private static final String ANY = "Use a record.";

  private static final Map<String, String> BY_TYPE =
      Map.ofEntries(
          Map.entry("java.util.Date", "Use Instant or a record."),
          Map.entry("java.util.Calendar", "Use ZonedDateTime."),
          Map.entry("java.sql.Date", "Use LocalDate."),
          Map.entry("java.sql.Time", "Use LocalTime."),
          Map.entry("java.sql.Timestamp", "Use Instant."),
          Map.entry("java.util.TimeZone", "Use ZoneId."),
          Map.entry("java.time.ZoneOffset", "Use ZoneId."),
          Map.entry("java.time.Year", "Use int."),
          Map.entry("java.time.YearMonth", "Use LocalDate or a record."),
          Map.entry("java.util.Locale", "Use String with the language tag."),
          Map.entry("java.util.Currency", "Use String with the currency code."),
          Map.entry("java.net.URL", "Use URI."),
          Map.entry("java.io.File", "Use String with the path."),
          Map.entry("java.nio.file.Path", "Use String with the path."),
          Map.entry("java.io.InputStream", "Use byte[], or return Stream<byte[]>."),
          Map.entry("java.lang.CharSequence", "Use String."),
          Map.entry("java.lang.StringBuilder", "Use String."),
          Map.entry("java.lang.Number", "Use long, double or BigDecimal."),
          Map.entry(
              "java.lang.Object", "Use the type itself, or a sealed interface of what it may be."),
          Map.entry("java.util.ArrayList", "Use List."),
          Map.entry("java.util.LinkedList", "Use List."),
          Map.entry("java.lang.Iterable", "Use List."),
          Map.entry("java.util.HashSet", "Use Set."),
          Map.entry("java.util.LinkedHashSet", "Use Set."),
          Map.entry("java.util.TreeSet", "Use Set."),
          Map.entry("java.util.SortedSet", "Use Set."),
          Map.entry("java.util.HashMap", "Use Map."),
          Map.entry("java.util.LinkedHashMap", "Use Map."),
          Map.entry("java.util.TreeMap", "Use Map."),
          Map.entry("java.util.SortedMap", "Use Map."));

  private Cures() {}

  /** A sentence for the type, which may have type arguments. */
  static String forType(String type) {
    int arguments = type.indexOf('<');
    return BY_TYPE.getOrDefault(arguments < 0 ? type : type.substring(0, arguments), ANY);
  }
}
