package io.tightwire.internal.stream;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.codec.Codecs;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import java.util.Arrays;
import java.util.Objects;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** The thread that encodes items, and the loop that polls the frames. */
final class ItemQueueRaces {

  private static final int ANY = 1 << 20;

  private ItemQueueRaces() {}

  /** A queue, and the items that the loop polled. */
  private static final class Taking {

    private final ItemQueue queue =
        new ItemQueue(5, new ItemBytes(new SharedByteBudget(Long.MAX_VALUE)));
    private final StringBuilder taken = new StringBuilder();

    /** Writes an item of that many characters. */
    void write(String letter, int size) {
      int unused = queue.write(Codecs.STRING, letter.repeat(size), ANY);
    }

    void take(int maxBytes) {
      ItemQueue.Run run = queue.poll(maxBytes, ANY);
      if (run != null) {
        read(run);
      }
    }

    private void read(ItemQueue.Run run) {
      int to = run.offset() + run.length();
      byte[] bytes = Arrays.copyOfRange(run.buffer(), run.offset(), to);
      FrameReader frames = new FrameReader().open(bytes);
      int count = 0;
      try {
        while (frames.hasNext()) {
          Frame.Item frame = (Frame.Item) frames.next();
          String item = Objects.requireNonNull(Codecs.STRING.read(frame.value().reader()));
          boolean whole = item.chars().allMatch(c -> c == item.charAt(0));
          taken.append(whole ? item.charAt(0) : '?').append(item.length()).append(' ');
          count++;
        }
      } catch (BadFrameException e) {
        taken.append("torn ");
      }
      if (count != run.count()) {
        taken.append("miscounted ");
      }
    }

    String all() {
      while (!queue.isEmpty()) {
        take(ANY);
      }
      return taken.toString().trim();
    }
  }

  /** Items that share a chunk. */
  @JCStressTest
  @Outcome(id = "a3 b4 c5 d6", expect = ACCEPTABLE, desc = "All, whole, once, in their order.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, torn or out of order.")
  @State
  public static class WriteAndTake {

    private final Taking queue = new Taking();

    @Actor
    public void handler() {
      queue.write("a", 3);
      queue.write("b", 4);
      queue.write("c", 5);
      queue.write("d", 6);
    }

    @Actor
    public void loop() {
      for (int looks = 0; looks < 12; looks++) {
        queue.take(ANY);
      }
    }

    @Arbiter
    public void rest(L_Result r) {
      r.r1 = queue.all();
    }
  }

  /** Items that grow, so that every other needs a new chunk; taken one by one. */
  @JCStressTest
  @Outcome(
      id = "a3 b300 c3 d700 e5 f1500",
      expect = ACCEPTABLE,
      desc = "All, whole, once, in their order.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, torn or out of order.")
  @State
  public static class GrowAndTake {

    private final Taking queue = new Taking();

    public GrowAndTake() {
      queue.write("a", 3);
    }

    @Actor
    public void handler() {
      queue.write("b", 300);
      queue.write("c", 3);
      queue.write("d", 700);
      queue.write("e", 5);
      queue.write("f", 1500);
    }

    @Actor
    public void loop() {
      for (int looks = 0; looks < 12; looks++) {
        queue.take(1);
      }
    }

    @Arbiter
    public void rest(L_Result r) {
      r.r1 = queue.all();
    }
  }
}
