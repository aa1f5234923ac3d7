package io.tightwire.internal.link;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Hosts that have names: look-ups that hang or fail, and names with several addresses. */
@Timeout(120)
class NameLinkTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-names", 1 << 20, 8 << 20);
  private static final InetAddress HERE = InetAddress.getLoopbackAddress();

  private final List<Runnable> cleanups = new ArrayList<>();
  private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
  private final Semaphore permits = new Semaphore(0);
  private final NameLookups slow =
      new NameLookups(
          host -> {
            asked.add(host);
            permits.acquireUninterruptibly();
            return new InetAddress[] {HERE};
          });

  @AfterEach
  void closeAll() {
    permits.release(1000);
    for (int i = cleanups.size() - 1; i >= 0; i--) {
      cleanups.get(i).run();
    }
  }

  private static NameLookups of(InetAddress... addresses) {
    return new NameLookups(host -> addresses);
  }

  private ServerLink<Consumer<FakeAgent>> server(NameLookups lookups) {
    ServerLink<Consumer<FakeAgent>> server =
        new ServerLink<>(LinkContract.SERVER, LinkContract.echo(), lookups);
    cleanups.add(() -> server.close(Duration.ZERO));
    return server;
  }

  private Endpoint serve() throws IOException {
    ServerLink<Consumer<FakeAgent>> server = server(NameLookups.PROCESS);
    Endpoint bound = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    return bound;
  }

  private ClientLink<Consumer<FakeAgent>> connect(
      String host, int port, NameLookups lookups, FakeAgent agent) {
    ClientLink<Consumer<FakeAgent>> client =
        new ClientLink<>(
            List.of(Endpoint.parse("tcp://" + host + ":" + port)), OPTIONS, agent, lookups);
    cleanups.add(() -> client.close(Duration.ZERO));
    client.start();
    return client;
  }

  private static void roundTrip(ClientLink<Consumer<FakeAgent>> client, FakeAgent agent)
      throws InterruptedException {
    Peer peer = FakeAgent.next(agent.connected);
    client.post(a -> LinkContract.send(peer, "hello"));
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("hello");
  }

  @Test
  void aLookUpThatHangsHoldsUpNeitherTheLoopNorItsEnd() throws Exception {
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = connect("slow.example", 9, slow, agent);
    assertThat(FakeAgent.next(asked)).isEqualTo("slow.example");
    CountDownLatch passed = new CountDownLatch(1);
    client.post(a -> passed.countDown());
    assertThat(passed.await(FakeAgent.LIMIT_SECONDS, SECONDS)).isTrue();
    assertThat(FakeAgent.next(agent.failed)).contains("look-up of slow.example is not done yet");

    client.close(LinkContract.LINGER);
    assertThat(agent.closed.getCount()).isZero();
    assertThat(agent.failure).isNull();
    assertThat(permits.getQueueLength()).as("the look-up still hangs").isOne();
  }

  @Test
  void aLookUpThatEndsLateIsStillOfUse() throws Exception {
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = connect("slow.example", serve().port(), slow, agent);
    FakeAgent.next(agent.failed);
    permits.release();
    roundTrip(client, agent);
  }

  @Test
  void aLookUpForABindHoldsUpNoClient() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(slow);
    Endpoint bound = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = connect("127.0.0.1", bound.port(), slow, agent);
    Peer peer = FakeAgent.next(agent.connected);

    CompletableFuture<Endpoint> binding =
        CompletableFuture.supplyAsync(
            () -> {
              try {
                return server.bind(Endpoint.parse("tcp://slow.example:*"));
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThat(FakeAgent.next(asked)).isEqualTo("slow.example");
    client.post(a -> LinkContract.send(peer, "meanwhile"));
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("meanwhile");
    assertThat(binding).isNotDone();

    permits.release();
    Endpoint second = binding.get(FakeAgent.LIMIT_SECONDS, SECONDS);
    assertThat(second.toString()).startsWith("tcp://slow.example:").doesNotEndWith("*");
    FakeAgent other = new FakeAgent();
    roundTrip(connect("127.0.0.1", second.port(), slow, other), other);
  }

  @Test
  void anUnknownHostIsReportedAndRetried() throws Exception {
    NameLookups lookups =
        new NameLookups(
            host -> {
              asked.add(host);
              if (permits.tryAcquire()) {
                return new InetAddress[] {HERE};
              }
              throw new UnknownHostException(host + ": Name or service not known");
            });
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client =
        connect("later.example", serve().port(), lookups, agent);
    assertThat(FakeAgent.next(agent.failed)).isEqualTo("unknown host (Name or service not known)");
    for (int i = 0; i < 3; i++) {
      FakeAgent.next(asked);
    }
    assertThat(agent.failed).as("reported once").isEmpty();
    permits.release();
    roundTrip(client, agent);
  }

  @Test
  void anUnknownHostCannotBeBound() {
    NameLookups lookups =
        new NameLookups(
            host -> {
              throw new UnknownHostException(host);
            });
    assertThatIOException()
        .isThrownBy(() -> server(lookups).bind(Endpoint.parse("tcp://nowhere.example:*")))
        .withMessage("Cannot bind tcp://nowhere.example:*: unknown host");
  }

  @Test
  void anUnknownZoneIsReported() throws Exception {
    FakeAgent agent = new FakeAgent();
    connect("[fe80::1%nosuch0]", 9, NameLookups.PROCESS, agent);
    assertThat(FakeAgent.next(agent.failed)).contains("no network interface \"nosuch0\"");
  }

  @Test
  @EnabledOnOs(OS.LINUX) // where all of 127/8 is this machine
  void allAddressesAreTried() throws Exception {
    NameLookups lookups =
        of(InetAddress.getByName("127.0.0.2"), InetAddress.getByName("127.0.0.3"), HERE);
    FakeAgent agent = new FakeAgent();
    roundTrip(connect("three.example", serve().port(), lookups, agent), agent);
    assertThat(agent.failed).isEmpty();
  }

  /** Its backlog is full, so that the system ignores those who come. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anAddressThatDoesNotRespondIsNotWaitedFor() throws Exception {
    Endpoint bound = serve();
    InetAddress other = InetAddress.getByName("127.0.0.2");
    List<SocketChannel> highWatermark = new ArrayList<>();
    try (ServerSocket silent = new ServerSocket(bound.port(), 1, other)) {
      for (int i = 0; i < 10; i++) {
        SocketChannel one = SocketChannel.open();
        highWatermark.add(one);
        one.configureBlocking(false);
        boolean unused = one.connect(silent.getLocalSocketAddress());
      }
      FakeAgent agent = new FakeAgent();
      roundTrip(connect("two.example", bound.port(), of(other, HERE), agent), agent);
      assertThat(agent.failed).as("no attempt failed").isEmpty();
    } finally {
      for (SocketChannel one : highWatermark) {
        one.close();
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void failureNamesEachAddressWithoutAListener() throws Exception {
    int port;
    try (ServerSocket probe = new ServerSocket(0, 1, HERE)) {
      port = probe.getLocalPort();
    }
    FakeAgent agent = new FakeAgent();
    connect("two.example", port, of(InetAddress.getByName("127.0.0.2"), HERE), agent);
    assertThat(FakeAgent.next(agent.failed))
        .isEqualTo("127.0.0.2: Connection refused, 127.0.0.1: Connection refused");
  }

  /** It accepts and never greets: that is not found out before the handshake's time is over. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void anAddressThatFailedIsNotTheFirstTheNextTime() throws Exception {
    Endpoint bound = serve();
    InetAddress other = InetAddress.getByName("127.0.0.2");
    try (ServerSocket useless = new ServerSocket(bound.port(), 1, other)) {
      FakeAgent agent = new FakeAgent();
      ClientLink<Consumer<FakeAgent>> client =
          connect("two.example", bound.port(), of(other, HERE), agent);
      useless.accept().close();
      roundTrip(client, agent);
    }
  }
}
