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

  private final RetryPolicy policy = RetryPolicy.DEFAULT;

  @Test
  void idempotentCallIsRetriedUntilItsAttemptsAreUsed() {
    assertThat(policy.shouldRetry(IDEMPOTENT, 1)).isTrue();
    assertThat(policy.shouldRetry(IDEMPOTENT, policy.maxAttempts() - 1)).isTrue();
    assertThat(policy.shouldRetry(IDEMPOTENT, policy.maxAttempts())).isFalse();
  }

  @Test
  void otherCallIsNeverRetried() {
    assertThat(policy.shouldRetry(PLAIN, 1)).isFalse();
  }

  @Test
  void streamIsNeverRetried() {
    assertThat(policy.shouldRetry(STREAM, 1)).isFalse();
  }

  @Test
  void aCallIsSentFourTimes() {
    assertThat(policy.maxAttempts()).isEqualTo(4);
  }
}
