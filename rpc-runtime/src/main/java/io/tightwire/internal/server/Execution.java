package io.tightwire.internal.server;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.stream.IteratorSource;
import io.tightwire.internal.stream.PublisherSource;
import io.tightwire.internal.wire.Slice;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * The handler of a call being run: arguments decoded, the implementation called, what it returned
 * turned into the call's answer or its stream. Confined to the handler thread, but for stages,
 * which others complete.
 */
final class Execution {

  private final ServerCall call;

  Execution(ServerCall call) {
    this.call = call;
  }

  void run(ServerMethod<?> method, Slice arguments) {
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
    call.succeed(method.descriptor(), value);
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
                  call.succeed(method.descriptor(), value);
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

  /** Decodes the arguments; answers and returns null if that fails. */
  private <R> @Nullable Invocation<R> prepare(
      ServerMethod<?> method, ServerMethod.Handler<R> handler, Slice arguments) {
    MethodDescriptor<?> descriptor = method.descriptor();
    try {
      WireReader in = arguments.reader();
      int sent = in.beginArray();
      if (sent != descriptor.parameters()) {
        throw new CodecException(
            "it takes " + descriptor.parameters() + " arguments, " + sent + " were sent");
      }
      return handler.prepare(in);
    } catch (Throwable e) { // also what the constructor of a user's record throws
      call.undecodable(e);
      return null;
    }
  }
}
