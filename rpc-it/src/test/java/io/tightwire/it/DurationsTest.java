package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.RemoteStream;
import io.tightwire.RpcChannel;
import io.tightwire.RpcClient;
import io.tightwire.RpcRequest;
import io.tightwire.RpcServer;
import io.tightwire.RpcTimeoutException;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests every duration that users may set, from zero to the longest. */
final class DurationsTest extends Scenario {

  private static final Duration FOREVER = ChronoUnit.FOREVER.getDuration();
  private static final Duration MOST = Duration.ofSeconds(Long.MAX_VALUE);
  private static final Duration LEAST = Duration.ofSeconds(Long.MIN_VALUE);
  private static final Duration NANO = Duration.ofNanos(1);

  /** An operation that takes a duration, and does not wait for it. */
  interface Option {
    void set(Duration value);
  }

  /** The durations that must be greater than zero, by their names in messages. */
  static final Map<String, Option> POSITIVE =
      Map.of(
          "timeout", value -> RpcClient.builder().timeout(value),
          "connectTimeout", value -> RpcClient.builder().connectTimeout(value),
          "drainTimeout", value -> RpcServer.builder().drainTimeout(value),
          "heartbeat", value -> RpcClient.builder().heartbeat(value, FOREVER),
          "heartbeat of a server", value -> RpcServer.builder().heartbeat(value, FOREVER),
          "timeout of S.m",
              value -> MethodDescriptor.unary("S", "m", 0, Codecs.INT).withTimeout(value),
          "timeout of workshop.work", value -> workshop().work("").withTimeout(value),
          "timeout of workshop.numbers", value -> workshop().numbers(1).withTimeout(value));

  /** Makes calls that no server receives. */
  private static WorkshopStub workshop() {
    return new WorkshopStub(new NoChannel());
  }

  private static final class NoChannel implements RpcChannel {
    @Override
    public <T extends @Nullable Object> T call(RpcRequest<T> request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends @Nullable Object> CompletableFuture<T> callAsync(RpcRequest<T> request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void callOneWay(RpcRequest<?> request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T extends @Nullable Object> RemoteStream<T> stream(RpcRequest<T> request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public <T> void subscribe(RpcRequest<T> request, Flow.Subscriber<? super T> subscriber) {
      throw new UnsupportedOperationException();
    }
  }

  static Stream<String> positive() {
    return POSITIVE.keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("positive")
  @SuppressWarnings("NullAway") // passing null is the point
  void whatMustBePositiveIsRefusedByNameElse(String name) {
    Option option = Objects.requireNonNull(POSITIVE.get(name));
    String named = name.split(" of a ", 2)[0];
    for (Duration value : new Duration[] {Duration.ZERO, NANO.negated(), LEAST}) {
      assertThatIllegalArgumentException()
          .as("%s", value)
          .isThrownBy(() -> option.set(value))
          .withMessageContaining(named)
          .withMessageContaining(String.valueOf(value));
    }
    @Nullable Duration none = null;
    assertThatNullPointerException()
        .isThrownBy(() -> option.set(none))
        .withMessageContaining(named.split(" of ", 2)[0]);
    assertThatCode(() -> option.set(MOST)).doesNotThrowAnyException();
  }

  @Test
  void heartbeatOfLessThanAMillisecondIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RpcServer.builder().heartbeat(NANO, LONG))
        .withMessageContaining("heartbeat")
        .withMessageContaining("millisecond");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RpcClient.builder().heartbeat(FOREVER, FOREVER))
        .withMessageContaining("heartbeat");
  }

  static final Duration[] ENDLESS = {FOREVER, MOST, Duration.ofDays(200_000)};

  @ParameterizedTest
  @FieldSource("ENDLESS")
  void endlessTimesAreTimesLikeOthers(Duration endless) throws Exception {
    RpcServer server =
        start(
            server(new Workbench()).drainTimeout(endless).heartbeat(Duration.ofHours(1), endless));
    RpcClient client =
        connect(
            RpcClient.builder()
                .endpoint(server.endpoint())
                .timeout(endless)
                .connectTimeout(endless)
                .heartbeat(Duration.ofHours(1), endless));
    WorkshopStub workshop = new WorkshopStub(client);

    assertThat(client.awaitConnected(endless)).isTrue();
    assertThat(workshop.add(1, 2).remote()).isEqualTo(3);
    assertThat(workshop.add(1, 2).remote(endless)).isEqualTo(3);
    assertThat(workshop.add(1, 2).remoteFuture(endless)).succeedsWithin(AT_ONCE).isEqualTo(3);
    assertThat(workshop.add(1, 2).remoteAsync(endless)).succeedsWithin(AT_ONCE).isEqualTo(3);
    try (RemoteStream<Integer> numbers = workshop.numbers(3).remoteStreaming(endless)) {
      assertThat((Iterable<Integer>) numbers).containsExactly(1, 2, 3);
    }
    Collected<Integer> pushed = Collected.from(workshop.numbers(3).remotePublisher(endless));
    assertThat(pushed.awaitEnd()).isNull();
    assertThat(pushed.items()).containsExactly(1, 2, 3);
    workshop.add(1, 2).remoteOneWay(endless);
    server.shutdown();
    assertThat(server.awaitTermination(endless)).isTrue();
  }

  @Test
  void waitsThatEndImmediatelySayWhatIsMissing() throws Exception {
    RpcServer server = serve(new Workbench());
    RpcClient client = connect(RpcClient.builder().endpoint(nobodysEndpoint()));
    for (Duration none : new Duration[] {Duration.ZERO, NANO, NANO.negated(), LEAST}) {
      assertThat(server.awaitTermination(none)).isFalse();
      assertThat(client.awaitConnected(none)).isFalse();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // passing null is the point
  void waitsWithoutATimeAreRefused() {
    RpcServer server = serve(new Workbench());
    RpcClient client = connect(server);
    @Nullable Duration none = null;
    assertThatNullPointerException().isThrownBy(() -> server.awaitTermination(none));
    assertThatNullPointerException().isThrownBy(() -> client.awaitConnected(none));
  }

  @Test
  void clientWithANanosecondForEachCallMakesNone() {
    RpcServer server = serve(new Workbench());
    RpcClient client =
        connect(RpcClient.builder().endpoint(server.endpoint()).timeout(NANO).connectTimeout(NANO));
    WorkshopStub workshop = new WorkshopStub(client);
    assertThatThrownBy(() -> workshop.work("").remote()).isInstanceOf(RpcTimeoutException.class);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }
}
