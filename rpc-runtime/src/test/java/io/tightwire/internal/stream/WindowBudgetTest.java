package io.tightwire.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowBudgetTest {

  private static final long MAX = 16 << 20;
  private static final int LEAST = (int) (MAX / 4096);

  private final WindowBudget budget = new WindowBudget(MAX);

  /** Returns how many bytes a stream that begins is granted. */
  private static long begin(Window window) {
    return window.grant(Long.MAX_VALUE, 0).bytes();
  }

  private List<Window> unread(int streams) {
    List<Window> unread = new ArrayList<>();
    for (int i = 0; i < streams; i++) {
      Window window = new Window(budget.open(this));
      assertThat(begin(window)).isBetween((long) LEAST, (long) Window.BYTES);
      unread.add(window);
    }
    return unread;
  }

  @Test
  void aFewStreamsHaveFullWindows() {
    for (int i = 0; i < 4; i++) {
      assertThat(begin(new Window(budget.open(this)))).isEqualTo(Window.BYTES);
    }
  }

  @Test
  void streamsThatAreNotReadGetHalfOfItAtMostAndEachALittle() {
    unread(1_000);
    assertThat(budget.used()).isLessThanOrEqualTo(MAX / 2 + 1_000L * LEAST);
  }

  @Test
  void streamThatIsReadGetsMuchThoughManyAreNot() {
    unread(200);
    Window read = new Window(budget.open(this));
    int little = (int) begin(read);
    assertThat(little).isLessThan(Window.BYTES / 10);
    read.read(little);
    assertThat(read.isGrantDue(Long.MAX_VALUE)).isTrue();
    assertThat(read.grant(Long.MAX_VALUE, 0).bytes()).isEqualTo(Window.BYTES);
  }

  @Test
  void anItemPassesThoughNothingIsLeft() {
    WindowBudget nothing = new WindowBudget(1);
    for (int i = 0; i < 100; i++) {
      Window window = new Window(nothing.open(this));
      assertThat(begin(window)).isEqualTo(1);
      for (int item = 0; item < 3; item++) {
        window.read(1_000);
        assertThat(window.isGrantDue(Long.MAX_VALUE)).isTrue();
        assertThat(window.grant(Long.MAX_VALUE, 0).bytes()).isEqualTo(1_000);
      }
    }
  }

  @Test
  void endedAndClosedStreamsDoNotCount() {
    WindowBudget.Share share = budget.open(this);
    long granted = begin(new Window(share));
    share.release(granted - 10);
    assertThat(budget.used()).isEqualTo(10);
    share.release(-5); // an item was larger than what was left
    assertThat(budget.used()).isEqualTo(10);
    share.close();
    share.close();
    share.release(10);
    assertThat(budget.used()).isZero();
    assertThat(begin(new Window(share))).as("of a reader that is late").isEqualTo(Window.BYTES);
    assertThat(budget.used()).isZero();
  }

  @Test
  void unreachableStreamsDoNotCount() {
    for (int i = 0; i < 100; i++) {
      long unused = begin(new Window(budget.open(new Object())));
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              System.gc();
              budget.open(this).close();
              return budget.used() == 0;
            });
  }

  /** For readers of all kinds, in any order: unread items never exceed the count, all progress. */
  @Test
  void unreadItemsAreCountedAndEachReaderMakesProgress() {
    Random random = new Random(11);
    for (int round = 0; round < 20; round++) {
      WindowBudget small = new WindowBudget(1 << (10 + random.nextInt(14)));
      List<Stream> streams = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        streams.add(new Stream(small, 1 + random.nextInt(30_000)));
      }
      for (int step = 0; step < 5_000; step++) {
        streams.get(random.nextInt(random.nextBoolean() ? 50 : 5)).step(random);
        assertThat(small.used()).isNotNegative();
      }
      long ahead = streams.stream().mapToLong(stream -> stream.ahead).sum();
      long largest = 30_000L * streams.size();
      assertThat(ahead).isLessThanOrEqualTo(small.used() + largest);
      streams.forEach(stream -> stream.share.close());
      assertThat(small.used()).isZero();
    }
  }

  private static final class Stream {
    final WindowBudget.Share share;
    final Window window;
    final int largest;
    final ArrayDeque<Integer> unread = new ArrayDeque<>();
    long items;
    long bytes;
    long ahead;

    Stream(WindowBudget budget, int largest) {
      this.share = budget.open(this);
      this.window = new Window(share);
      this.largest = largest;
      take(window.grant(Long.MAX_VALUE, 0));
    }

    private void take(Window.Grant grant) {
      assertThat(grant.items() + grant.bytes()).isPositive();
      items += grant.items();
      bytes += grant.bytes();
    }

    /** Receives as many items as were granted, and reads one. */
    void step(Random random) {
      while (items > 0 && bytes > 0) {
        int size = 1 + random.nextInt(largest);
        items--;
        bytes -= size;
        ahead += size;
        unread.add(size);
      }
      assertThat(unread).as("progress").isNotEmpty();
      int size = unread.remove();
      ahead -= size;
      window.read(size);
      if (window.isGrantDue(Long.MAX_VALUE)) {
        take(window.grant(Long.MAX_VALUE, 0));
      }
    }
  }
}
