package io.tightwire.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WindowTest {

  private static final long MILLI = 1_000_000;

  /** More than any number of streams can use. */
  private final WindowBudget plenty = new WindowBudget(Long.MAX_VALUE);

  private final Window window = new Window(plenty.open(this));
  private long now = Long.MAX_VALUE - 5; // about to overflow

  /** Returns the grant; null if none is due. */
  private Window.@Nullable Grant grant(Window reader, long demand) {
    return reader.isGrantDue(demand) ? reader.grant(demand, now) : null;
  }

  private Window.@Nullable Grant grant(long demand) {
    return grant(window, demand);
  }

  /** Reads until something is granted, and returns how many items that are. */
  private long itemsAfter(long time) {
    now += time;
    while (!window.isGrantDue(Long.MAX_VALUE)) {
      window.read(1);
    }
    return window.grant(Long.MAX_VALUE, now).items();
  }

  @Test
  void eachHalfOfTheItemsIsGrantedAgain() {
    assertThat(grant(Long.MAX_VALUE)).isEqualTo(new Window.Grant(Window.ITEMS, Window.BYTES));
    for (int i = 1; i < Window.ITEMS / 2; i++) {
      window.read(1);
      assertThat(grant(Long.MAX_VALUE)).isNull();
    }
    window.read(1);
    now += MILLI;
    assertThat(grant(Long.MAX_VALUE))
        .isEqualTo(new Window.Grant(Window.ITEMS / 2, Window.ITEMS / 2));
  }

  @Test
  void readerWithoutDemandIsGrantedNothing() {
    assertThat(grant(0)).isNull();
    assertThat(grant(2)).isEqualTo(new Window.Grant(2, Window.BYTES));
    assertThat(grant(2)).isNull();
  }

  @Test
  void readerWithItemsOutstandingIsGrantedBytes() {
    assertThat(grant(3)).isEqualTo(new Window.Grant(3, Window.BYTES));
    window.read(Window.BYTES);
    assertThat(grant(2)).isEqualTo(new Window.Grant(0, Window.BYTES));
    window.read(Window.BYTES);
    window.read(Window.BYTES);
    assertThat(grant(0)).as("no item is to come").isNull();
    assertThat(grant(1)).isEqualTo(new Window.Grant(1, 2 * Window.BYTES));
  }

  @Test
  void fastReaderIsGrantedMoreAtATimeUpToABound() {
    assertThat(itemsAfter(0)).isEqualTo(Window.ITEMS);
    long most = 0;
    for (int i = 0; i < 20; i++) {
      most = Math.max(most, itemsAfter(MILLI / 2));
    }
    assertThat(most)
        .as("half of the old window, and as much as it grew")
        .isEqualTo(Window.MOST_ITEMS * 3 / 4);
    assertThat(itemsAfter(MILLI)).isEqualTo(Window.MOST_ITEMS / 2);
  }

  @Test
  void readerThatSlowsDownIsGrantedLessAgain() {
    long unused = itemsAfter(0);
    unused = itemsAfter(MILLI / 2);
    assertThat(itemsAfter(21 * MILLI)).as("from 512 back to 256").isZero();
    assertThat(itemsAfter(21 * MILLI)).isEqualTo(Window.ITEMS / 2);
  }

  @Test
  void readerOfFewLargeItemsIsGrantedNoMoreOfThem() {
    assertThat(grant(Long.MAX_VALUE)).isNotNull();
    for (int i = 0; i < 100; i++) {
      window.read(Window.BYTES);
      assertThat(grant(Long.MAX_VALUE)).isEqualTo(new Window.Grant(1, Window.BYTES));
    }
  }

  @Test
  void senderNeverStallsAndIsNeverAheadByMoreThanTheWindowAndOneItem() {
    Random random = new Random(7);
    int largest = 3 << 20;
    for (int round = 0; round < 500; round++) {
      Window reader = new Window(plenty.open(this));
      ArrayDeque<Integer> unread = new ArrayDeque<>();
      long items = 0;
      long bytes = 0;
      long ahead = 0;
      long demand = 1L + random.nextInt(random.nextBoolean() ? 600 : 30_000);
      int sizes = 1 + random.nextInt(random.nextBoolean() ? 100 : largest);
      for (long read = 0; read < demand; read++) {
        now += random.nextInt(2_000_000) / sizes;
        Window.Grant grant = grant(reader, demand - read);
        if (grant != null) {
          items += grant.items();
          bytes += grant.bytes();
        }
        for (int burst = random.nextInt(300); burst >= 0 || unread.isEmpty(); burst--) {
          if (items == 0 || bytes <= 0) {
            break;
          }
          int size = 1 + random.nextInt(sizes);
          items--;
          bytes -= size;
          ahead += size;
          unread.add(size);
        }
        assertThat(unread).as("progress").isNotEmpty();
        assertThat(unread.size()).isLessThanOrEqualTo(Window.MOST_ITEMS);
        assertThat(ahead).isLessThan((long) Window.BYTES + largest);
        int size = unread.remove();
        ahead -= size;
        reader.read(size);
      }
    }
  }

  @Test
  void readerThatIsNeitherFastNorSlowIsGrantedAsMuchAsBefore() {
    long unused = itemsAfter(0);
    unused = itemsAfter(MILLI / 2);
    assertThat(itemsAfter(20 * MILLI)).isEqualTo(Window.ITEMS);
    assertThat(itemsAfter(MILLI)).isEqualTo(Window.ITEMS);
  }
}
