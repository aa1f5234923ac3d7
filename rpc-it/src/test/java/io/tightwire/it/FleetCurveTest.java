package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.CurveAllowList;
import io.tightwire.CurveKeyPair;
import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Tests servers that have CURVE keys of their own, which they publish. */
final class FleetCurveTest extends FleetScenario {

  private static final CurveKeyPair CLIENT = CurveKeyPair.generate();
  private static final int CALLERS = 4;
  private static final int ENOUGH = 100;

  private final Registry registry = new Registry();

  /** A registry of this process, whose entries can be falsified. Thread-safe. */
  private static final class Registry implements Registrar, Resolver {

    private final List<ServerAddress> servers = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();

    @Override
    public synchronized Registration register(ServerAddress self) {
      servers.add(self);
      tell();
      return new Registration() {
        @Override
        public boolean isRegistered() {
          return true;
        }

        @Override
        public void update(Map<String, String> attributes) {}

        @Override
        public void close() {}
      };
    }

    @Override
    public synchronized Watch watch(Listener listener) {
      listeners.add(listener);
      listener.servers(servers);
      return Watch.NONE;
    }

    synchronized void change(String endpoint, UnaryOperator<ServerAddress> change) {
      servers.replaceAll(each -> each.endpoint().equals(endpoint) ? change.apply(each) : each);
      tell();
    }

    synchronized int size() {
      return servers.size();
    }

    private void tell() {
      listeners.forEach(listener -> listener.servers(servers));
    }
  }

  private static final class Counting extends Workbench {
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public String work(String what) {
      calls.incrementAndGet();
      return what;
    }
  }

  private RpcServer serve(Workshop workshop, CurveKeyPair keys) {
    return serve(
        server(workshop).curve(keys, CurveAllowList.of(CLIENT.publicKey())).registrar(registry),
        Transport.TCP.wildcard());
  }

  private RpcClient connectByRegistry(int servers) {
    await().atMost(AT_ONCE).until(() -> registry.size() == servers);
    return connect(RpcClient.builder().resolver(registry).curve(CLIENT).interceptor(calls));
  }

  private static void awaitReason(RpcClient client, RpcServer server, String reason) {
    await()
        .atMost(AT_ONCE)
        .untilAsserted(
            () ->
                assertThat(status(client, server.endpoint()).reason().orElse("ready"))
                    .contains(reason));
  }

  @Test
  void serversWithTheirOwnKeysServeAndOneWithAnotherKeyGetsNoCall() throws Exception {
    CurveKeyPair itsKeys = CurveKeyPair.generate();
    Counting betrayed = new Counting();
    RpcServer first = serve(new Counting(), CurveKeyPair.generate());
    RpcServer second = serve(new Counting(), CurveKeyPair.generate());
    RpcServer third = serve(betrayed, itsKeys);
    await().atMost(AT_ONCE).until(() -> registry.size() == 3);
    String falseKey = CurveKeyPair.generate().publicKey();
    registry.change(third.endpoint(), each -> each.with("curve", falseKey));

    RpcClient client = connectByRegistry(3);
    awaitReady(client, 2);
    WorkshopStub workshop = new WorkshopStub(client);
    Callers callers = Callers.start(CALLERS, id -> workshop.work(id).remote(LONG));
    calls.awaitSuccesses(first.endpoint(), ENOUGH, AT_ONCE);
    calls.awaitSuccesses(second.endpoint(), ENOUGH, AT_ONCE);
    awaitReason(client, third, "is that its public key?");

    registry.change(third.endpoint(), each -> ServerAddress.of(each.endpoint()));
    awaitReason(client, third, "no attribute \"curve\"");
    assertThat(betrayed.calls).hasValue(0);

    registry.change(third.endpoint(), each -> each.with("curve", itsKeys.publicKey()));
    calls.awaitSuccesses(third.endpoint(), ENOUGH, AT_ONCE);
    callers.finish();
    assertThat(callers.failed()).isEmpty();
  }

  @Test
  void callsEndOnTheOldConnectionWhenTheListTakesAKeyAway() throws Exception {
    RpcServer first = serve(new Counting(), CurveKeyPair.generate());
    RpcServer second = serve(new Counting(), CurveKeyPair.generate());
    RpcClient client = connectByRegistry(2);
    awaitReady(client, 2);
    WorkshopStub workshop = new WorkshopStub(client);
    Callers callers = Callers.start(CALLERS, id -> workshop.work(id).remote(LONG));
    calls.awaitSuccesses(first.endpoint(), ENOUGH, AT_ONCE);

    registry.change(first.endpoint(), each -> ServerAddress.of(each.endpoint()));
    awaitState(client, first.endpoint(), ServerStatus.State.CONNECTING);
    calls.awaitSuccesses(second.endpoint(), ENOUGH, AT_ONCE);
    callers.finish();
    assertThat(callers.failed()).isEmpty();
  }
}
