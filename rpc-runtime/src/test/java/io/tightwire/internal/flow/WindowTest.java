package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Random;
import org.junit.jupiter.api.Test;

class WindowTest {

  private final Window window = new Window();

  @Test
  void eachHalfOfTheItemsIsGrantedAnew() {
    assertThat(window.grant(Long.MAX_VALUE))
        .isEqualTo(new Window.Grant(Window.ITEMS, Window.BYTES));
    for (int i = 1; i < Window.ITEMS / 2; i++) {
      window.read(1);
      assertThat(window.grant(Long.MAX_VALUE)).isNull();
    }
    window.read(1);
    assertThat(window.grant(Long.MAX_VALUE))
        .isEqualTo(new Window.Grant(Window.ITEMS / 2, Window.ITEMS / 2));
  }

  @Test
  void nothingIsGrantedToWhoWantsNothing() {
    assertThat(window.grant(0)).isNull();
    assertThat(window.grant(2)).isEqualTo(new Window.Grant(2, Window.BYTES));
    assertThat(window.grant(2)).isNull();
  }

  @Test
  void bytesAreGrantedToWhoHasItemsOutstanding() {
    assertThat(window.grant(3)).isEqualTo(new Window.Grant(3, Window.BYTES));
    window.read(Window.BYTES);
    assertThat(window.grant(2)).isEqualTo(new Window.Grant(0, Window.BYTES));
    window.read(Window.BYTES);
    window.read(Window.BYTES);
    assertThat(window.grant(0)).as("no item is to come").isNull();
    assertThat(window.grant(1)).isEqualTo(new Window.Grant(1, 2 * Window.BYTES));
  }

  @Test
  void senderNeverStallsAndIsNeverAheadByMoreThanTheWindowAndOneItem() {
    Random random = new Random(7);
    int largest = 3 << 20;
    for (int round = 0; round < 2_000; round++) {
      Window reader = new Window();
      ArrayDeque<Integer> unread = new ArrayDeque<>();
      long items = 0;
      long bytes = 0;
      long ahead = 0;
      long demand = 1L + random.nextInt(600);
      int sizes = 1 + random.nextInt(random.nextBoolean() ? 100 : largest);
      for (long read = 0; read < demand; read++) {
        Window.Grant grant = reader.grant(demand - read);
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
        assertThat(unread.size()).isLessThanOrEqualTo(Window.ITEMS);
        assertThat(ahead).isLessThan((long) Window.BYTES + largest);
        int size = unread.remove();
        ahead -= size;
        reader.read(size);
      }
    }
  }
}
