package io.tightwire.internal.link.zmq;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.internal.link.ClientLink;
import io.tightwire.internal.link.CurveOptions;
import io.tightwire.internal.link.Endpoint;
import io.tightwire.internal.link.FakeAgent;
import io.tightwire.internal.link.LinkOptions;
import io.tightwire.internal.link.Peer;
import io.tightwire.internal.link.ServerLink;
import io.tightwire.internal.link.Targets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A client's servers may each have a key of their own. */
class CurveTargetsTest {

  private static final LinkOptions OPTIONS = new LinkOptions("test-targets", 1 << 20, 8 << 20);
  private static final String[] CLIENT = CurveKeys.generate();
  private static final String[] FIRST = CurveKeys.generate();
  private static final String[] SECOND = CurveKeys.generate();

  private final Deque<Runnable> cleanups = new ArrayDeque<>();
  private final CompletableFuture<Targets> targets = new CompletableFuture<>();
  private final FakeAgent agent =
      new FakeAgent() {
        @Override
        public void onOpened(Targets opened, long now) {
          targets.complete(opened);
        }
      };

  private final ClientLink<Consumer<FakeAgent>> client =
      new ClientLink<>(
          List.of(),
          OPTIONS.with(CurveOptions.ofClient(CLIENT[0], CLIENT[1], CurveKeys::isKey)),
          agent);

  @AfterEach
  void close() {
    client.close(Duration.ZERO);
    cleanups.forEach(Runnable::run);
  }

  private Endpoint serve(FakeAgent serving, String @Nullable [] pair) throws Exception {
    CurveOptions keys =
        pair == null ? null : CurveOptions.ofServer(pair[0], pair[1], CLIENT[0]::equals);
    ServerLink<Consumer<FakeAgent>> server = new ServerLink<>(OPTIONS.with(keys), serving);
    cleanups.push(() -> server.close(Duration.ZERO));
    Endpoint bound = server.bind(Endpoint.parse("tcp://127.0.0.1:*"));
    server.start();
    return bound;
  }

  private void reach(Endpoint endpoint, @Nullable String key) {
    client.post(unused -> targets.join().reach(endpoint, key));
  }

  private void say(Peer to, String word) {
    client.post(unused -> to.send(word.getBytes(UTF_8)));
  }

  @Test
  void eachServerProvesItsOwnKey() throws Exception {
    FakeAgent first = new FakeAgent();
    FakeAgent second = new FakeAgent();
    Endpoint one = serve(first, FIRST);
    Endpoint two = serve(second, SECOND);
    client.start();
    reach(one, FIRST[0]);
    Peer toFirst = FakeAgent.next(agent.connected);
    assertThat(toFirst.key()).isEqualTo(FIRST[0]);
    reach(two, SECOND[0]);
    Peer toSecond = FakeAgent.next(agent.connected);
    assertThat(toSecond.key()).isEqualTo(SECOND[0]);
    say(toFirst, "one");
    say(toSecond, "two");
    assertThat(FakeAgent.next(first.received).bytes()).asString().isEqualTo("one");
    assertThat(FakeAgent.next(second.received).bytes()).asString().isEqualTo("two");
  }

  @Test
  void theOtherServersKeyConnectsNowhere() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = serve(serving, FIRST);
    client.start();
    reach(bound, SECOND[0]);
    assertThat(FakeAgent.next(agent.disconnected)).contains("is that its public key?");
    assertThat(serving.connected).isEmpty();
  }

  /** A client with keys speaks to nobody in the clear, whatever its agent forgets. */
  @Test
  void aTargetWithoutAKeyIsNotConnectedTo() throws Exception {
    FakeAgent plain = new FakeAgent();
    Endpoint bound = serve(plain, null);
    client.start();
    reach(bound, null);
    assertThat(FakeAgent.next(agent.failed)).contains("public key of the server is not known");
    assertThat(plain.connected).isEmpty();
  }

  @Test
  void anEndpointIsReachedAgainWithAnotherKeyWhileTheOldConnectionStays() throws Exception {
    FakeAgent serving = new FakeAgent();
    Endpoint bound = serve(serving, SECOND);
    client.start();
    reach(bound, SECOND[0]);
    Peer old = FakeAgent.next(agent.connected);
    say(old, "before");
    FakeAgent.next(serving.received);
    client.post(unused -> targets.join().leave(bound));
    reach(bound, FIRST[0]);
    assertThat(FakeAgent.next(agent.disconnected)).contains("is that its public key?");
    say(old, "after");
    assertThat(FakeAgent.next(serving.received).bytes()).asString().isEqualTo("after");
    assertThat(serving.disconnected).isEmpty();
  }
}
