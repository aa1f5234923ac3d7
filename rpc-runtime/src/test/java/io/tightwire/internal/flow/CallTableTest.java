package io.tightwire.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CallTableTest {

  @Test
  void behavesAsAHashMapDoes() {
    for (long seed = 0; seed < 100; seed++) {
      Random random = new Random(seed);
      CallTable<String> table = new CallTable<>();
      Map<Long, String> model = new HashMap<>();
      int range = 1 + random.nextInt(400);
      for (int step = 0; step < 2000; step++) {
        long id = random.nextInt(range) * (random.nextBoolean() ? 1L : 1L << 33);
        switch (random.nextInt(5)) {
          case 0, 1 -> {
            String call = "call " + step;
            boolean isNew = model.putIfAbsent(id, call) == null;
            assertThat(table.put(id, call)).as("seed %d", seed).isEqualTo(isNew);
          }
          case 2, 3 -> assertThat(table.remove(id)).as("seed %d", seed).isEqualTo(model.remove(id));
          default -> assertThat(table.get(id)).as("seed %d", seed).isEqualTo(model.get(id));
        }
        assertThat(table.size()).isEqualTo(model.size());
      }
      model.forEach((id, call) -> assertThat(table.get(id)).isEqualTo(call));
      assertThat(table.all()).containsExactlyInAnyOrderElementsOf(model.values());
    }
  }

  @Test
  void removedOneByOneItIsEmpty() {
    CallTable<String> table = new CallTable<>();
    for (int id = 0; id < 1000; id++) {
      assertThat(table.put(id, "call " + id)).isTrue();
    }
    assertThat(table.all()).hasSize(1000);
    for (int id = 0; id < 1000; id++) {
      assertThat(table.remove(id)).isEqualTo("call " + id);
    }
    assertThat(table.size()).isZero();
    assertThat(table.get(3)).isNull();
    assertThat(table.put(3, "again")).isTrue();
    assertThat(table.all()).containsExactly("again");
  }

  @Test
  void takesIdsFromTheWholeRange() {
    CallTable<String> table = new CallTable<>();
    table.put(0, "zero");
    table.put(Long.MAX_VALUE, "most");
    table.put(1L << 32, "beyond 32 bits");
    assertThat(table.get(0)).isEqualTo("zero");
    assertThat(table.get(Long.MAX_VALUE)).isEqualTo("most");
    assertThat(table.get(1L << 32)).isEqualTo("beyond 32 bits");
  }
}
