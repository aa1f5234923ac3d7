package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The constructor of a user's record may throw any exception or error while it is decoded. */
class DecodingErrorsTest {

  /** An exception whose message cannot be read. */
  private static final class Unspeakable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new AssertionError("not to be asked");
    }
  }

  static List<Throwable> errors() {
    return List.of(
        new AssertionError(),
        new StackOverflowError(),
        new NoClassDefFoundError("a/b/C"),
        new Unspeakable());
  }

  /** Throws over the value 3. */
  private static Codec<Integer> picky(Throwable error) {
    return Codec.of(
        Codecs.INT::write,
        in -> {
          Integer value = Codecs.INT.read(in);
          if (value != null && value == 3) {
            DecodingErrorsTest.<Error>sneak(error);
          }
          return value;
        });
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <E extends Throwable> void sneak(Throwable error) throws E {
    throw (E) error;
  }

  private final ClientRig rig = ClientRig.connected();

  private static MethodDescriptor<Integer> unary(Throwable error) {
    return MethodDescriptor.unary("a.Test", "get", 0, picky(error));
  }

  private static MethodDescriptor<Integer> streaming(Throwable error) {
    return MethodDescriptor.streaming("a.Test", "count", 0, picky(error));
  }

  private static void assertUndecodable(@Nullable Throwable thrown, Throwable error) {
    Throwable failure = Objects.requireNonNull(thrown);
    assertThat(failure)
        .isInstanceOf(RpcProtocolException.class)
        .hasMessageContainingAll("Test.", "can't be decoded", error.getClass().getName())
        .hasCause(error);
    assertThat(((RpcException) failure).status()).isEqualTo(RpcStatus.INTERNAL);
    assertThat(((RpcException) failure).mayHaveExecuted()).isTrue();
  }

  private long sent() {
    rig.settle();
    return rig.peer.next(Frame.Request.class).id();
  }

  @ParameterizedTest
  @MethodSource("errors")
  void future(Throwable error) {
    CompletableFuture<Integer> call =
        new FutureCall<>(rig.runtime, rig.prepared(unary(error), 0, null)).run();
    rig.receive(ClientRig.result(sent(), 3));
    rig.runCallbacks();

    assertThat(call).isCompletedExceptionally();
    Throwable failure = catchThrowable(call::join);
    assertThat(failure).isInstanceOf(CompletionException.class);
    assertUndecodable(failure.getCause(), error);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void blocking(Throwable error) {
    BlockingCall<Integer> call =
        new BlockingCall<>(rig.runtime, rig.prepared(unary(error), 0, null));
    rig.runtime.startOrWait(call);
    rig.receive(ClientRig.result(sent(), 3));
    assertUndecodable(catchThrowable(call::result), error);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void pulledStream(Throwable error) {
    RemoteStream<Integer> stream = rig.stream(streaming(error));
    long id = sent();
    rig.receiveItems(id, 2, 2);
    assertThat(stream.next()).isEqualTo(2);
    assertThatThrownBy(stream::next)
        .isInstanceOf(RpcStreamingException.class)
        .cause()
        .satisfies(failure -> assertUndecodable(failure, error));
    rig.settle();
    assertThat(rig.peer.take()).anyMatch(Frame.Cancel.class::isInstance);
  }

  @ParameterizedTest
  @MethodSource("errors")
  void subscriberGetsTheErrorAndIsNotBlamed(Throwable error) {
    List<String> logged = new ArrayList<>();
    Handler capture =
        new Handler() {
          @Override
          public void publish(LogRecord record) {
            logged.add(record.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger("io.tightwire.client");
    logger.addHandler(capture);
    List<Integer> seen = new ArrayList<>();
    AtomicReference<@Nullable Throwable> told = new AtomicReference<>();
    try {
      new SubscriberCall<>(
              rig.runtime,
              rig.prepared(streaming(error), Frame.STREAMING, null),
              new Flow.Subscriber<Integer>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                  subscription.request(10);
                }

                @Override
                public void onNext(Integer item) {
                  seen.add(item);
                }

                @Override
                public void onError(Throwable failure) {
                  told.set(failure);
                }

                @Override
                public void onComplete() {}
              })
          .run();
      rig.receiveItems(sent(), 1, 5);
      rig.settle();
    } finally {
      logger.removeHandler(capture);
    }
    assertThat(seen).containsExactly(1, 2);
    assertThat(told.get()).isInstanceOf(RpcStreamingException.class);
    assertUndecodable(Objects.requireNonNull(told.get()).getCause(), error);
    assertThat(logged).isEmpty();
    assertThat(rig.peer.take()).anyMatch(Frame.Cancel.class::isInstance);
  }
}
