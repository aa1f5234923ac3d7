package io.tightwire.discovery.zookeeper;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcRequest;
import io.tightwire.RpcServer;
import io.tightwire.ServerStatus;
import io.tightwire.codec.Codecs;
import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.discovery.Discovery;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What calls see while the registry fails: nothing. */
class RegistryFailuresTest extends RegistryTest {

  private static final int SERVERS = 3;

  private static final MethodDescriptor<Integer> RUN =
      MethodDescriptor.unary("a.Test", "run", 0, Codecs.INT);

  private final AtomicInteger runs = new AtomicInteger();
  private final List<ZooKeeperRegistration> registrations = new CopyOnWriteArrayList<>();
  private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
  private final AtomicInteger calls = new AtomicInteger();
  private RpcClient client;
  private volatile boolean calling = true;
  private Thread caller;

  RegistryFailuresTest() throws Exception {}

  @BeforeEach
  void start() {
    for (int i = 0; i < SERVERS; i++) {
      RpcServer server = RpcServer.builder().service(counting()).registrar(this::register).build();
      opened.add(server);
      server.bind("tcp://127.0.0.1:*");
      server.start();
    }
    client = RpcClient.builder().endpoint(target()).timeout(LIMIT).build();
    opened.add(client);
    eventually(this::allAreReady);
    caller = new Thread(this::call, "caller");
    caller.start();
    opened.add(this::stop);
  }

  private RpcSkeleton counting() {
    return new RpcSkeleton() {
      @Override
      public String serviceName() {
        return "a.Test";
      }

      @Override
      public List<ServerMethod<?>> methods() {
        Invocation<Integer> count = runs::incrementAndGet;
        return List.of(ServerMethod.returning(RUN, in -> count));
      }
    };
  }

  private Registrar.Registration register(ServerAddress self) {
    ZooKeeperRegistration registration =
        (ZooKeeperRegistration) Discovery.registrar(target()).register(self);
    registrations.add(registration);
    return registration;
  }

  private boolean allAreReady() {
    List<ServerStatus> servers = client.servers();
    return servers.size() == SERVERS
        && servers.stream().allMatch(server -> server.state() == ServerStatus.State.READY);
  }

  private boolean allAreRegistered() {
    return registrations.stream().allMatch(ZooKeeperRegistration::isRegistered);
  }

  private void call() {
    while (calling) {
      try {
        client.call(RpcRequest.of(RUN, out -> {}));
        calls.incrementAndGet();
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }
  }

  private void stop() throws InterruptedException {
    calling = false;
    caller.join();
  }

  /** Ends the calls, of which none may have failed or run twice; all connections are there. */
  private void assertUndisturbed() throws InterruptedException {
    int before = calls.get();
    eventually(() -> calls.get() > before);
    assertThat(allAreReady()).isTrue();
    stop();
    assertThat(failures).isEmpty();
    assertThat(runs).hasValue(calls.get());
  }

  @Test
  void sessionsExpire() throws Exception {
    for (ZooKeeperRegistration server : registrations) {
      replaceSession(server);
    }
    eventually(this::allAreRegistered);
    assertUndisturbed();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theRegistryIsDownForLongerThanSessionsLast(boolean wiped) throws Exception {
    registry.stop();
    eventually(() -> registrations.stream().noneMatch(ZooKeeperRegistration::isRegistered));
    RpcClient late = RpcClient.builder().endpoint(target()).timeout(LIMIT).build();
    opened.add(late);
    CompletableFuture<Integer> waiting = late.callAsync(RpcRequest.of(RUN, out -> {}));
    int before = calls.get();
    eventually(() -> calls.get() > before + 100);
    assertThat(waiting).isNotDone();

    if (wiped) {
      wipe();
    } else {
      registry.restart();
    }
    assertThat(Objects.requireNonNull(waiting.get(LIMIT.toSeconds(), SECONDS))).isPositive();
    calls.incrementAndGet();
    eventually(this::allAreRegistered);
    assertUndisturbed();
  }
}
