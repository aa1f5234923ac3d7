package io.tightwire.internal.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What holds over every transport. */
abstract class LinkContract {

  static final Duration LINGER = Duration.ofSeconds(20);
  static final LinkOptions CLIENT = new LinkOptions("test-client", 16 << 20, 64 << 20);
  static final LinkOptions SERVER = new LinkOptions("test-server", 16 << 20, 64 << 20);

  final List<Runnable> cleanups = new ArrayList<>();

  /** An endpoint of which something is left to the system. */
  abstract Endpoint open() throws IOException;

  /** A free endpoint, nothing left open. */
  abstract Endpoint concrete() throws IOException;

  @AfterEach
  void closeAll() {
    for (int i = cleanups.size() - 1; i >= 0; i--) {
      cleanups.get(i).run();
    }
  }

  ServerLink<Consumer<FakeAgent>> server(FakeAgent agent) {
    ServerLink<Consumer<FakeAgent>> link = new ServerLink<>(SERVER, agent);
    cleanups.add(() -> link.close(Duration.ZERO));
    return link;
  }

  ClientLink<Consumer<FakeAgent>> client(Endpoint endpoint, FakeAgent agent) {
    ClientLink<Consumer<FakeAgent>> link = new ClientLink<>(endpoint, CLIENT, agent);
    cleanups.add(() -> link.close(Duration.ZERO));
    link.start();
    return link;
  }

  static FakeAgent echo() {
    return new FakeAgent() {
      @Override
      public void onMessage(Peer peer, byte[] message, long now) {
        peer.send(message, message.length);
      }
    };
  }

  static void send(Peer peer, String text) {
    byte[] bytes = text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    peer.send(bytes, bytes.length);
  }

  @Test
  void echoes() throws Exception {
    ServerLink<Consumer<FakeAgent>> server = server(echo());
    Endpoint bound = server.bind(open());
    server.start();
    FakeAgent agent = new FakeAgent();
    ClientLink<Consumer<FakeAgent>> client = client(bound, agent);
    Peer peer = FakeAgent.next(agent.connected);
    assertThat(client.post(a -> send(peer, "hello"))).isTrue();
    assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("hello");
    client.close(LINGER);
    assertThat(agent.failure).isNull();
  }
}
