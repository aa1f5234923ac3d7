package io.tightwire;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import java.util.List;
import java.util.concurrent.Flow;
import java.util.stream.LongStream;

/**
 * The Reactive Streams TCK against {@link RemoteStreamingCall#remotePublisher()}, whose server has
 * the stream.
 */
public class RemotePublisherTckTest extends SocketPublisherTck {

  private static final MethodDescriptor<Long> COUNT =
      MethodDescriptor.streaming("Test", "count", 1, Codecs.LONG);
  private static final MethodDescriptor<Long> FAIL =
      MethodDescriptor.streaming("Test", "fail", 0, Codecs.LONG);

  public RemotePublisherTckTest() {
    super(
        List.of(
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
                    })));
  }

  @Override
  public Flow.Publisher<Long> createFlowPublisher(long elements) {
    return RemoteStreamingCall.of(client(), COUNT, out -> out.writeLong(elements))
        .remotePublisher();
  }

  @Override
  public Flow.Publisher<Long> createFailedFlowPublisher() {
    return RemoteStreamingCall.of(client(), FAIL, out -> {}).remotePublisher();
  }
}
