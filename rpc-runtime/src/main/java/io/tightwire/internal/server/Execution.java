package io.tightwire.internal.server;

import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.HandlerInput;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.report.Listeners;
import io.tightwire.internal.report.ThrowableText;
import io.tightwire.internal.stream.IteratorSource;
import io.tightwire.internal.stream.PublisherSource;
import io.tightwire.internal.wire.Slice;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Runs a call's handler: asks the interceptors, decodes the arguments, calls the implementation,
 * and turns what it returns into the call's response or stream. Confined to the handler thread;
 * stages are completed by any thread.
 */
final class Execution {

  private final ServerCall call;

  Execution(ServerCall call) {
    this.call = call;
  }

  /** Runs the handler, if the interceptors admit the call. */
  void run(ServerMethod<?> method, Slice arguments) {
    List<ServerInterceptor> interceptors = call.core().interceptors();
    if (interceptors.isEmpty()) {
      runHandler(method, arguments);
      return;
    }
    Listeners admitted = ask(interceptors);
    if (admitted != null) {
      admitted.around(() -> runHandler(method, arguments));
    }
  }

  /** Asks the interceptors. Returns null if the handler is not to start. */
  private @Nullable Listeners ask(List<ServerInterceptor> interceptors) {
    Listeners asked = new Listeners(call.name(), call.core().log().listeners());
    ServerInterceptor last = null;
    Throwable refusal = null;
    try {
      for (ServerInterceptor interceptor : interceptors) {
        last = interceptor;
        asked.add(interceptor.onCall(call.context()));
      }
    } catch (Throwable e) {
      refusal = e;
    }
    call.setListeners(asked); // before the check: a cancellation from now on is reported to them
    CancelReason cancelled = call.cancelReason();
    if (cancelled != null) {
      asked.end(cancelled.exception(call.name()), Listeners.HERE);
      return null;
    }
    if (refusal != null) {
      call.reject(
          call.core().encoder().refused(call, Objects.requireNonNull(last), refusal), refusal);
      return null;
    }
    return asked;
  }

  private void runHandler(ServerMethod<?> method, Slice arguments) {
    if (method instanceof ServerMethod.Returning<?> returning) {
      run(returning, arguments);
    } else if (method instanceof ServerMethod.Completing<?> completing) {
      run(completing, arguments);
    } else if (method instanceof ServerMethod.Streaming<?> streaming) {
      run(streaming, arguments);
    } else if (method instanceof ServerMethod.Publishing<?> publishing) {
      run(publishing, arguments);
    }
  }

  private <T> void run(ServerMethod.Returning<T> method, Slice arguments) {
    Invocation<T> invocation = prepare(method, method.handler(), arguments);
    if (invocation == null) {
      return;
    }
    T value;
    try {
      value = invocation.invoke();
    } catch (Throwable e) {
      call.fail(e);
      return;
    }
    call.respond(method.descriptor(), value);
  }

  private <T> void run(ServerMethod.Completing<T> method, Slice arguments) {
    Invocation<? extends CompletionStage<? extends T>> invocation =
        prepare(method, method.handler(), arguments);
    if (invocation == null) {
      return;
    }
    try {
      CompletionStage<? extends T> later = returned(invocation.invoke());
      var unused =
          later.whenComplete(
              (value, failure) -> {
                if (failure == null) {
                  call.respond(method.descriptor(), value);
                } else {
                  call.fail(unwrap(failure));
                }
              });
    } catch (Throwable e) {
      call.fail(e);
    }
  }

  private static Throwable unwrap(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }

  private <T> void run(ServerMethod.Streaming<T> method, Slice arguments) {
    var invocation = prepare(method, method.handler(), arguments);
    if (invocation != null) {
      try {
        call.items()
            .start(
                new IteratorSource<>(
                    call.items(),
                    call,
                    method.descriptor().result(),
                    returned(invocation.invoke())));
      } catch (Throwable e) {
        call.fail(e);
      }
    }
  }

  private <T> void run(ServerMethod.Publishing<T> method, Slice arguments) {
    var invocation = prepare(method, method.handler(), arguments);
    if (invocation != null) {
      PublisherSource<T> source =
          new PublisherSource<>(call.items(), call, method.descriptor().result());
      call.items().start(source);
      try {
        returned(invocation.invoke()).subscribe(source);
      } catch (Throwable e) {
        source.fail(e);
      }
    }
  }

  private <R> R returned(@Nullable R value) {
    if (value == null) {
      throw new NullPointerException(
          call.name() + " returned null instead of what carries its result");
    }
    return value;
  }

  /** Decodes the arguments. If that fails, responds and returns null. */
  private <R> @Nullable Invocation<R> prepare(
      ServerMethod<?> method, ServerMethod.InputHandler<R> handler, Slice arguments) {
    MethodDescriptor<?> descriptor = method.descriptor();
    WireReader in = arguments.reader();
    try {
      int sent = in.beginArray();
      if (sent != descriptor.parameters()) {
        throw new CodecException(
            "it takes " + descriptor.parameters() + " arguments, " + sent + " were sent");
      }
      CallerStream input = call.input();
      return handler.prepare(in, input == null ? HandlerInput.NONE : input);
    } catch (Throwable e) { // also what the constructor of a user's record throws
      failUndecodable(descriptor, e);
      return null;
    } finally {
      arguments.release(in);
    }
  }

  private void failUndecodable(MethodDescriptor<?> descriptor, Throwable thrown) {
    if (call.isOneWay()) {
      String why = "its arguments can't be decoded: " + ThrowableText.text(thrown);
      call.core().log().oneWayNotStarted(call.name(), why);
    }
    byte[] frame = call.core().encoder().undecodable(call, descriptor, thrown);
    call.send(frame, RpcStatus.INTERNAL, thrown);
  }
}
