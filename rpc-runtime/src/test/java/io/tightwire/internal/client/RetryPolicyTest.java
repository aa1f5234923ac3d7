package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.Codecs;
import io.tightwire.generated.MethodDescriptor;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

  private static final MethodDescriptor<Integer> PLAIN =
      MethodDescriptor.unary("a.Test", "plain", 0, Codecs.INT);
  private static final MethodDescriptor<Integer> IDEMPOTENT =
      MethodDescriptor.unary("a.Test", "get", 0, Codecs.INT).asIdempotent();
  private static final MethodDescriptor<Integer> STREAM =
      MethodDescriptor.streaming("a.Test", "count", 0, Codecs.INT).asIdempotent();

  @Test
  void idempotentCallIsRetriedUntilItsAttemptsAreUsed() {
    assertThat(RetryPolicy.isRetryable(IDEMPOTENT, 1)).isTrue();
    assertThat(RetryPolicy.isRetryable(IDEMPOTENT, RetryPolicy.MAX_ATTEMPTS - 1)).isTrue();
    assertThat(RetryPolicy.isRetryable(IDEMPOTENT, RetryPolicy.MAX_ATTEMPTS)).isFalse();
  }

  @Test
  void otherCallIsNeverRetried() {
    assertThat(RetryPolicy.isRetryable(PLAIN, 1)).isFalse();
  }

  @Test
  void streamIsNeverRetried() {
    assertThat(RetryPolicy.isRetryable(STREAM, 1)).isFalse();
  }

  @Test
  void aCallIsSentFourTimes() {
    assertThat(RetryPolicy.MAX_ATTEMPTS).isEqualTo(4);
  }
}
