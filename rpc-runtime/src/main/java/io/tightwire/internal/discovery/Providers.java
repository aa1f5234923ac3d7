package io.tightwire.internal.discovery;

import java.util.Iterator;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the provider of a scheme: first with the context class loader, then with that of this
 * library. A provider that can't be loaded is an error only if no other has the scheme. Confined to
 * one thread.
 *
 * @param <P> {@code ResolverProvider} or {@code RegistrarProvider}
 */
final class Providers<P> {

  /** The most providers that fail to load before the search ends. */
  private static final int MAX_FAILURES = 100;

  private final Class<P> type;
  private final Function<P, String> schemeOf;
  private int failures;
  private @Nullable Throwable failure;

  Providers(Class<P> type, Function<P, String> schemeOf) {
    this.type = type;
    this.schemeOf = schemeOf;
  }

  /** Returns the provider of a scheme; null if there is none. */
  @Nullable P find(String scheme) {
    ClassLoader context = Thread.currentThread().getContextClassLoader();
    ClassLoader own = Providers.class.getClassLoader();
    P found = find(scheme, context);
    return found != null || own == context ? found : find(scheme, own);
  }

  /** Returns what was thrown by the first provider that could not be loaded; null if all could. */
  @Nullable Throwable failure() {
    return failure;
  }

  private @Nullable P find(String scheme, @Nullable ClassLoader loader) {
    Iterator<P> all = ServiceLoader.load(type, loader).iterator();
    while (failures < MAX_FAILURES) {
      try {
        if (!all.hasNext()) {
          return null;
        }
        P provider = all.next();
        if (scheme.equals(schemeOf.apply(provider))) {
          return provider;
        }
      } catch (ServiceConfigurationError | LinkageError | RuntimeException e) {
        failures++;
        failure = failure == null ? e : failure;
      }
    }
    return null;
  }
}
