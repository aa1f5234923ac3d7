package io.tightwire.processor;

import io.tightwire.RemoteStream;
import io.tightwire.RpcChannel;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcRequest;
import io.tightwire.codec.Codec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.HandlerInput;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.util.Iterator;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Calls a skeleton through bytes, without a socket. Confined to one test. */
@SuppressWarnings("NullAway") // only the codecs know whether a T may be null
final class LoopbackChannel implements RpcChannel {

  private final RpcSkeleton skeleton;
  private boolean streamClosed;

  LoopbackChannel(RpcSkeleton skeleton) {
    this.skeleton = skeleton;
  }

  /** Returns whether a stream that was started has been closed. */
  boolean isStreamClosed() {
    return streamClosed;
  }

  @Override
  public <T extends @Nullable Object> T call(RpcRequest<T> request) {
    return callAsync(request).join();
  }

  @Override
  @SuppressWarnings("unchecked") // the descriptor that both sides share has the type
  public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
    Object result = run(request);
    CompletionStage<T> stage =
        result instanceof CompletionStage<?> later
            ? (CompletionStage<T>) later
            : CompletableFuture.completedFuture((T) result);
    return stage.thenApply(value -> copy(request.method().result(), value)).toCompletableFuture();
  }

  @Override
  public void callOneWay(RpcRequest<?> request) {
    run(request);
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
    Iterator<T> items = ((Stream<T>) run(request)).iterator();
    return new RemoteStream<>() {
      @Override
      public boolean hasNext() {
        return items.hasNext();
      }

      @Override
      public T next() {
        return copy(request.method().result(), items.next());
      }

      @Override
      public Iterator<T> iterator() {
        return this;
      }

      @Override
      public void close() {
        streamClosed = true;
      }
    };
  }

  @Override
  @SuppressWarnings("unchecked") // as above
  public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
    ((Flow.Publisher<T>) run(request)).subscribe(subscriber);
  }

  private Object run(RpcRequest<?> request) {
    WireWriter out = new WireWriter(64, 1 << 20);
    request.arguments().write(out);
    try {
      HandlerInput input = request.input().map(LoopbackChannel::copied).orElse(HandlerInput.NONE);
      return prepare(request.method().name(), new WireReader(out.toByteArray()), input).invoke();
    } catch (Throwable e) {
      throw remote(request, e);
    }
  }

  private static <I> HandlerInput copied(CallInput<I> input) {
    return new HandlerInput() {
      @Override
      public <T extends @Nullable Object> Stream<T> stream(Codec<T> codec) {
        Stream<? extends I> items = Objects.requireNonNull(input.stream());
        return items.map(item -> copy(input.codec(), codec, item)).onClose(items::close);
      }

      @Override
      public <T> Flow.Publisher<T> publisher(Codec<T> codec) {
        Flow.Publisher<? extends I> items = Objects.requireNonNull(input.publisher());
        return subscriber ->
            items.subscribe(
                new Flow.Subscriber<I>() {
                  @Override
                  public void onSubscribe(Flow.Subscription subscription) {
                    subscriber.onSubscribe(subscription);
                  }

                  @Override
                  public void onNext(I item) {
                    subscriber.onNext(copy(input.codec(), codec, item));
                  }

                  @Override
                  public void onError(Throwable failure) {
                    subscriber.onError(failure);
                  }

                  @Override
                  public void onComplete() {
                    subscriber.onComplete();
                  }
                });
      }
    };
  }

  private Invocation<?> prepare(String name, WireReader in, HandlerInput input) {
    for (ServerMethod<?> method : skeleton.methods()) {
      if (method.descriptor().name().equals(name)) {
        return handler(method).prepare(in, input);
      }
    }
    throw new AssertionError("No method " + name);
  }

  private static ServerMethod.InputHandler<?> handler(ServerMethod<?> method) {
    if (method instanceof ServerMethod.Returning<?> returning) {
      return returning.handler();
    }
    if (method instanceof ServerMethod.Completing<?> completing) {
      return completing.handler();
    }
    return method instanceof ServerMethod.Streaming<?> streaming
        ? streaming.handler()
        : ((ServerMethod.Publishing<?>) method).handler();
  }

  private static RpcRemoteException remote(RpcRequest<?> request, Throwable failure) {
    Throwable cause = failure;
    for (DeclaredException<?> declared : request.method().exceptions()) {
      if (declared.type().isInstance(failure)) {
        cause = copy(declared, failure);
        break;
      }
    }
    return new RpcRemoteException("failed", failure.getClass().getName(), null, cause);
  }

  private static <X extends Throwable> X copy(DeclaredException<X> declared, Throwable failure) {
    return copy(declared.codec(), declared.type().cast(failure));
  }

  private static <T> T copy(Codec<T> codec, T value) {
    return copy(codec, codec, value);
  }

  private static <T, U> U copy(Codec<T> written, Codec<U> read, T value) {
    WireWriter out = new WireWriter(64, 1 << 20);
    written.write(out, value);
    return read.read(new WireReader(out.toByteArray()));
  }
}
