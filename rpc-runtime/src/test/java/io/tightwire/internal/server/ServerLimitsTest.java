package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Heartbeat;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The limits for one client, and for all clients together. */
class ServerLimitsTest {

  private static final int KIB = 1 << 10;
  private static final Duration SOON = Duration.ofSeconds(10);

  private final ServerMethod<Integer> endless =
      completing("endless", value -> new CompletableFuture<>());

  private final ServerMethod<byte[]> crate =
      ServerMethod.returning(
          MethodDescriptor.unary("a.Test", "crate", 1, Codecs.BYTES),
          in -> {
            int size = in.readInt();
            return () -> new byte[size];
          });

  /** One large result of a call that is started before there is too much. */
  private final CompletableFuture<byte[]> result = new CompletableFuture<>();

  private final ServerMethod<byte[]> later =
      ServerMethod.completing(
          MethodDescriptor.unary("a.Test", "later", 1, Codecs.BYTES),
          in -> {
            int unused = in.readInt();
            return () -> result;
          });

  private static ServerRig rig(ServerLimits limits, ServerMethod<?>... methods) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.limits = limits;
    return new ServerRig(setup, methods).connect();
  }

  private static ServerLimits calls(int perClient, int inAll) {
    return new ServerLimits(perClient, inAll, KIB, KIB, KIB, KIB, SOON);
  }

  private static ServerLimits requestBytes(long perClient, long inAll) {
    return new ServerLimits(100, 100, perClient, inAll, KIB, KIB, SOON);
  }

  private static ServerLimits waitingBytes(long perClient, long inAll) {
    return new ServerLimits(100, 100, KIB, KIB, perClient, inAll, SOON);
  }

  private static void assertRefused(ServerRig rig, int id, String why) {
    Frame.Failure failure = rig.nextFailure(id);
    assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.message()).contains("Test.endless was not started", why);
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void openCallsOfAClientAreLimited() {
    ServerRig rig = rig(calls(2, 100), endless);
    rig.call(1, "endless", 0);
    rig.call(2, "endless", 0);
    rig.call(3, "endless", 0);
    assertRefused(rig, 3, "the client has 2 calls open");
    rig.receive(FrameWriter.cancel(1, "enough"));
    rig.call(4, "endless", 0);
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void openCallsOfAllClientsTogetherAreLimited() {
    ServerRig rig = rig(calls(2, 3), endless);
    rig.oneWay(1, "endless", 0);
    rig.call(2, "endless", 0);
    rig.connect();
    rig.call(1, "endless", 0);
    rig.call(2, "endless", 0);
    assertRefused(rig, 2, "the server has 3 calls open");
  }

  /** A request of a few bytes, in a message of many. */
  private static byte[] padded(int id, int size) {
    byte[] request = ServerRig.request(id, "endless", 0, null, out -> out.writeInt(0));
    byte[] padding = FrameWriter.ping();
    int count = (size - request.length) / padding.length;
    byte[] message = Arrays.copyOf(request, request.length + count * padding.length);
    for (int i = request.length; i < message.length; i += padding.length) {
      System.arraycopy(padding, 0, message, i, padding.length);
    }
    return message;
  }

  @Test
  void messageCountsWithAllItsBytesAsLongAsOneOfItsCallsIsOpen() {
    ServerRig rig = rig(requestBytes(KIB, 10 * KIB), endless);
    rig.receive(padded(1, 600));
    rig.peer.take();
    rig.receive(padded(2, 600));
    assertRefused(rig, 2, "requests of open calls take up all");
    rig.receive(FrameWriter.cancel(1, "enough"));
    rig.peer.take();
    rig.receive(padded(3, 600));
    assertThat(rig.peer.take()).hasOnlyElementsOfType(Frame.Pong.class);
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("lost"), rig.now);
    assertThat(rig.core.isIdle()).isTrue();
  }

  /** The call stays in its lane's queue, which bounds calls and not their bytes. */
  @Test
  void callThatIsCancelledInItsQueueKeepsNothingOfItsMessage() {
    ServerRig rig = rig(requestBytes(KIB, 10 * KIB), endless);
    WeakReference<byte[]> kept = receive(rig, 1);
    rig.receive(FrameWriter.cancel(1, "enough"));
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              System.gc();
              assertThat(kept.get() == null).as("gone").isTrue();
            });
    assertThat(rig.tasks).as("its lane's thread has not begun").isNotEmpty();
  }

  private static WeakReference<byte[]> receive(ServerRig rig, int id) {
    byte[] message = padded(id, 600);
    rig.receive(message);
    return new WeakReference<>(message);
  }

  @Test
  void requestsOfAllClientsAreBoundedTogether() {
    ServerRig rig = rig(requestBytes(KIB, KIB), endless);
    rig.receive(padded(1, 600));
    rig.connect();
    rig.receive(padded(1, 600));
    assertRefused(rig, 1, "requests of open calls take up all");
  }

  @Test
  void responsesThatWaitForAllClientsAreBoundedTogether() {
    ServerRig rig = rig(waitingBytes(1 << 20, 150 * KIB), crate, later);
    FakePeer hog = rig.peer;
    hog.setWritable(false);
    rig.call(1, "crate", 100 * KIB);
    rig.settle();
    rig.connect();
    rig.call(1, "crate", 100 * KIB);
    rig.settle();
    rig.peer.next(
        Frame.Result.class); // it takes its response immediately, so nothing is kept for it
    rig.call(2, "later", 0);
    rig.settle();
    rig.peer.setWritable(false);
    rig.peer.setUnsent(20 * KIB);
    boolean unused = result.complete(new byte[100 * KIB]);
    rig.settle();
    rig.peer.setWritable(true);
    rig.peer.setUnsent(0);
    rig.turn();
    assertThat(rig.nextFailure(2).message()).contains("does not keep up");

    hog.setWritable(true);
    rig.turn();
    hog.next(Frame.Result.class);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void clientThatDoesNotSayHelloInTimeIsDropped() {
    ServerRig rig = new ServerRig(endless);
    rig.core.onConnected(rig.peer, rig.now);
    rig.elapse(SOON.minusMillis(1));
    rig.receive(FrameWriter.ping());
    rig.turn();
    assertThat(rig.peer.dropped()).isNull();
    rig.elapse(Duration.ofMillis(1));
    rig.turn();
    assertThat(rig.peer.dropped()).contains("HELLO");
  }

  @Test
  void clientThatDoesNotSayHelloIsDroppedAlsoWhenHeartbeatsNeverEnd() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.heartbeat = new Heartbeat(Duration.ofSeconds(5), ChronoUnit.FOREVER.getDuration());
    ServerRig rig = new ServerRig(setup, endless);
    rig.core.onConnected(rig.peer, rig.now);
    rig.elapse(SOON);
    rig.turn();
    assertThat(rig.peer.dropped()).contains("HELLO");
  }

  @Test
  void clientThatSaidHelloMayBeQuiet() {
    ServerRig rig = new ServerRig(endless).connect();
    rig.elapse(SOON);
    rig.turn();
    assertThat(rig.peer.dropped()).isNull();
  }

  @Test
  void clientThatReadsNothingIsDroppedThoughItSends() {
    ServerRig rig = new ServerRig(endless).connect();
    rig.peer.stall(rig.now);
    rig.elapse(ServerRig.HEARTBEAT.timeout().minusMillis(1));
    rig.receive(FrameWriter.hello("client", ServerRig.MAX, Map.of()));
    rig.turn();
    assertThat(rig.peer.dropped()).isNull();
    rig.elapse(ServerRig.HEARTBEAT.interval());
    rig.receive(FrameWriter.ping());
    rig.turn();
    assertThat(rig.peer.dropped()).contains("taken nothing", "15s");
  }
}
