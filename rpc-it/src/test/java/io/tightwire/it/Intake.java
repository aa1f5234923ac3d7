package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** A service whose handlers read their callers' streams at their own pace. */
@RpcService
public interface Intake {

  /**
   * Returns how many bytes came.
   *
   * @param pause after how many bytes it pauses, each time
   */
  long take(long pause, Stream<byte[]> parts);

  /** Returns how many bytes came, by a subscriber. */
  CompletionStage<Long> push(Flow.Publisher<byte[]> parts);

  /** Returns each part. */
  Stream<byte[]> copies(Stream<byte[]> parts);
}
