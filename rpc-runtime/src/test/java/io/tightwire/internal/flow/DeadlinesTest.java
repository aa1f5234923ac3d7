package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

  private static final class Entry extends Timed {
    Entry(long deadline) {
      super(deadline);
    }
  }

  /** Starts close to where nanoTime overflows. */
  private static final long START = Long.MAX_VALUE - 500;

  @Test
  void behavesAsASortedListDoes() {
    for (long seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      Deadlines<Entry> deadlines = new Deadlines<>();
      List<Entry> model = new ArrayList<>();
      Comparator<Entry> byTime = (a, b) -> Long.signum(a.deadline() - b.deadline());
      long now = START;
      for (int step = 0; step < 500; step++) {
        switch (random.nextInt(4)) {
          case 0, 1 -> {
            long due = now + random.nextInt(200);
            Entry entry = new Entry(due == Timed.NEVER ? due + 1 : due);
            deadlines.add(entry);
            deadlines.add(entry);
            model.add(entry);
          }
          case 2 -> {
            if (!model.isEmpty()) {
              Entry entry = model.remove(random.nextInt(model.size()));
              deadlines.remove(entry);
              deadlines.remove(entry);
            }
          }
          default -> {
            now += random.nextInt(10);
            for (Entry due = deadlines.poll(now); due != null; due = deadlines.poll(now)) {
              assertThat(model).as("seed %d", seed).contains(due);
              assertThat(due.deadline() - now).isNotPositive();
              assertThat(due.deadline()).isEqualTo(model.stream().min(byTime).get().deadline());
              model.remove(due);
            }
          }
        }
        assertThat(deadlines.size()).as("seed %d", seed).isEqualTo(model.size());
        assertThat(deadlines.next())
            .isEqualTo(model.stream().min(byTime).map(Timed::deadline).orElse(Timed.NEVER));
      }
    }
  }

  @Test
  void entryThatIsNeverDueIsNotKept() {
    Deadlines<Entry> deadlines = new Deadlines<>();
    Entry never = new Entry(Timed.NEVER);
    deadlines.add(never);
    assertThat(deadlines.size()).isZero();
    deadlines.remove(never);
    assertThat(deadlines.next()).isEqualTo(Timed.NEVER);
  }

  @Test
  void removedEntryCanBeAddedAgain() {
    Deadlines<Entry> deadlines = new Deadlines<>();
    Entry entry = new Entry(5);
    deadlines.add(entry);
    deadlines.remove(entry);
    deadlines.add(entry);
    assertThat(deadlines.poll(4)).isNull();
    assertThat(deadlines.poll(5)).isSameAs(entry);
    assertThat(deadlines.poll(5)).isNull();
  }
}
