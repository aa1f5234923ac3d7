package io.tightwire.internal.client;

import io.tightwire.RemoteCause;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Frame;
import java.util.ConcurrentModificationException;
import java.util.EmptyStackException;
import java.util.InputMismatchException;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates exceptions from ERROR frames. A class is never looked up by a name that a peer sent: the
 * names are compared with those of the exceptions that the method declares, and of the ones listed
 * here. Stateless; thread-safe.
 */
final class RemoteFailures {

  private static final Map<String, Function<@Nullable String, RuntimeException>> USUAL =
      Map.ofEntries(
          usual(ArithmeticException.class, ArithmeticException::new),
          usual(ArrayIndexOutOfBoundsException.class, ArrayIndexOutOfBoundsException::new),
          usual(ArrayStoreException.class, ArrayStoreException::new),
          usual(ClassCastException.class, ClassCastException::new),
          usual(IllegalArgumentException.class, IllegalArgumentException::new),
          usual(IllegalMonitorStateException.class, IllegalMonitorStateException::new),
          usual(IllegalStateException.class, IllegalStateException::new),
          usual(IndexOutOfBoundsException.class, IndexOutOfBoundsException::new),
          usual(NegativeArraySizeException.class, NegativeArraySizeException::new),
          usual(NullPointerException.class, NullPointerException::new),
          usual(NumberFormatException.class, NumberFormatException::new),
          usual(RuntimeException.class, RuntimeException::new),
          usual(SecurityException.class, SecurityException::new),
          usual(StringIndexOutOfBoundsException.class, StringIndexOutOfBoundsException::new),
          usual(UnsupportedOperationException.class, UnsupportedOperationException::new),
          usual(ConcurrentModificationException.class, ConcurrentModificationException::new),
          usual(EmptyStackException.class, message -> new EmptyStackException()),
          usual(InputMismatchException.class, InputMismatchException::new),
          usual(NoSuchElementException.class, NoSuchElementException::new),
          usual(CancellationException.class, CancellationException::new));

  private RemoteFailures() {}

  private static Map.Entry<String, Function<@Nullable String, RuntimeException>> usual(
      Class<? extends RuntimeException> type, Function<@Nullable String, RuntimeException> maker) {
    return Map.entry(type.getName(), maker);
  }

  static RpcException toException(
      MethodDescriptor<?> method,
      String endpoint,
      ServerFingerprints fingerprints,
      Frame.Failure failure) {
    String message = String.valueOf(failure.message()); // never null without a type
    boolean executed = failure.mayHaveExecuted();
    if (failure.type() != null) {
      return thrown(method, endpoint, failure, failure.type());
    }
    return switch (failure.status()) {
      case "CANCELLED" -> new RpcCancelledException(message, null, executed);
      case "DEADLINE_EXCEEDED" -> new RpcTimeoutException(message, null, executed);
      case "UNIMPLEMENTED" ->
          executed
              ? new RpcProtocolException(RpcStatus.INTERNAL, message, null, true)
              : new RpcMethodNotFoundException(message);
      case "RESOURCE_EXHAUSTED" ->
          executed
              ? new RpcProtocolException(RpcStatus.RESOURCE_EXHAUSTED, message, null, true)
              : new RpcRejectedException(message);
      case "UNAVAILABLE" -> new RpcUnavailableException(message, null, executed);
      case "PERMISSION_DENIED" ->
          new RpcPermissionException(RpcStatus.PERMISSION_DENIED, message, null, executed);
      case "UNAUTHENTICATED" ->
          new RpcPermissionException(RpcStatus.UNAUTHENTICATED, message, null, executed);
      default ->
          new RpcProtocolException(
              RpcStatus.INTERNAL,
              executed ? message : message + fingerprints.difference(method),
              null,
              executed);
    };
  }

  private static RpcException thrown(
      MethodDescriptor<?> method, String endpoint, Frame.Failure failure, String type) {
    String message =
        method.displayName()
            + " at "
            + endpoint
            + " threw "
            + type
            + (failure.message() == null ? "" : ": " + failure.message());
    Throwable cause = cause(method, failure, type);
    return switch (failure.status()) {
      case "PERMISSION_DENIED" ->
          new RpcPermissionException(RpcStatus.PERMISSION_DENIED, message, cause, true);
      case "UNAUTHENTICATED" ->
          new RpcPermissionException(RpcStatus.UNAUTHENTICATED, message, cause, true);
      default -> new RpcRemoteException(message, type, failure.stackTrace(), cause);
    };
  }

  private static Throwable cause(MethodDescriptor<?> method, Frame.Failure failure, String type) {
    for (DeclaredException<?> declared : method.exceptions()) {
      if (declared.name().equals(type)) {
        Throwable rebuilt = rebuild(declared, failure.state().reader());
        if (rebuilt != null) {
          return rebuilt;
        }
      }
    }
    Function<@Nullable String, RuntimeException> usual = USUAL.get(type);
    if (usual == null) {
      return new RemoteCause(type, failure.message());
    }
    RuntimeException exception = usual.apply(failure.message());
    exception.setStackTrace(new StackTraceElement[0]); // it was not thrown here
    return exception;
  }

  private static @Nullable Throwable rebuild(DeclaredException<?> declared, WireReader state) {
    try {
      return declared.codec().read(state);
    } catch (Throwable e) {
      return null; // another version of it: its name and message still tell
    }
  }
}
