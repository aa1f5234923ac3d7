package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcProtocolException;
import io.tightwire.RpcStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Large messages pass, larger ones are refused, and no other call notices. */
final class LimitTest extends Story {

  private static final int KIB = 1 << 10;
  private static final int MIB = 1 << 20;

  @Test
  void largePayloadsPassInBothDirections() {
    WorkshopStub workshop = visit(new Workbench());
    byte[] payload = new byte[8 * MIB];
    new Random(1).nextBytes(payload);

    assertThat(workshop.store(new byte[MIB]).remote(LONG)).hasSize(MIB);
    assertThat(workshop.store(payload).remote(LONG)).isEqualTo(payload);
    assertThat(workshop.fetch(MIB).remote(LONG)).hasSize(MIB);
    assertThat(workshop.fetch(8 * MIB).remote(LONG)).hasSize(8 * MIB);
  }

  @Test
  void oversizeArgumentsAreRefusedHere() {
    Signal called = new Signal();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public byte[] store(byte[] bytes) {
                called.raise();
                return bytes;
              }
            });
    byte[] tooMuch = new byte[17 * MIB];

    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class, () -> workshop.store(tooMuch).remote(LONG));

    assertThat(failure).hasMessageContaining("workshop.store");
    assertThat(failure.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(workshop.store(tooMuch).remoteFuture())
        .failsWithin(AT_ONCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcProtocolException.class);
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
    assertThat(called.isRaised()).isFalse();
  }

  @Test
  void argumentsTooLargeForTheServerAreRefusedHere() {
    WorkshopStub workshop = visit(start(server(new Workbench()).maxMessageSize(64 * KIB)));

    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class, () -> workshop.store(new byte[65 * KIB]).remote(LONG));

    assertThat(failure.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(workshop.store(new byte[60 * KIB]).remote(LONG)).hasSize(60 * KIB);
  }

  @Test
  void oversizeResultsAreRefusedThere() {
    WorkshopStub workshop = visit(start(server(new Workbench()).maxMessageSize(64 * KIB)));

    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class, () -> workshop.fetch(65 * KIB).remote(LONG));

    assertThat(failure).hasMessageContaining("workshop.fetch");
    assertThat(failure.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(workshop.fetch(60 * KIB).remote(LONG)).hasSize(60 * KIB);
  }

  @Test
  void manyLargeArgumentsAtOncePass() {
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public byte[] store(byte[] bytes) {
                return new byte[1];
              }
            });
    byte[] crate = new byte[4 * MIB];
    List<CompletableFuture<byte[]>> results = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      results.add(workshop.store(crate).remoteFuture(LONG));
    }

    for (CompletableFuture<byte[]> result : results) {
      assertThat(result).succeedsWithin(LONG).satisfies(r -> assertThat(r).hasSize(1));
    }
  }
}
