package io.tightwire.internal.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.FakeService;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.wire.FrameWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The server's HELLO is shortened for clients that take small messages only. */
class ServerHelloTest {

  private static final String AGENT = "tightwire-java";
  private static final Map<String, List<String>> SERVICES = Map.of("a.Test", List.of("one", "two"));

  private final ServerHello hello = new ServerHello(1000, table());

  @Test
  void namesFingerprintsThatAreKnown() {
    assertThat(hello.atMost(Long.MAX_VALUE))
        .isEqualTo(
            FrameWriter.hello(
                AGENT, 1000, SERVICES, Map.of("a.Test", Map.of("one", "0123456789abcdef"))));
  }

  @Test
  void leavesFingerprintsOutRatherThanSendMoreThanTheClientTakes() {
    int full = hello.atMost(Long.MAX_VALUE).length;

    assertThat(hello.atMost(full)).hasSize(full);
    assertThat(hello.atMost(full - 1)).isEqualTo(FrameWriter.hello(AGENT, 1000, SERVICES));
  }

  @Test
  void leavesServicesOutToo() {
    assertThat(hello.atMost(60))
        .isEqualTo(FrameWriter.hello(AGENT, 1000, Map.of()))
        .hasSizeLessThan(60);
  }

  private static MethodTable table() {
    MethodDescriptor<Integer> one =
        MethodDescriptor.unary("a.Test", "one", 0, Codecs.INT).withFingerprint("0123456789abcdef");
    MethodDescriptor<Integer> two = MethodDescriptor.unary("a.Test", "two", 0, Codecs.INT);
    RpcSkeleton skeleton =
        new FakeService(
            "a.Test",
            ServerMethod.returning(one, in -> () -> 1),
            ServerMethod.returning(two, in -> () -> 2));
    Lanes lanes = new Lanes(1, Map.of(), List.of(), 1, Runnable::run, null);
    return new MethodTable(List.of(skeleton), lanes);
  }
}
