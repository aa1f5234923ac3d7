package io.tightwire.internal.link.inproc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.LinkContext;
import io.tightwire.internal.link.LinkOptions;
import java.net.BindException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InprocRegistryTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-names", 1 << 20, 1 << 20);

  private final InprocRegistry registry = new InprocRegistry();
  private final AtomicInteger wakes = new AtomicInteger();

  private InprocPort bind(String endpoint) throws BindException {
    LinkContext context = new LinkContext(OPTIONS, new FakeAgent(), () -> {}, failure -> {});
    return InprocPort.bind(Endpoint.parse(endpoint), registry, context);
  }

  @Test
  void aNameHasOneOwnerThatTheErrorNames() throws Exception {
    InprocPort first = bind("inproc://a");
    assertThatThrownBy(() -> bind("inproc://a"))
        .isInstanceOf(BindException.class)
        .hasMessageContaining("Cannot bind inproc://a: the name is in use by this server itself")
        .hasMessageContaining('"' + Thread.currentThread().getName() + '"')
        .hasMessageContaining("bind inproc://*");
    CompletableFuture<@Nullable Throwable> elsewhere = new CompletableFuture<>();
    Thread second =
        new Thread(
            () -> {
              try {
                bind("inproc://a");
                elsewhere.complete(null);
              } catch (BindException e) {
                elsewhere.complete(e);
              }
            });
    second.start();
    assertThat(elsewhere.join()).hasMessageContaining("by another server of this process");
    second.join();
    assertThat(registry.find("a")).isSameAs(first);
    assertThat(bind("inproc://b")).isNotSameAs(first);
  }

  @Test
  void aReleasedNameIsFreeAndOnlyItsOwnerReleasesIt() throws Exception {
    InprocPort first = bind("inproc://a");
    first.stopAccepting();
    assertThat(registry.isUnknown("a")).isTrue();
    InprocPort second = bind("inproc://a");
    first.close(0);
    assertThat(registry.find("a")).isSameAs(second);
    second.close(0);
    assertThat(registry.isUnknown("a")).isTrue();
  }

  @Test
  void aChosenNameIsFreeAndNeverChosenAgain() throws Exception {
    InprocPort first = bind("inproc://*");
    assertThat(first.endpoint()).hasToString("inproc://auto-1");
    first.close(0);
    bind("inproc://auto-2");
    assertThat(bind("inproc://*").endpoint()).hasToString("inproc://auto-3");
    assertThatCode(() -> bind("inproc://auto-1")).doesNotThrowAnyException();
  }

  @Test
  void watcherOfANameIsWokenWhenItIsBound() throws Exception {
    Runnable watcher = wakes::incrementAndGet;
    registry.watch("a", watcher);
    registry.watch("a", () -> {});
    bind("inproc://b");
    assertThat(wakes).hasValue(0);
    InprocPort port = bind("inproc://a");
    assertThat(wakes).hasValue(1);
    port.close(0);
    assertThat(wakes).hasValue(1);
    registry.unwatch("a", watcher);
    bind("inproc://a");
    assertThat(wakes).hasValue(1);
  }

  @Test
  void nameThatIsNotBoundIsNotPolledFor() throws Exception {
    Endpoint endpoint = Endpoint.parse("inproc://a");
    FakeAgent agent = new FakeAgent();
    LinkContext context = new LinkContext(OPTIONS, agent, wakes::incrementAndGet, failure -> {});
    InprocClientTransport transport = new InprocClientTransport(endpoint, registry, context);
    transport.open();
    long now = System.nanoTime();
    assertThat(transport.tick(now)).isEqualTo(Long.MAX_VALUE);
    InprocPort port = bind("inproc://a");
    assertThat(wakes).hasValue(1);
    assertThat(transport.tick(now)).isEqualTo(now);
    assertThat(transport.receive(10, now)).isZero();
    assertThat(agent.connected).hasSize(1);
    assertThat(transport.tick(now)).isEqualTo(Long.MAX_VALUE);
    port.close(0);
    assertThat(transport.receive(10, now)).isEqualTo(1);
    assertThat(transport.tick(now)).isGreaterThan(now).isLessThan(Long.MAX_VALUE); // a short rest
    assertThat(transport.tick(now + 1_000_000_000)).isEqualTo(Long.MAX_VALUE);
    transport.close(0);
    assertThat(registry.isUnknown("a")).isTrue();
  }

  @Test
  void clientThatConnectsTooLateIsToldSo() throws Exception {
    InprocInbox inbox = new InprocInbox(wakes::incrementAndGet);
    InprocPort stopped = bind("inproc://a");
    stopped.stopAccepting();
    stopped.connect(inbox);
    assertThat(inbox.poll()).isNull();
    stopped.receive(10, 0);
    assertThat(reason(inbox)).contains("accepts no more connections");
    InprocPort closing = bind("inproc://b");
    closing.connect(inbox);
    closing.disconnectAll(new DisconnectReason(DisconnectReason.Kind.FAILED, "failed: on purpose"));
    closing.close(0);
    assertThat(reason(inbox)).contains("failed: on purpose");
    closing.connect(inbox);
    assertThat(reason(inbox)).contains("closed");
    assertThat(wakes).hasValue(3);
  }

  private static String reason(InprocInbox inbox) {
    return inbox.poll() instanceof InprocInbox.Ended ended ? ended.reason().text() : "not told";
  }
}
