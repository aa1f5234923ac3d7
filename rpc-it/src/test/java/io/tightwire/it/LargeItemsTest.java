package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tightwire.RemoteStream;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Tests that streams of large items are bounded by bytes, long before their number. */
final class LargeItemsTest extends Scenario {

  private static final int SIZE = 100 * 1024;

  /** The number of items that fit into a mebibyte. */
  private static final int WINDOW = 11;

  /** An upper bound: that number, the items that the server keeps ready, and one more of each. */
  private static final int FEW = 20;

  private final AtomicInteger made = new AtomicInteger();
  private final Workbench quarry =
      new Workbench() {
        @Override
        public Stream<byte[]> crates(int count, int bytes) {
          return IntStream.range(0, count)
              .mapToObj(
                  i -> {
                    made.incrementAndGet();
                    return new byte[bytes];
                  });
        }
      };

  @Test
  void readerThatStopsHoldsAFewLargeItemsAndGetsThemAllWhenItGoesOn() {
    WorkshopStub workshop = visit(quarry);
    int count = 500;
    try (RemoteStream<byte[]> crates = workshop.crates(count, SIZE).remoteStreaming(LONG)) {
      assertThat(crates.next()).hasSize(SIZE);
      await().atMost(Signal.PATIENCE).until(() -> made.get() >= WINDOW);
      try (RemoteStream<Integer> numbers = workshop.numbers(3_000).remoteStreaming(LONG)) {
        numbers.forEachRemaining(n -> {});
      }
      assertThat(made.get()).as("made ahead of the reader").isLessThan(FEW);
      int read = 1;
      while (crates.hasNext()) {
        assertThat(crates.next()).hasSize(SIZE);
        read++;
        assertThat(made.get() - read).isLessThan(FEW);
      }
      assertThat(read).isEqualTo(count);
    }
  }

  @Test
  void itemsLargerThanTheWindowPassOneByOne() {
    WorkshopStub workshop = visit(quarry);
    int size = 3 << 20;
    try (RemoteStream<byte[]> crates = workshop.crates(10, size).remoteStreaming(LONG)) {
      int read = 0;
      while (crates.hasNext()) {
        assertThat(crates.next()).hasSize(size);
        read++;
      }
      assertThat(read).isEqualTo(10);
    }
  }
}
