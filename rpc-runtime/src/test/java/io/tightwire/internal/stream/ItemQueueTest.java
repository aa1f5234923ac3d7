package io.tightwire.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tightwire.codec.Codec;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ItemQueueTest {

  private static final int ANY = 1 << 20;
  private static final long ID = 5;
  private static final int HEAD = FrameWriter.headLength(ID);

  private final SharedByteBudget kept = new SharedByteBudget(ANY);
  private final ItemQueue queue = new ItemQueue(ID, new ItemBytes(kept));

  private int write(byte[] item) {
    return queue.write(Codecs.BYTES, item, ANY);
  }

  private ItemQueue.Run take(int maxBytes, long credit) {
    return Objects.requireNonNull(queue.poll(maxBytes, credit), "nothing is there");
  }

  private static List<byte[]> decoded(ItemQueue.Run run) {
    FrameReader frames =
        new FrameReader()
            .open(Arrays.copyOfRange(run.buffer(), run.offset(), run.offset() + run.length()));
    List<byte[]> items = new ArrayList<>();
    try {
      while (frames.hasNext()) {
        Frame.Item item = (Frame.Item) frames.next();
        assertThat(item.id()).isEqualTo(ID);
        items.add(Codecs.BYTES.read(item.value().reader()));
      }
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
    assertThat(items).hasSize(run.count());
    return items;
  }

  @Test
  void itemsLeaveTogether() {
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.poll(ANY, ANY)).isNull();
    write(new byte[] {1});
    write(new byte[] {2});
    assertThat(queue.isEmpty()).isFalse();
    ItemQueue.Run run = take(ANY, ANY);
    assertThat(decoded(run)).containsExactly(new byte[] {1}, new byte[] {2});
    assertThat(queue.valueBytes(run)).isEqualTo(2 * 3);
    assertThat(queue.isEmpty()).isTrue();
    assertThat(queue.poll(ANY, ANY)).isNull();
  }

  @Test
  void takenItemsAreNotOverwritten() {
    write(new byte[] {1});
    ItemQueue.Run run = take(ANY, ANY);
    write(new byte[] {2});
    assertThat(decoded(run)).containsExactly(new byte[] {1});
    assertThat(decoded(take(ANY, ANY))).containsExactly(new byte[] {2});
  }

  @Test
  void runsHaveNoMoreBytesThanAMessageMay() {
    int size = write(new byte[10]);
    write(new byte[10]);
    write(new byte[10]);
    assertThat(decoded(take(2 * size, ANY))).hasSize(2);
    assertThat(decoded(take(1, ANY))).as("one at least").hasSize(1);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void lastItemMayHaveMoreBytesThanThereIsCreditFor() {
    int value = write(new byte[10]) - HEAD;
    write(new byte[10]);
    write(new byte[10]);
    assertThat(decoded(take(ANY, value))).hasSize(1);
    assertThat(decoded(take(ANY, value + 1))).hasSize(2);
  }

  @Test
  void itemThatCannotBeEncodedLeavesNoTrace() {
    Codec<byte[]> broken =
        new Codec<>() {
          @Override
          public void write(WireWriter out, byte @Nullable [] value) {
            out.writeBinary(value);
            throw new CodecException("no");
          }

          @Override
          public byte @Nullable [] read(WireReader in) {
            throw new AssertionError();
          }
        };
    write(new byte[] {1});
    for (int size = 0; size < 3_000; size += 50) {
      byte[] item = new byte[size];
      assertThatThrownBy(() -> queue.write(broken, item, ANY)).isInstanceOf(CodecException.class);
      assertThatThrownBy(() -> queue.write(Codecs.BYTES, item, size(item) - 1))
          .isInstanceOf(CodecException.class)
          .hasMessageContaining((size(item) - 1) + " bytes");
    }
    write(new byte[] {2});
    assertThat(decoded(take(ANY, ANY))).containsExactly(new byte[] {1}, new byte[] {2});
  }

  private static int size(byte[] item) {
    return FrameWriter.item(ID, Codecs.BYTES, item, ANY).size();
  }

  @Test
  void idsOfForeignClientsMayBeLarge() {
    ItemQueue foreign = new ItemQueue(1L << 40, new ItemBytes(kept));
    for (int i = 0; i < 100; i++) {
      foreign.write(Codecs.INT, i, ANY);
    }
    long values = 0;
    for (ItemQueue.Run run; (run = foreign.poll(ANY, 10)) != null; ) {
      values += foreign.valueBytes(run);
    }
    assertThat(values).isEqualTo(100);
  }

  @Test
  void itemsOfAnySizeArriveOnceAndInOrder() throws Exception {
    int items = 50_000;
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(
            () -> {
              Random random = new Random(3);
              for (int i = 0; i < items; i++) {
                byte[] item = new byte[random.nextInt(random.nextInt(500) == 0 ? 100_000 : 100)];
                Arrays.fill(item, (byte) i);
                write(item);
                if (random.nextInt(50) == 0) {
                  Thread.onSpinWait();
                }
              }
            });
    Random random = new Random(4);
    int next = 0;
    while (next < items) {
      boolean over = writing.isDone();
      ItemQueue.Run run = queue.poll(random.nextInt(20_000), 1 + random.nextInt(50_000));
      if (run == null) {
        assertThat(over).as("item " + next + " is lost").isFalse();
        continue;
      }
      for (byte[] item : decoded(run)) {
        for (byte each : item) {
          assertThat(each).isEqualTo((byte) next);
        }
        next++;
      }
    }
    writing.get(1, TimeUnit.MINUTES);
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void memoryCountsUntilItIsTakenOrNothingMoreIs() {
    for (int round = 0; round < 100; round++) {
      int size = write(new byte[10_000]);
      assertThat(kept.used()).isBetween((long) size, 4L * ItemQueue.CHUNK);
      take(ANY, ANY);
    }
    int last = write(new byte[100_000]);
    assertThat(kept.used()).isGreaterThanOrEqualTo(last);
    queue.close();
    assertThat(kept.used()).isZero();
    int late = write(new byte[100_000]); // by a source that has not noticed
    assertThat(late).isPositive();
    assertThat(kept.used()).isZero();
  }
}
