package io.tightwire.internal.link;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.zmq.CurveKeys;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A handshake may take as long as a connection may take until its first message. */
@Timeout(120)
class HandshakeTimeTest {

  private static final Duration ROUND_TRIP = Duration.ofMillis(900);
  private static final String[] SERVER_PAIR = CurveKeys.generate();
  private static final String[] CLIENT_PAIR = CurveKeys.generate();

  private static LinkOptions options(String name, @Nullable CurveOptions keys) {
    return new LinkOptions(name, 1 << 20, 8 << 20).with(keys);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRoundTripOf900MillisecondsConnects(boolean encrypted) throws Exception {
    CurveOptions ofServer =
        CurveOptions.ofServer(SERVER_PAIR[0], SERVER_PAIR[1], CLIENT_PAIR[0]::equals);
    CurveOptions ofClient = CurveOptions.ofClient(CLIENT_PAIR[0], CLIENT_PAIR[1], SERVER_PAIR[0]);
    ServerLink<Consumer<FakeAgent>> server =
        new ServerLink<>(
            options("test-slow-server", encrypted ? ofServer : null), LinkContract.echo());
    Endpoint bound = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    FakeAgent agent = new FakeAgent();
    try (SlowNetwork network = new SlowNetwork(bound, ROUND_TRIP)) {
      ClientLink<Consumer<FakeAgent>> client =
          new ClientLink<>(
              network.endpoint(), options("test-slow-client", encrypted ? ofClient : null), agent);
      client.start();
      Peer peer = FakeAgent.next(agent.connected);
      client.post(a -> LinkContract.send(peer, "from afar"));
      assertThat(FakeAgent.next(agent.received).bytes()).asString().isEqualTo("from afar");
      assertThat(agent.failed).isEmpty();
      assertThat(agent.disconnected).isEmpty();
      client.close(Duration.ZERO);
    } finally {
      server.close(Duration.ZERO);
    }
  }

  @Test
  void aGreetingThatTakes2400MillisecondsIsWaitedFor() throws Exception {
    FakeAgent serving = new FakeAgent();
    ServerLink<Consumer<FakeAgent>> server =
        new ServerLink<>(options("test-patient-server", null), serving);
    Endpoint bound = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    try (RawPeer slow = RawPeer.dial(bound)) {
      byte[] greeting = RawPeer.greeting();
      for (int from = 0; from < greeting.length; from += 8) {
        TimeUnit.MILLISECONDS.sleep(300);
        slow.write(Arrays.copyOfRange(greeting, from, from + 8));
      }
      slow.read(RawPeer.GREETING_SIZE);
      slow.write(RawPeer.ready("DEALER", ""));
      slow.read(slow.read(2)[1]);
      slow.send("at last".getBytes(UTF_8));
      assertThat(FakeAgent.next(serving.received).bytes()).asString().isEqualTo("at last");
    } finally {
      server.close(Duration.ZERO);
    }
  }
}
