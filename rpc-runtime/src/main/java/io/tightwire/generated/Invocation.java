package io.tightwire.generated;

import org.jspecify.annotations.Nullable;

/**
 * A call whose arguments are decoded, ready to run. Used once, by one handler thread.
 *
 * <p>Confined to the handler thread.
 *
 * @param <R> what the implementation returns
 */
@FunctionalInterface
public interface Invocation<R> {

  /**
   * Calls the implementation.
   *
   * @return what it returned
   * @throws Throwable what it threw
   */
  @Nullable R invoke() throws Throwable;
}
