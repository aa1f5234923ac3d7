package io.tightwire.processor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.RemoteCall;
import io.tightwire.RemoteDuplex;
import io.tightwire.RemoteStream;
import io.tightwire.RemoteStreamingCall;
import io.tightwire.RemoteUpload;
import io.tightwire.RpcException;
import io.tightwire.RpcStatus;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests the stub and skeleton of a service whose methods take streams, without sockets. */
class InputStreamsTest {

  @TempDir private Path scratch;

  private GeneratedClasses classes;
  private RpcSkeleton skeleton;
  private Object stub;

  @BeforeEach
  void join() throws Exception {
    classes =
        new GeneratedClasses(
            Compilation.of(Path.of("src/test/resources/good/uploads/input"), scratch));
    Class<?> service = classes.load("com.acme.Ledger");
    Object implementation =
        Proxy.newProxyInstance(
            service.getClassLoader(), new Class<?>[] {service}, InputStreamsTest::answer);
    skeleton = (RpcSkeleton) classes.create("com.acme.LedgerSkeleton", implementation);
    stub = classes.create("com.acme.LedgerStub", new LoopbackChannel(skeleton));
  }

  private static @Nullable Object answer(Object proxy, Method method, Object[] arguments) {
    return switch (method.getName()) {
      case "upload" ->
          arguments.length == 1 ? -1L : (long) ((Stream<?>) arguments[1]).toList().size();
      case "lengths" -> ((Stream<?>) arguments[0]).map(text -> ((String) text).length());
      case "live" -> arguments[1];
      default -> throw new IllegalStateException(method.getName());
    };
  }

  private Object line(String account, long cents) throws Exception {
    return classes.create("com.acme.Ledger$Line", account, cents);
  }

  @Test
  void streamThatIsGivenReachesTheImplementation() throws Exception {
    Stream<Object> lines = Stream.of(line("rent", 100), line("bread", 2));
    RemoteCall<?> call = (RemoteCall<?>) GeneratedClasses.call(stub, "upload", "may", lines);
    assertThat(call.remote()).isEqualTo(2L);

    RemoteCall<?> plain = (RemoteCall<?>) GeneratedClasses.call(stub, "upload", "may");
    assertThat(plain.remote()).isEqualTo(-1L);
  }

  @Test
  void streamsGoBothWays() throws Exception {
    RemoteStreamingCall<?> call =
        (RemoteStreamingCall<?>) GeneratedClasses.call(stub, "lengths", Stream.of("a", "bcd"));
    try (RemoteStream<?> lengths = call.remoteStreaming()) {
      assertThat(lengths.next()).isEqualTo(1);
      assertThat(lengths.next()).isEqualTo(3);
      assertThat(lengths.hasNext()).isFalse();
    }
  }

  @Test
  void blockingViewTakesStreams() throws Exception {
    Object view = GeneratedClasses.call(stub, "blocking");
    Object sum = GeneratedClasses.call(view, "upload", "may", Stream.of(line("rent", 1)));
    assertThat(sum).isEqualTo(1L);
  }

  @Test
  void nullInAStreamThatHoldsNoneIsRefused() throws Exception {
    RemoteCall<?> call =
        (RemoteCall<?>) GeneratedClasses.call(stub, "upload", "may", Stream.of((Object) null));
    assertThatThrownBy(call::remote)
        .hasRootCauseMessage("A value is null, which its type does not allow");
  }

  @Test
  void streamLeftOutIsSentItemByItem() throws Exception {
    RemoteUpload<?, ?> upload = (RemoteUpload<?, ?>) GeneratedClasses.call(stub, "uploadOpen", "x");
    assertThat(upload).hasToString("RemoteUpload[Ledger.upload]");
    assertUnimplemented(upload);
    RemoteDuplex<?, ?> duplex = (RemoteDuplex<?, ?>) GeneratedClasses.call(stub, "lengths");
    assertThat(duplex).hasToString("RemoteDuplex[Ledger.lengths]");
    assertThatThrownBy(() -> duplex.open().close())
        .hasMessageContaining("Ledger.lengths was not called")
        .hasMessageContaining(LoopbackChannel.class.getName());
  }

  private static void assertUnimplemented(RemoteUpload<?, ?> upload) {
    assertThatThrownBy(() -> upload.open().close())
        .isInstanceOfSatisfying(
            RpcException.class, e -> assertThat(e.status()).isEqualTo(RpcStatus.UNIMPLEMENTED));
  }

  @Test
  void namesOfMethodsWithoutTheStreamDoNotClash() throws Exception {
    assertThat(List.of("uploadOpen", "ingest", "ingestOpen", "later", "lengths", "live"))
        .allSatisfy(
            name -> assertThat(stub.getClass().getMethods()).extracting("name").contains(name));
    assertThat(stub.getClass().getMethods())
        .extracting("name")
        .contains("waitOpen", "blockingOpen");
  }

  @Test
  void descriptorsSayThatAStreamIsTaken() {
    for (ServerMethod<?> method : skeleton.methods()) {
      boolean plain = method.descriptor().name().equals("uploadNothing");
      assertThat(method.descriptor().takesStream()).isEqualTo(!plain);
    }
  }
}
