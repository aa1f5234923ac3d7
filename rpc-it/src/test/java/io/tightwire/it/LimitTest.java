package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.RpcUnavailableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Tests message limits: large messages pass, larger ones are refused, and no other call is
 * affected.
 */
final class LimitTest extends Scenario {

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
  void resultTooLargeForTheClientDisturbsNoOtherCall() {
    Signal entered = new Signal();
    Signal leave = new Signal();
    RpcServer server =
        serve(
            new Workbench() {
              @Override
              public String work(String what) {
                entered.raise();
                leave.await();
                return what;
              }
            });
    WorkshopStub workshop =
        new WorkshopStub(
            connect(RpcClient.builder().endpoint(server.endpoint()).maxMessageSize(64 * KIB)));
    CompletableFuture<String> other = workshop.work("other").remoteFuture();
    entered.await();

    RpcException failure =
        catchThrowableOfType(RpcException.class, () -> workshop.fetch(MIB).remote(LONG));
    leave.raise();

    assertThat(failure.status()).isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(other).succeedsWithin(Signal.PATIENCE).isEqualTo("other");
  }

  @Test
  void streamOfLargeItemsKeepsTheReadersPace() {
    WorkshopStub workshop = visit(new Workbench());
    int read = 0;

    try (RemoteStream<byte[]> crates = workshop.crates(300, MIB).remoteStreaming(LONG)) {
      assertThat(crates.next()).hasSize(MIB);
      read++;
      assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
      while (crates.hasNext()) {
        assertThat(crates.next()).hasSize(MIB);
        read++;
      }
    }

    assertThat(read).isEqualTo(300);
  }

  @Test
  void manyLargeMessagesAtATimePass() {
    WorkshopStub workshop = visit(new Workbench());
    byte[] crate = new byte[MIB];
    List<CompletableFuture<byte[]>> echoes = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      echoes.add(workshop.store(crate).remoteFuture(LONG));
    }

    for (CompletableFuture<byte[]> echo : echoes) {
      assertThat(echo).succeedsWithin(LONG).satisfies(r -> assertThat(r).hasSize(MIB));
    }
  }

  @Test
  void manyLargeResultsAtATimePass() {
    WorkshopStub workshop = visit(new Workbench());
    List<CompletableFuture<byte[]>> results = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      results.add(workshop.fetch(4 * MIB).remoteFuture(LONG));
    }

    for (CompletableFuture<byte[]> result : results) {
      assertThat(result).succeedsWithin(LONG).satisfies(r -> assertThat(r).hasSize(4 * MIB));
    }
  }

  @Test
  void whatTheLocalQueueCannotHoldIsRefusedUnsent() {
    AtomicInteger stored = new AtomicInteger();
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public byte[] store(byte[] bytes) {
                stored.incrementAndGet();
                return new byte[0];
              }
            });
    byte[] crate = new byte[8 * MIB];
    List<CompletableFuture<byte[]>> calls = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      calls.add(workshop.store(crate).remoteFuture(LONG));
    }

    int refused = 0;
    for (CompletableFuture<byte[]> call : calls) {
      try {
        call.join();
      } catch (CompletionException e) {
        // The server refuses what it receives faster than its handlers run.
        assertThat(e.getCause())
            .isInstanceOfAny(RpcUnavailableException.class, RpcRejectedException.class)
            .isInstanceOfSatisfying(
                RpcException.class, failure -> assertThat(failure.mayHaveExecuted()).isFalse());
        refused++;
      }
    }

    assertThat(stored).hasValue(60 - refused).hasPositiveValue();
    assertThat(workshop.add(1, 2).remote(LONG)).isEqualTo(3);
  }
}
