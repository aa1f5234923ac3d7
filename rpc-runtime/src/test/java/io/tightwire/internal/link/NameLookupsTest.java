package io.tightwire.internal.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class NameLookupsTest {

  private static final Duration LIMIT = Duration.ofSeconds(FakeAgent.LIMIT_SECONDS);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final Semaphore permits = new Semaphore(0);
  private final NameLookups lookups = new NameLookups(this::resolveWhenAllowed);

  private InetAddress[] resolveWhenAllowed(String host) throws IOException {
    asked.add(host + " on " + Thread.currentThread().getName());
    permits.acquireUninterruptibly();
    if (host.startsWith("un")) {
      throw new UnknownHostException(host + ": Temporary failure in name resolution");
    }
    return new InetAddress[] {HERE};
  }

  @Test
  void lookUpBlocksNoCallerAndAllShareIt() throws Exception {
    CompletableFuture<List<InetAddress>> first = lookups.find("slow.example");
    assertThat(lookups.find("slow.example")).isSameAs(first);
    assertThat(FakeAgent.next(asked)).startsWith("slow.example on tightwire-lookup-");
    assertThat(first).isNotDone();
    permits.release();
    assertThat(first.get(FakeAgent.LIMIT_SECONDS, SECONDS)).containsExactly(HERE);
    assertThat(asked).isEmpty();

    permits.release();
    lookups.find("slow.example").get(FakeAgent.LIMIT_SECONDS, SECONDS);
    assertThat(asked).as("every attempt asks again").hasSize(1);
  }

  @Test
  void threadsAreLimitedAndOtherLookUpsWaitForTheirTurn() throws Exception {
    List<CompletableFuture<List<InetAddress>>> all = new ArrayList<>();
    for (int i = 0; i < NameLookups.MAX_THREADS + 5; i++) {
      all.add(lookups.find("host" + i));
    }
    await().atMost(LIMIT).until(() -> asked.size() == NameLookups.MAX_THREADS);
    permits.release(all.size());
    for (CompletableFuture<List<InetAddress>> one : all) {
      assertThat(one.get(FakeAgent.LIMIT_SECONDS, SECONDS)).containsExactly(HERE);
    }
    assertThat(asked).hasSize(all.size());
  }

  @Test
  void numericAddressesAreReadAndNotLookedUp() {
    for (String host : List.of("127.0.0.1", "::1", "10.200.30.255")) {
      assertThat(lookups.find(host)).as(host).isCompleted();
    }
    assertThat(asked).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "256.0.0.1",
        "00000000009.1.1.1",
        "1.2.3",
        "1.2.3.4.5",
        "1..2.3",
        "1.2.3.",
        "x::1"
      })
  void hostThatTheJdkMayNotParseIsLookedUpOnAnotherThread(String host) throws Exception {
    permits.release();
    lookups.find(host).get(FakeAgent.LIMIT_SECONDS, SECONDS);
    assertThat(asked).singleElement().asString().startsWith(host + " on tightwire-lookup-");
  }

  @Test
  void aFailureHasTheSystemsMessage() {
    permits.release();
    assertThatIOException()
        .isThrownBy(() -> lookups.await("unknown.example", LIMIT))
        .withMessage("unknown host (Temporary failure in name resolution)");
  }

  @Test
  void anUnknownZoneIsNoUnknownHost() {
    assertThatIOException()
        .isThrownBy(() -> lookups.await("fe80::1%nosuch0", LIMIT))
        .withMessage(
            "this machine has no network interface \"nosuch0\", which the address"
                + " fe80::1%nosuch0 names");
  }

  @Test
  void waitingHasALimitAndIsNotInterrupted() {
    Thread.currentThread().interrupt();
    try {
      assertThatIOException()
          .isThrownBy(() -> lookups.await("slow.example", Duration.ofMillis(10)))
          .withMessage("the look-up of slow.example takes longer than 10ms");
      assertThat(Thread.currentThread().isInterrupted()).isTrue();
    } finally {
      boolean unused = Thread.interrupted();
      permits.release();
    }
  }

  @Test
  void aResolverThatThrowsFailsItsLookUp() {
    NameLookups broken =
        new NameLookups(
            host -> {
              throw new StackOverflowError();
            });
    for (int i = 0; i < 2 * NameLookups.MAX_THREADS; i++) {
      assertThatIOException()
          .isThrownBy(() -> broken.await("deep.example", LIMIT))
          .withMessageContaining("deep.example failed: java.lang.StackOverflowError");
    }
  }
}
