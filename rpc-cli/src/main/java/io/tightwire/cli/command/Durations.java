package io.tightwire.cli.command;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code 300ms}, {@code 5s}, {@code 2m}, {@code 1h} and {@code PT5S}. Stateless. */
final class Durations implements ITypeConverter<Duration> {

  @Override
  public Duration convert(String text) {
    Duration duration = parse(text);
    if (duration.isZero() || duration.isNegative()) {
      throw new TypeConversionException("a duration must be greater than zero, not " + text);
    }
    return duration;
  }

  private static Duration parse(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    try {
      if (lower.startsWith("pt")) {
        return Duration.parse(text);
      }
      return lower.endsWith("ms")
          ? Duration.ofMillis(Long.parseLong(lower.substring(0, lower.length() - 2)))
          : Duration.parse("PT" + lower);
    } catch (DateTimeParseException | NumberFormatException e) {
      throw new TypeConversionException("no duration: " + text + "; write 300ms, 5s, 2m or PT5S");
    }
  }
}
