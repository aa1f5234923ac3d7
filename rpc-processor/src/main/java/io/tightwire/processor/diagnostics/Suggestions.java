package io.tightwire.processor.diagnostics;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Suggests what to use instead of a type that has no codec. Stateless, and thread-safe. */
final class Suggestions {

  private static final String ANY =
      "Use a record; or write a codec and name it: @RpcService(codecs = …).";

  private static final String LIST = "Use List.";
  private static final String SET = "Use Set.";
  private static final String MAP = "Use Map.";
  private static final String FUTURE = "Return CompletableFuture.";
  private static final String PUBLISHER = "Return Flow.Publisher or Stream.";
  private static final String CODE =
      "Values are sent, code is not. To hand out values as they come, return Flow.Publisher or"
          + " Stream.";

  /** Suggestions by the name of a type, or of one that it extends or implements. */
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
          Map.entry(
              "java.io.InputStream",
              "Use byte[]; or Stream<byte[]>, returned or as the last parameter."),
          Map.entry("java.lang.CharSequence", "Use String."),
          Map.entry("java.lang.StringBuilder", "Use String."),
          Map.entry("java.lang.Number", "Use long, double or BigDecimal."),
          Map.entry("java.util.List", LIST),
          Map.entry("java.util.Queue", LIST),
          Map.entry("java.util.Set", SET),
          Map.entry("java.util.Map", MAP),
          Map.entry("java.util.Dictionary", MAP),
          Map.entry("java.util.Collection", LIST),
          Map.entry("java.lang.Iterable", LIST),
          Map.entry("java.util.Enumeration", LIST),
          Map.entry("java.util.Spliterator", LIST),
          Map.entry("java.util.stream.BaseStream", "Use Stream of the boxed type."),
          Map.entry("reactor.core.publisher.Mono", FUTURE),
          Map.entry("io.reactivex.rxjava3.core.Single", FUTURE),
          Map.entry("io.reactivex.rxjava3.core.Maybe", FUTURE),
          Map.entry("io.reactivex.rxjava3.core.Completable", "Return CompletableFuture<Void>."),
          Map.entry("io.reactivex.rxjava3.core.Observable", PUBLISHER),
          Map.entry("io.smallrye.mutiny.Uni", FUTURE),
          Map.entry("org.reactivestreams.Publisher", PUBLISHER),
          Map.entry("kotlinx.coroutines.flow.Flow", PUBLISHER),
          Map.entry("java.util.concurrent.CompletionStage", FUTURE),
          Map.entry("java.util.concurrent.Future", FUTURE),
          Map.entry(
              "kotlin.coroutines.Continuation",
              "A \"suspend\" function can't be remote: leave \"suspend\" out, or return"
                  + " CompletionStage."),
          Map.entry("java.util.concurrent.Flow.Subscriber", CODE),
          Map.entry("java.util.concurrent.Callable", CODE),
          Map.entry("java.lang.Runnable", CODE));

  /** The suggestion for {@code Object} itself, which every type extends. */
  private static final String OBJECT =
      "Use the type itself, or a sealed interface of what it may be.";

  private Suggestions() {}

  /**
   * Returns the suggestion for a type that has no codec.
   *
   * @param type the type, which may have type arguments
   * @param supertypes its supertypes, nearest first, without type arguments
   */
  static String forType(String type, List<String> supertypes) {
    String plain = plain(type);
    if (plain.equals("java.lang.Object")) {
      return OBJECT;
    }
    List<String> all = Stream.concat(Stream.of(plain), supertypes.stream()).toList();
    for (String each : all) {
      String suggestion = BY_TYPE.get(each);
      if (suggestion != null) {
        return suggestion;
      }
    }
    return all.stream().anyMatch(Suggestions::isFunction) ? CODE : ANY;
  }

  /**
   * Returns the suggestion for a stream, publisher or future that is in the wrong place.
   *
   * @param type the type
   * @param shown the type as the user writes it
   * @param isResult whether a method returns it
   */
  static String forAsynchronous(String type, String shown, boolean isResult) {
    boolean isFuture =
        switch (plain(type)) {
          case "java.util.concurrent.Future",
              "java.util.concurrent.CompletableFuture",
              "java.util.concurrent.CompletionStage" ->
              true;
          default -> false;
        };
    if (!isResult) {
      return isFuture ? "Use the value itself here." : "Use a List here.";
    }
    String arguments = shown.substring(shown.indexOf('<'));
    return isFuture
        ? "Return CompletableFuture%1$s or CompletionStage%1$s, which can say when they are done."
            .formatted(arguments)
        : "Return Stream%1$s or Flow.Publisher%1$s, which can be closed early, or List%1$s."
            .formatted(arguments);
  }

  private static boolean isFunction(String type) {
    return type.startsWith("java.util.function.") || type.startsWith("kotlin.jvm.functions.");
  }

  private static String plain(String type) {
    int arguments = type.indexOf('<');
    return arguments < 0 ? type : type.substring(0, arguments);
  }
}
