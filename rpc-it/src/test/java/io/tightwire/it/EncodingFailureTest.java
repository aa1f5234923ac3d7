package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests values that can't be encoded: half a surrogate pair, null where it is not allowed. */
final class EncodingFailureTest extends Scenario {

  private static final String HALF_A_CHARACTER = "\ud83d";

  @Test
  void argumentsThatCannotBeEncodedAreRefusedHere() {
    AtomicInteger runs = new AtomicInteger();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public String work(String what) {
                runs.incrementAndGet();
                return super.work(what);
              }
            });

    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class, () -> workshop.work(HALF_A_CHARACTER).remote(LONG));
    CompletableFuture<String> future = workshop.work(HALF_A_CHARACTER).remoteFuture(LONG);
    RpcProtocolException oneWay =
        catchThrowableOfType(
            RpcProtocolException.class, () -> workshop.work(HALF_A_CHARACTER).remoteOneWay());

    assertThat(failure).hasMessageContaining("workshop.work");
    assertThat(failure.status()).isEqualTo(RpcStatus.INTERNAL);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(future)
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcProtocolException.class);
    assertThat(oneWay.mayHaveExecuted()).isFalse();
    assertThat(workshop.work("whole").remote(LONG)).isEqualTo("whole done");
    assertThat(runs).hasValue(1);
  }

  @Test
  void metadataThatCannotBeEncodedIsNamed() {
    WorkshopStub workshop = visit(new Workbench());

    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class,
            () ->
                workshop
                    .work("chairs")
                    .withMetadata("tenant", "acme")
                    .withMetadata("token", HALF_A_CHARACTER)
                    .remote(LONG));
    RpcProtocolException tooLarge =
        catchThrowableOfType(
            RpcProtocolException.class,
            () -> workshop.work("").withMetadata("bulk", "x".repeat(17 << 20)).remote(LONG));

    assertThat(failure)
        .hasMessageContaining("The metadata \"token\" of workshop.work can't be encoded")
        .hasMessageContaining("unpaired surrogate");
    assertThat(failure.status()).isEqualTo(RpcStatus.INTERNAL);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(tooLarge).hasMessageContaining("The metadata \"bulk\" of workshop.work");
    assertThat(tooLarge.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
  }

  @Test
  void resultsThatCannotBeEncodedAreReportedAsSuch() {
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public String work(String what) {
                return HALF_A_CHARACTER;
              }

              @Override
              @SuppressWarnings("NullAway") // passing null is the point
              public Stream<Integer> numbers(int count) {
                return Stream.of(1, 2, null);
              }
            });

    RpcProtocolException failure =
        catchThrowableOfType(RpcProtocolException.class, () -> workshop.work("").remote(LONG));

    assertThat(failure).hasMessageContaining("workshop.work");
    assertThat(failure.status()).isEqualTo(RpcStatus.INTERNAL);
    assertThat(failure.mayHaveExecuted()).isTrue();
    try (RemoteStream<Integer> numbers = workshop.numbers(3).remoteStreaming(LONG)) {
      assertThat(numbers.next()).isEqualTo(1);
      assertThat(numbers.next()).isEqualTo(2);
      RpcException broken = catchThrowableOfType(RpcStreamingException.class, numbers::next);
      assertThat(broken.status()).isEqualTo(RpcStatus.INTERNAL);
    }
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }
}
