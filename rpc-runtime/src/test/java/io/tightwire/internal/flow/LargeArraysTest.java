package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class LargeArraysTest {

  private static final int SIZE = 64 << 10;

  private final LargeArrays arrays = new LargeArrays(4 * SIZE);

  @Test
  void releasedArrayIsUsedAgainForMessagesOfSimilarSize() {
    byte[] array = arrays.acquire(SIZE);
    arrays.release(array);

    assertThat(arrays.acquire(SIZE / 2)).isNotSameAs(array);
    assertThat(arrays.acquire(SIZE + SIZE / 2)).isNotSameAs(array);
    assertThat(arrays.acquire(SIZE - 1000)).isSameAs(array);
    assertThat(arrays.kept()).isZero();
  }

  @Test
  void acquiredArrayIsNoOneElses() {
    byte[] first = arrays.acquire(SIZE);
    arrays.release(first);

    assertThat(arrays.acquire(SIZE)).isSameAs(first);
    assertThat(arrays.acquire(SIZE)).isNotSameAs(first);
  }

  @Test
  void keptBytesAreBoundedAndTheLeastRecentlyUsedGoFirst() {
    byte[] first = arrays.acquire(SIZE);
    arrays.release(first);
    for (int i = 0; i < 4; i++) {
      arrays.release(new byte[SIZE]);
    }

    assertThat(arrays.kept()).isEqualTo(4 * SIZE);
    for (int i = 0; i < 5; i++) {
      assertThat(arrays.acquire(SIZE)).isNotSameAs(first);
    }
  }

  @Test
  void smallAndVeryLargeArraysAreNotKept() {
    arrays.release(new byte[LargeArrays.LEAST - 1]);
    arrays.release(new byte[4 * SIZE + 1]);

    assertThat(arrays.kept()).isZero();
    assertThat(arrays.acquire(100)).hasSize(100);
  }

  @Test
  void messageIsReleasedOnceAndNotReadAfterThat() {
    int size = (1 << 20) + 12_345; // of no other test
    byte[] array = new byte[size];
    LargeBytes message = new LargeBytes(array, size);
    message.requireUnreleased();

    message.release();
    message.release();

    assertThatIllegalStateException().isThrownBy(message::requireUnreleased);
    assertThat(LargeArrays.shared().acquire(size)).isSameAs(array);
    assertThat(LargeArrays.shared().acquire(size)).isNotSameAs(array);
  }
}
