package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.BindException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InprocNamesTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-names", 1 << 20, 1 << 20);

  private final InprocNames names = new InprocNames();
  private final AtomicInteger wakes = new AtomicInteger();

  private InprocPort bind(String endpoint) throws BindException {
    Traffic traffic = new Traffic(new FakeAgent(), () -> {}, 1 << 20);
    return InprocPort.bind(Endpoint.parse(endpoint), names, OPTIONS, traffic);
  }

  @Test
  void aNameHasOneOwnerWhomTheErrorNames() throws Exception {
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
    assertThat(names.find("a")).isSameAs(first);
    assertThat(bind("inproc://b")).isNotSameAs(first);
  }

  @Test
  void aReleasedNameIsFreeAndOnlyItsOwnerReleasesIt() throws Exception {
    InprocPort first = bind("inproc://a");
    first.stopAccepting();
    assertThat(names.isUnknown("a")).isTrue();
    InprocPort second = bind("inproc://a");
    first.close(0);
    assertThat(names.find("a")).isSameAs(second);
    second.close(0);
    assertThat(names.isUnknown("a")).isTrue();
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
  void whoWaitsForANameIsWokenByIt() throws Exception {
    Runnable watcher = wakes::incrementAndGet;
    names.watch("a", watcher);
    names.watch("a", () -> {});
    bind("inproc://b");
    assertThat(wakes).hasValue(0);
    InprocPort port = bind("inproc://a");
    assertThat(wakes).hasValue(1);
    port.close(0);
    assertThat(wakes).hasValue(1);
    names.unwatch("a", watcher);
    bind("inproc://a");
    assertThat(wakes).hasValue(1);
  }

  @Test
  void nobodyPollsForANameThatIsNotThere() throws Exception {
    Endpoint endpoint = Endpoint.parse("inproc://a");
    FakeAgent agent = new FakeAgent();
    Traffic traffic = new Traffic(agent, wakes::incrementAndGet, 1 << 20);
    InprocClientWire wire = new InprocClientWire(endpoint, names, OPTIONS, agent, traffic);
    Sockets sockets = new Sockets(OPTIONS, fault -> {});
    wire.open(sockets);
    long now = System.nanoTime();
    assertThat(wire.tick(now)).isEqualTo(Long.MAX_VALUE);
    InprocPort port = bind("inproc://a");
    assertThat(wakes).hasValue(1);
    assertThat(wire.tick(now)).isEqualTo(now);
    assertThat(wire.receive(10, now)).isZero();
    assertThat(agent.connected).hasSize(1);
    assertThat(wire.tick(now)).isEqualTo(Long.MAX_VALUE);
    port.close(0);
    assertThat(wire.receive(10, now)).isEqualTo(1);
    assertThat(wire.tick(now)).isGreaterThan(now).isLessThan(Long.MAX_VALUE); // a short rest
    assertThat(wire.tick(now + 1_000_000_000)).isEqualTo(Long.MAX_VALUE);
    wire.close(0);
    sockets.close(false);
    assertThat(names.isUnknown("a")).isTrue();
  }

  @Test
  void whoComesTooLateIsToldSo() throws Exception {
    InprocInbox inbox = new InprocInbox(wakes::incrementAndGet);
    InprocPort stopped = bind("inproc://a");
    stopped.stopAccepting();
    stopped.connect(inbox);
    assertThat(inbox.poll()).isNull();
    stopped.receive(10, new FakeAgent(), 0);
    assertThat(reason(inbox)).contains("accepts nobody any more");
    InprocPort closing = bind("inproc://b");
    closing.connect(inbox);
    closing.leaveAll("failed: on purpose");
    closing.close(0);
    assertThat(reason(inbox)).contains("failed: on purpose");
    closing.connect(inbox);
    assertThat(reason(inbox)).contains("closed");
    assertThat(wakes).hasValue(3);
  }

  private static String reason(InprocInbox inbox) {
    return inbox.poll() instanceof InprocInbox.Ended ended ? ended.reason() : "not told";
  }
}
