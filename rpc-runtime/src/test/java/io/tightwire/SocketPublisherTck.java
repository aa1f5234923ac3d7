package io.tightwire;

import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/**
 * The Reactive Streams TCK against a publisher of numbers, with client and server at the ends of a
 * socket. Tests that do not apply are skipped with a reason.
 */
public abstract class SocketPublisherTck extends FlowPublisherVerification<Long> {

  /** Expected signals come in milliseconds; a busy machine may take longer. */
  static final long PATIENCE_MILLIS = 4_000;

  private static final long SILENCE_MILLIS = 100;
  private static final long COLLECTION_MILLIS = 2_000;

  private final List<ServerMethod<?>> methods;
  private @Nullable RpcServer server;
  private @Nullable RpcClient client;

  /**
   * Creates the verification.
   *
   * @param methods of the service {@code Test}
   */
  SocketPublisherTck(List<ServerMethod<?>> methods) {
    super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS), COLLECTION_MILLIS);
    this.methods = methods;
  }

  @BeforeClass
  public void connect() {
    RpcSkeleton skeleton = new FakeService("Test", methods);
    RpcServer started = RpcServer.of(skeleton);
    server = started;
    String endpoint = started.bind("tcp://127.0.0.1:*");
    started.start();
    client = RpcClient.connect(endpoint);
  }

  @AfterClass
  public void disconnect() {
    client().close();
    Objects.requireNonNull(server).close();
  }

  final RpcClient client() {
    return Objects.requireNonNull(client);
  }
}
