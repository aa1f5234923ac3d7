package io.tightwire;

import java.io.Serial;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that failed. Every failure, in every mode, is one of the subclasses in this package. The
 * message names the method, the peer, the cause and, where there is one, the fix.
 *
 * <pre>{@code
 * try {
 *   calculator.withdraw("acc-1", new BigDecimal("1000")).remote();
 * } catch (RpcRemoteException e) {
 *   System.out.println(e.getMessage()); // says method, endpoint, type and the handler's message
 *   if (e.getCause() instanceof InsufficientFundsException declared) {
 *     System.out.println("only " + declared.balance());
 *   }
 * } catch (RpcException e) {
 *   System.out.println(e.status() + ", safe to retry: " + !e.mayHaveExecuted());
 * }
 * }</pre>
 *
 * <p>Thread-safe, as all exceptions are.
 */
public abstract class RpcException extends RuntimeException {

  @Serial private static final long serialVersionUID = 1L;

  /** Why it failed. */
  private final RpcStatus status;

  /** Whether the handler may have started. */
  private final boolean mayHaveExecuted;

  /**
   * For the subclasses of this package.
   *
   * @param status how the call ended
   * @param message what happened
   * @param cause what caused it, if known
   * @param mayHaveExecuted whether the handler may have started
   */
  RpcException(
      RpcStatus status, String message, @Nullable Throwable cause, boolean mayHaveExecuted) {
    super(message, cause);
    this.status = status;
    this.mayHaveExecuted = mayHaveExecuted;
  }

  /**
   * How the call ended.
   *
   * @return the status
   */
  public final RpcStatus status() {
    return status;
  }

  /**
   * Whether the handler may have started. Never wrong in the direction of "no": after {@code false}
   * the call can safely be made again.
   *
   * @return false only if the handler has not run and never will
   */
  public final boolean mayHaveExecuted() {
    return mayHaveExecuted;
  }

  /**
   * Returns the class name of the exception that the handler threw.
   *
   * @return the name; empty unless the failure happened in a handler
   */
  public Optional<String> remoteType() {
    return Optional.empty();
  }

  /**
   * Returns the handler's stack trace, as the server printed it.
   *
   * @return the text; empty unless the failure happened in a handler and the server {@linkplain
   *     RpcServer.Builder#exposeStackTraces exposes} stack traces
   */
  public Optional<String> remoteStackTrace() {
    return Optional.empty();
  }
}
