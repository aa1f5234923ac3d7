package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.Codecs;
import io.tightwire.internal.wire.FrameWriter;
import io.tightwire.internal.wire.Slice;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages for callers whose server was built from another version of the method. */
class ServerFingerprintsTest {

  private static final String OURS = "0123456789abcdef";
  private static final String OTHER = "fedcba9876543210";
  private static final String BOTH =
      " (they were built from different versions of Test.get: its fingerprint is "
          + OURS
          + " in this client and "
          + OTHER
          + " in the server)";

  private final ClientRig rig = new ClientRig();

  @Test
  void undecodableResultOfAnotherVersionNamesBoth() {
    sendHello(OTHER);
    CompletableFuture<Integer> call = rig.get();

    assertThat(undecodable(call)).hasMessageContaining("Test.get from").hasMessageEndingWith(BOTH);
  }

  @Test
  void refusalByAnotherVersionNamesBoth() {
    sendHello(OTHER);
    CompletableFuture<Integer> call = rig.get();

    assertThat(refused(call, "INTERNAL", false)).hasMessage("no" + BOTH);
  }

  @Test
  void otherFailuresAreNotBlamedOnTheVersion() {
    sendHello(OTHER);

    assertThat(refused(rig.get(), "INTERNAL", true)).hasMessage("no");
    assertThat(refused(rig.get(), "RESOURCE_EXHAUSTED", false)).hasMessage("no");
  }

  @Test
  void otherVersionsThatUnderstandEachOtherAreNoFailure() {
    sendHello(OTHER);
    CompletableFuture<Integer> call = rig.get();
    rig.receive(FrameWriter.result(rig.sent(call), Codecs.INT, 1, ClientRig.MAX).toByteArray());
    rig.runCallbacks();

    assertThat(call).isCompletedWithValue(1);
  }

  @Test
  void sameVersionIsNotBlamed() {
    sendHello(OURS);

    assertThat(undecodable(rig.get())).hasMessageEndingWith("from the same interface?");
    assertThat(refused(rig.get(), "INTERNAL", false)).hasMessage("no");
  }

  @Test
  void serverThatNamesNoneIsNotBlamed() {
    rig.connect();

    assertThat(undecodable(rig.get())).hasMessageEndingWith("from the same interface?");
  }

  @Test
  void lastServerCounts() {
    sendHello(OTHER);
    rig.disconnect("gone");
    rig.connect();

    assertThat(undecodable(rig.get())).hasMessageEndingWith("from the same interface?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "c0",
        "01",
        "a16d",
        "9181a0a0",
        "80",
        "81c0c0",
        "81a6612e54657374c0",
        "81a6612e5465737481a367657401",
        "81a6612e5465737481a3676574c0",
        "81a6612e5465737481a3676574a20a0a",
        "81a6612e5465737481a3676574a0"
      })
  void nonsenseIsIgnored(String encoded) {
    byte[] bytes = HexFormat.of().parseHex(encoded);
    ServerFingerprints fingerprints = new ServerFingerprints();
    fingerprints.set(new Slice(bytes, 0, bytes.length));

    assertThat(fingerprints.difference(ClientRig.GET)).isEmpty();
  }

  @Test
  void listThatTakesLongToLookThroughIsIgnored() {
    Map<String, String> many = new TreeMap<>();
    for (int i = 0; i < 60_000; i++) {
      many.put("method" + i, OTHER);
    }
    many.put("get", OTHER);
    rig.open();
    rig.receive(FrameWriter.hello("server", ClientRig.MAX, Map.of(), Map.of("a.Test", many)));

    assertThat(rig.fingerprints().difference(ClientRig.GET)).isEmpty();
  }

  private void sendHello(String fingerprint) {
    rig.open();
    rig.receive(
        FrameWriter.hello(
            "server",
            ClientRig.MAX,
            Map.of(),
            Map.of("a.Other", Map.of("get", "x"), "a.Test", Map.of("get", fingerprint))));
    rig.peer.take();
  }

  private Throwable undecodable(CompletableFuture<Integer> call) {
    rig.receive(
        FrameWriter.result(rig.sent(call), Codecs.STRING, "text", ClientRig.MAX).toByteArray());
    return failure(call);
  }

  private Throwable refused(CompletableFuture<Integer> call, String status, boolean executed) {
    rig.receive(FrameWriter.error(rig.sent(call), status, "no", executed));
    return failure(call);
  }

  private Throwable failure(CompletableFuture<Integer> call) {
    rig.runCallbacks();
    return call.handle(
            (value, e) -> e instanceof CompletionException wrapped ? wrapped.getCause() : e)
        .join();
  }
}
