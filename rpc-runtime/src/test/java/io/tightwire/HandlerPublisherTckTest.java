package io.tightwire;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * The Reactive Streams TCK against the publisher of a caller's items that a handler gets, with the
 * caller at the other end of a socket.
 */
public class HandlerPublisherTckTest extends SocketPublisherTck {

  private static final MethodDescriptor<Long> TAKE =
      MethodDescriptor.unary("Test", "take", 1, Codecs.LONG).takingStream();

  private final AtomicLong lastKey = new AtomicLong();
  private final Map<Long, Taken> calls;

  /** What a handler has told the test. */
  private static final class Taken {
    final CompletableFuture<Flow.Publisher<Long>> publisher = new CompletableFuture<>();
    final CompletableFuture<@Nullable Void> cancelled = new CompletableFuture<>();
  }

  public HandlerPublisherTckTest() {
    this(new ConcurrentHashMap<>());
  }

  private HandlerPublisherTckTest(Map<Long, Taken> calls) {
    super(List.of(taking(calls)));
    this.calls = calls;
  }

  private static ServerMethod<Long> taking(Map<Long, Taken> calls) {
    return ServerMethod.<Long>completing(
            TAKE,
            (in, input) -> {
              Taken call = Objects.requireNonNull(calls.get(in.readLong()));
              Flow.Publisher<Long> publisher = input.publisher(Codecs.LONG);
              Invocation<CompletionStage<? extends Long>> invocation =
                  () -> {
                    RpcContext.current().onCancel(() -> call.cancelled.complete(null));
                    call.publisher.complete(publisher);
                    return new CompletableFuture<Long>();
                  };
              return invocation;
            })
        .subscribing();
  }

  /** Makes a call that sends numbers, whose handler has begun. */
  private CompletableFuture<Long> send(Taken call, long elements) throws Exception {
    long key = lastKey.incrementAndGet();
    calls.put(key, call);
    CompletableFuture<Long> result =
        client()
            .callAsync(
                RpcRequest.of(TAKE, out -> out.writeLong(key))
                    .withInput(
                        CallInput.pulled(Codecs.LONG, LongStream.range(0, elements).boxed())));
    Flow.Publisher<Long> unused = call.publisher.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    return result;
  }

  @Override
  public Flow.Publisher<Long> createFlowPublisher(long elements) {
    try {
      Taken call = new Taken();
      CompletableFuture<Long> unused = send(call, elements);
      return call.publisher.join();
    } catch (Exception e) {
      throw new AssertionError("The handler has not begun", e);
    }
  }

  /** A publisher fails before an item was requested if its call is cancelled. */
  @Override
  public Flow.Publisher<Long> createFailedFlowPublisher() {
    try {
      Taken call = new Taken();
      boolean unused = send(call, 1).cancel(true);
      call.cancelled.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return call.publisher.join();
    } catch (Exception e) {
      throw new AssertionError("The handler was not cancelled", e);
    }
  }
}
