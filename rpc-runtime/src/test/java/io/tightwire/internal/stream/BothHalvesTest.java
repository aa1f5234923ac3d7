package io.tightwire.internal.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.codec.CodecException;
import io.tightwire.codec.Codecs;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.Items;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The two halves of a stream work together without a client or a server around them. */
class BothHalvesTest {

  private static final int MAX = 1 << 20;

  private final SharedByteBudget memory = new SharedByteBudget(MAX);
  private final WindowBudget windows = new WindowBudget(MAX);
  private final Sender sender = new Sender();
  private final ItemStream out = new ItemStream(sender, new ItemBytes(memory));
  private final ItemReceiver in = new ItemReceiver(new Receiver(), windows);
  private final List<Integer> read = new ArrayList<>();

  /** The side that sends. Its loop and its threads are the test's. */
  private static final class Sender implements SendingCall, SourceOutcome {
    final Queue<Runnable> turns = new ArrayDeque<>();
    boolean cancelled;
    @Nullable String end;

    @Override
    public long id() {
      return 7;
    }

    @Override
    public String name() {
      return "Test.numbers";
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }

    @Override
    public int maxFrameSize() {
      return MAX;
    }

    @Override
    public void schedule(Runnable turn) {
      turns.add(turn);
    }

    @Override
    public void runSource(Runnable part) {
      part.run();
    }

    @Override
    public void runRelease(Runnable part) {
      part.run();
    }

    @Override
    public void itemEmitted() {}

    @Override
    public void itemsReady() {}

    @Override
    public void complete() {
      end = "complete";
    }

    @Override
    public void fail(Throwable thrown) {
      end = "failed: " + thrown.getMessage();
    }

    @Override
    public void failUnencodable(CodecException thrown) {
      end = "unencodable";
    }
  }

  /** The side that receives; its credit reaches the sender immediately. */
  private final class Receiver implements ReceivingCall {
    @Override
    public void sendCredit(Window.Grant credit) {
      in.addCredit(credit);
      boolean unused = out.grant(credit.items(), credit.bytes());
    }

    @Override
    public long now() {
      return 0;
    }
  }

  private void start(Stream<Integer> numbers) {
    out.start(new IteratorSource<>(out, sender, Codecs.INT, numbers));
    out.handlerReturned();
  }

  /** Runs the source's turns, and moves what is ready to the receiver. */
  private void transfer() {
    for (Runnable turn; (turn = sender.turns.poll()) != null; ) {
      turn.run();
    }
    out.polling();
    for (ItemQueue.Run run; (run = out.poll()) != null; ) {
      receive(Arrays.copyOfRange(run.buffer(), run.offset(), run.offset() + run.length()));
    }
  }

  private void receive(byte[] message) {
    FrameReader frames = new FrameReader().open(message);
    try {
      while (frames.hasNext()) {
        Items items = frames.itemRun((Frame.Item) frames.next());
        assertThat(in.useCredit(items)).as("all within the credit").isEqualTo(items.count());
        in.add(items);
      }
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
  }

  private void readAll() {
    while (in.hasNext()) {
      read.add(in.next().reader().readInt());
      in.grantIfDue(Long.MAX_VALUE);
    }
  }

  @Test
  void allItemsPassInOrderAndNothingIsKept() {
    int count = 5 * Window.ITEMS;
    start(Stream.iterate(0, n -> n + 1).limit(count));
    transfer();
    assertThat(in.isEmpty()).as("no credit, no item").isTrue();

    in.grantIfDue(Long.MAX_VALUE);
    for (int round = 0; round < 2 * count && sender.end == null; round++) {
      transfer();
      readAll();
    }
    transfer();
    readAll();

    assertThat(sender.end).isEqualTo("complete");
    assertThat(read).hasSize(count).isSorted().startsWith(0).endsWith(count - 1);
    assertThat(in.received()).isEqualTo(count);
    in.close();
    out.close();
    assertThat(memory.used()).isZero();
    assertThat(windows.used()).isZero();
  }

  @Test
  void readerThatDoesNotReadStopsTheSource() {
    AtomicInteger produced = new AtomicInteger();
    start(Stream.generate(produced::incrementAndGet));
    in.grantIfDue(Long.MAX_VALUE);
    transfer();
    transfer();
    assertThat(produced.get()).isBetween(Window.ITEMS, Window.ITEMS + 1);
    assertThat(sender.turns).isEmpty();
  }

  @Test
  void cancelledSourceIsReleasedOnce() {
    AtomicInteger closed = new AtomicInteger();
    start(Stream.generate(() -> 1).onClose(closed::incrementAndGet));
    sender.cancelled = true;
    out.cancel();
    transfer();
    out.cancel();
    transfer();
    assertThat(closed).hasValue(1);
    assertThat(sender.end).isNull();
  }
}
