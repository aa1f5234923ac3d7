package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static io.tightwire.internal.server.ServerRig.request;
import static io.tightwire.internal.server.ServerRig.streaming;
import static io.tightwire.internal.server.ServerRig.unary;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServerCoreTest {

  private final List<Integer> ran = new ArrayList<>();
  private final ServerMethod<Integer> echo = ServerRig.echo(ran);

  @Test
  void callIsRunOnceAndGetsOneResponse() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 42);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(42);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(ran).containsExactly(42);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void firstFrameMustBeHello() {
    ServerRig rig = new ServerRig(echo);
    rig.core.onConnected(rig.peer, rig.now);
    rig.call(5, "echo", 42);
    rig.settle();
    assertThat(rig.nextFailure(5).message()).contains("HELLO");
    assertThat(ran).isEmpty();
  }

  @Test
  void otherVersionIsRefusedWithBothVersions() {
    ServerRig rig = new ServerRig(echo);
    rig.core.onConnected(rig.peer, rig.now);
    byte[] hello = FrameWriter.hello("client", ServerRig.MAX, Map.of());
    hello[7] = 9;
    rig.receive(hello);
    assertThat(rig.nextFailure(0).message()).contains("version 1", "client 9");
  }

  @Test
  void unknownMethodIsRefusedWithTheKnownOnes() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "ecco", 42);
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("UNIMPLEMENTED");
    assertThat(failure.message()).contains("ecco not found", "a.Test", "echo");
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void wrongNumberOfArgumentsAndWrongTypesAreRefusedUnrun() {
    ServerRig rig = new ServerRig(echo).connect();
    byte[] two = request(6, "echo", 0, null, out -> out.writeInt(1));
    byte[] more = Arrays.copyOf(two, two.length + 1);
    more[two.length - 2] = (byte) 0x92;
    rig.receive(more);
    rig.receive(request(7, "echo", 0, null, out -> out.writeString("x")));
    rig.settle();
    assertThat(rig.nextFailure(6).message()).contains("takes 1 arguments, 2 were sent");
    Frame.Failure failure = rig.nextFailure(7);
    assertThat(failure.message()).contains("Test.echo", "can't be decoded");
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(ran).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void argumentWhoseConstructorThrowsGetsAResponse() {
    ServerMethod<Integer> method =
        ServerMethod.returning(
            unary("picky"),
            in -> {
              throw new IllegalArgumentException("must be even");
            });
    ServerRig rig = new ServerRig(method).connect();
    rig.call(5, "picky", 1);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("INTERNAL");
    assertThat(failure.message()).contains("must be even");
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void callOfTheWrongKindIsRefused() {
    ServerRig rig = new ServerRig(echo, streaming("count", n -> Stream.of(n))).connect();
    rig.stream(5, "echo", 1);
    rig.call(6, "count", 1);
    rig.oneWay(7, "count", 1);
    rig.receive(request(8, "count", Frame.ONE_WAY | Frame.STREAMING, null, out -> out.writeInt(1)));
    assertThat(rig.nextFailure(5).message()).contains("is not a stream");
    assertThat(rig.nextFailure(6).message()).contains("is a stream");
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.tasks).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void unknownFrameEndsItsCall() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.receive(HexFormat.of().parseHex("936305c0"));
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("UNIMPLEMENTED");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.settle();
    assertThat(ran).as("its caller learned that it did not run").isEmpty();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void unknownFrameAboutTheConnectionIsIgnored() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.receive(HexFormat.of().parseHex("936300c0"));
    assertThat(rig.peer.take()).isEmpty();
  }

  @Test
  void badFrameAboutARunningCallDoesNotDenyThatItRan() {
    ServerRig rig =
        new ServerRig(completing("later", value -> new CompletableFuture<>())).connect();
    rig.call(5, "later", 1);
    rig.settle();
    byte[] bad = FrameWriter.credit(5, 1);
    bad[bad.length - 1] = 0;
    rig.receive(bad);
    assertThat(rig.nextFailure(5).mayHaveExecuted()).isTrue();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void badFrameIsSkippedAndTheNextIsRead() {
    ServerRig rig = new ServerRig(echo).connect();
    byte[] bad = FrameWriter.credit(5, 1);
    bad[bad.length - 1] = 0;
    byte[] good = request(6, "echo", 0, null, out -> out.writeInt(1));
    byte[] message = Arrays.copyOf(bad, bad.length + good.length);
    System.arraycopy(good, 0, message, bad.length, good.length);
    rig.receive(message);
    rig.settle();
    assertThat(rig.nextFailure(5).status()).isEqualTo("INTERNAL");
    assertThat(rig.nextResult(6)).isEqualTo(1);
  }

  @Test
  void frameThatIsCutShortCostsItsSenderTheConnection() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.receive(HexFormat.of().parseHex("9302059401")); // cut short: a request might be behind it
    assertThat(rig.peer.dropped()).contains("can't be decoded");
  }

  @Test
  void garbageCostsItsSenderTheConnection() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.receive(new byte[] {1, 2, 3});
    assertThat(rig.peer.dropped()).contains("can't be decoded");
  }

  @Test
  void idThatIsUsedTwiceCostsTheConnection() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.call(5, "echo", 2);
    assertThat(rig.peer.dropped()).contains("two calls");
  }

  /** Its frames may wait while it is not read from, but it must still get PINGs. */
  @Test
  void clientWhoseMessageIsBeingReceivedIsNotSilent() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.peer.setReceiving(true);
    for (int i = 0; i < 10; i++) {
      rig.elapse(ServerRig.HEARTBEAT.interval());
      rig.turn();
      assertThat(rig.peer.take()).singleElement().isInstanceOf(Frame.Ping.class);
      assertThat(rig.peer.dropped()).isNull();
    }
    rig.peer.setReceiving(false);
    rig.elapse(ServerRig.HEARTBEAT.interval());
    rig.turn();
    rig.elapse(ServerRig.HEARTBEAT.timeout());
    rig.turn();
    assertThat(rig.peer.dropped()).contains("no sign of life");
  }

  @Test
  void silentClientIsPingedAndThenDropped() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.elapse(ServerRig.HEARTBEAT.interval());
    rig.turn();
    rig.peer.next(Frame.Ping.class);
    rig.elapse(ServerRig.HEARTBEAT.timeout());
    rig.turn();
    assertThat(rig.peer.dropped()).contains("no sign of life");
  }

  private static byte[] frame(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  private static byte[] joined(byte[]... frames) {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    Arrays.asList(frames).forEach(message::writeBytes);
    return message.toByteArray();
  }

  /** A call of {@code a.Test/echo}. */
  private static byte[] echo(int id, int flags, String metadata, String argument) {
    return frame(
        "97 01 %02x ab612e546573742f6563686f %02x c0 %s 91 %s"
            .formatted(id, flags, metadata, argument));
  }

  @Test
  void argumentThatIsNestedTooDeeplyIsRefusedUnrunAndTheNextCallIsServed() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(4, "echo", 4);
    String deep = "91".repeat(100_000) + "90";
    rig.receive(joined(echo(5, 0, "c0", deep), echo(6, 0, "c0", "06"), FrameWriter.ping()));
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("INTERNAL");
    assertThat(failure.message()).contains("nested deeper than 64");
    assertThat(failure.mayHaveExecuted()).isFalse();
    rig.peer.next(Frame.Pong.class);
    rig.settle();
    assertThat(rig.nextResult(4)).isEqualTo(4);
    assertThat(rig.nextResult(6)).isEqualTo(6);
    assertThat(rig.peer.dropped()).isNull();
    assertThat(ran).containsExactly(4, 6);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void frameAboutACallWithoutAnIdCostsTheConnectionAndRunsNothing() {
    for (byte[] frame :
        List.of(
            echo(0, 0, "c0", "01"),
            echo(0, Frame.ONE_WAY, "c0", "01"),
            FrameWriter.credit(0, 1),
            FrameWriter.cancel(0, "no"),
            FrameWriter.shutdown(0))) {
      ServerRig rig = new ServerRig(echo).connect(ServerRig.LOCAL);
      rig.receive(frame);
      rig.settle();
      assertThat(rig.peer.dropped()).contains("needs an id from 1");
      assertThat(rig.shutdownRequests).isZero();
      assertThat(ran).isEmpty();
    }
  }

  @Test
  void metadataThatIsNoMapOfStringsIsRefusedUnrun() {
    ServerRig rig = new ServerRig(echo).connect();
    for (String metadata : List.of("2a", "92a16ba176", "81a16b01", "81a16ba1ff", "81c0c0")) {
      rig.receive(joined(echo(5, 0, metadata, "01"), echo(6, 0, "81a16ba176", "02")));
      Frame.Failure failure = rig.nextFailure(5);
      assertThat(failure.status()).isEqualTo("INTERNAL");
      assertThat(failure.message()).contains("metadata");
      assertThat(failure.mayHaveExecuted()).isFalse();
      rig.settle();
      assertThat(rig.nextResult(6)).isEqualTo(2);
    }
    assertThat(ran).containsOnly(2);
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void badOneWayCallGetsNoResponseAndLeavesTheCallWithItsIdAlone() {
    ServerRig rig = new ServerRig(echo).connect();
    rig.call(5, "echo", 1);
    rig.receive(echo(5, Frame.ONE_WAY, "2a", "02"));
    assertThat(rig.peer.take()).isEmpty();
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(1);
    assertThat(ran).containsExactly(1);
  }

  @Test
  void errorOfTheClientEndsTheCallAndGetsNoResponse() {
    CompletableFuture<Integer> result = new CompletableFuture<>();
    ServerRig rig = new ServerRig(completing("later", value -> result), echo).connect();
    rig.call(5, "later", 1);
    rig.settle();
    rig.call(6, "echo", 2);
    rig.receive(FrameWriter.error(5, "UNIMPLEMENTED", "what is that?", true));
    rig.receive(FrameWriter.error(6, "UNIMPLEMENTED", "what is that?", true));
    rig.receive(FrameWriter.error(7, "UNIMPLEMENTED", "what is that?", true));
    assertThat(rig.core.isIdle()).isTrue();
    result.complete(1);
    rig.settle();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(ran).as("had not been started").isEmpty();
  }

  @Test
  void frameForClientsOnlyEndsTheCallThatItNames() {
    for (byte[] frame :
        List.of(
            FrameWriter.nilResult(5),
            FrameWriter.item(5, Codecs.INT, 1, 100).toByteArray(),
            FrameWriter.end(5))) {
      ServerRig rig = new ServerRig(echo).connect();
      rig.call(5, "echo", 1);
      rig.receive(frame);
      Frame.Failure failure = rig.nextFailure(5);
      assertThat(failure.status()).isEqualTo("UNIMPLEMENTED");
      assertThat(failure.mayHaveExecuted()).isFalse();
      rig.settle();
      assertThat(ran).isEmpty();
      assertThat(rig.core.isIdle()).isTrue();
    }
  }
}
