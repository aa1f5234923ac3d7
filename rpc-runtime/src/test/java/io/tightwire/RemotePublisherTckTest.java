package io.tightwire;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.RpcSkeleton;
import io.tightwire.generated.ServerMethod;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.tck.TestEnvironment;
import org.reactivestreams.tck.flow.FlowPublisherVerification;
import org.testng.annotations.AfterClass;
import org.testng.annotations.BeforeClass;

/**
 * The Reactive Streams TCK against {@link RemoteStreamingCall#remotePublisher()}, with a server at
 * the other end of a socket. Tests that do not apply are skipped with a reason.
 */
public class RemotePublisherTckTest extends FlowPublisherVerification<Long> {

  /** Expected signals come in milliseconds; a busy machine may take longer. */
  private static final long PATIENCE_MILLIS = 4_000;

  private static final long SILENCE_MILLIS = 100;
  private static final long COLLECTION_MILLIS = 2_000;

  private static final MethodDescriptor<Long> COUNT =
      MethodDescriptor.streaming("Test", "count", 1, Codecs.LONG);
  private static final MethodDescriptor<Long> FAIL =
      MethodDescriptor.streaming("Test", "fail", 0, Codecs.LONG);

  private @Nullable RpcServer server;
  private @Nullable RpcClient client;

  public RemotePublisherTckTest() {
    super(new TestEnvironment(PATIENCE_MILLIS, SILENCE_MILLIS), COLLECTION_MILLIS);
  }

  @BeforeClass
  public void connect() {
    RpcSkeleton skeleton =
        new RpcSkeleton() {
          @Override
          public String serviceName() {
            return "Test";
          }

          @Override
          public List<ServerMethod<?>> methods() {
            return List.of(
                ServerMethod.streaming(
                    COUNT,
                    in -> {
                      long n = in.readLong();
                      return () -> LongStream.range(0, n).boxed();
                    }),
                ServerMethod.<Long>streaming(
                    FAIL,
                    in ->
                        () -> {
                          throw new IllegalStateException("on purpose");
                        }));
          }
        };
    RpcServer started = RpcServer.of(skeleton);
    server = started;
    String endpoint = started.bind("tcp://127.0.0.1:*");
    started.start();
    client = RpcClient.connect(endpoint);
  }

  @AfterClass
  public void disconnect() {
    Objects.requireNonNull(client).close();
    Objects.requireNonNull(server).close();
  }

  @Override
  public Flow.Publisher<Long> createFlowPublisher(long elements) {
    return RemoteStreamingCall.of(
            Objects.requireNonNull(client), COUNT, out -> out.writeLong(elements))
        .remotePublisher();
  }

  @Override
  public Flow.Publisher<Long> createFailedFlowPublisher() {
    return RemoteStreamingCall.of(Objects.requireNonNull(client), FAIL, out -> {})
        .remotePublisher();
  }
}
