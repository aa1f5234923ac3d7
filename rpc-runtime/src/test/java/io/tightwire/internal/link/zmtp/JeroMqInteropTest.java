package io.tightwire.internal.link.zmtp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.RawPeer;
import io.tightwire.internal.link.ServerLink;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZEvent;
import org.zeromq.ZMQ;
import org.zeromq.ZMonitor;

/**
 * Stock JeroMQ sockets on the other side, without any of our adapters. Those that connect do so
 * several times if need be, each time in a context of its own: JeroMQ's poller loses one of some
 * dozens of fresh connections over loopback, also to its own ROUTER, and with it all those that
 * follow on its thread.
 */
@Timeout(120)
class JeroMqInteropTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-interop", 4 << 20, 16 << 20);
  private static final int ATTEMPTS = 10;
  private static final int ATTEMPT_MILLIS = 5_000;
  private static final int[] SIZES = {0, 1, 255, 256, 8191, 8192, 65_536, 200_000, 3 << 20};

  private static byte[] message(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  @Test
  void dealerOfJeroMqIsServed() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, echo());
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    try {
      for (int attempt = 1; !isServed(endpoint); attempt++) {
        assertThat(attempt).as("attempts").isLessThan(ATTEMPTS);
      }
    } finally {
      server.close(Duration.ofSeconds(1));
    }
  }

  /** Returns false if a fresh DEALER's first message is not answered in time. */
  private static boolean isServed(Endpoint endpoint) {
    try (ZContext context = new ZContext();
        ZMQ.Socket dealer = context.createSocket(SocketType.DEALER)) {
      dealer.setReceiveTimeOut(ATTEMPT_MILLIS);
      assertThat(dealer.connect(endpoint.toString())).isTrue();
      assertThat(dealer.send("first")).isTrue();
      if (dealer.recv() == null) {
        return false;
      }
      dealer.setReceiveTimeOut(-1);
      for (int size : SIZES) {
        assertThat(dealer.send(message(size))).isTrue();
        assertThat(dealer.recv()).isEqualTo(message(size));
      }
      return true;
    }
  }

  @Test
  void pingIsAnsweredWithItsContext() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, echo());
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    try (RawPeer peer = RawPeer.connect(endpoint)) {
      peer.send(RawPeer.COMMAND, "\4PING\0\0context".getBytes(UTF_8));
      assertThat(peer.read(14)).isEqualTo("\4\14\4PONGcontext".getBytes(UTF_8));
    } finally {
      server.close(Duration.ofSeconds(1));
    }
  }

  @Test
  void routerOfJeroMqServes() throws Exception {
    for (int attempt = 1; !servesUs(); attempt++) {
      assertThat(attempt).as("attempts").isLessThan(ATTEMPTS);
    }
  }

  /** Returns false if a client is not connected to a fresh ROUTER in time. */
  private static boolean servesUs() throws Exception {
    FakeAgent agent = new FakeAgent();
    try (ZContext context = new ZContext();
        ZMQ.Socket router = context.createSocket(SocketType.ROUTER)) {
      int port = router.bindToRandomPort("tcp://127.0.0.1");
      ClientLink<Consumer<FakeAgent>> client =
          new ClientLink<>(Endpoint.parse("tcp://127.0.0.1:" + port), OPTIONS, agent);
      client.start();
      try {
        Peer peer = agent.connected.poll(ATTEMPT_MILLIS, TimeUnit.MILLISECONDS);
        if (peer == null) {
          return false;
        }
        for (int size : SIZES) {
          client.post(a -> peer.send(message(size)));
          byte[] id = router.recv();
          byte[] message = router.recv();
          assertThat(message).isEqualTo(message(size));
          assertThat(router.sendMore(id)).isTrue();
          assertThat(router.send(message)).isTrue();
          assertThat(FakeAgent.next(agent.received).bytes()).isEqualTo(message(size));
        }
        return true;
      } finally {
        client.close(Duration.ofSeconds(1));
      }
    }
  }

  /** Sockets that have nothing to say to a ROUTER are refused. */
  @ParameterizedTest
  @EnumSource(
      value = SocketType.class,
      names = {"SUB", "PULL"})
  void socketsThatDoNotFitAreRefused(SocketType type) throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS, serving);
    Endpoint endpoint = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    try {
      for (int attempt = 1; !isDisconnected(type, endpoint); attempt++) {
        assertThat(attempt).as("attempts").isLessThan(ATTEMPTS);
      }
      assertThat(serving.connected).isEmpty();
    } finally {
      server.close(Duration.ofSeconds(1));
    }
  }

  /** Connects a socket. Returns whether its connection is ended by the other side in time. */
  private static boolean isDisconnected(SocketType type, Endpoint endpoint) {
    String events = "inproc://misfit";
    try (ZContext context = new ZContext();
        ZMQ.Socket monitor = context.createSocket(SocketType.PAIR);
        ZMQ.Socket misfit = context.createSocket(type)) {
      monitor.setReceiveTimeOut(ATTEMPT_MILLIS);
      assertThat(misfit.monitor(events, ZMQ.EVENT_DISCONNECTED)).isTrue();
      assertThat(monitor.connect(events)).isTrue();
      assertThat(misfit.connect(endpoint.toString())).isTrue();
      ZEvent event = ZEvent.recv(monitor);
      return event != null && event.getEvent() == ZMonitor.Event.DISCONNECTED;
    }
  }

  private static FakeAgent echo() {
    return new FakeAgent() {
      @Override
      public void onMessage(Peer peer, byte[] message, long now) {
        peer.send(message);
      }
    };
  }
}
