package io.tightwire.internal.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.LZL_Result;

/** A reader that parks, and items and ends that come. One that is never unparked hangs the test. */
final class StreamCallRaces {

  private StreamCallRaces() {}

  /** A stream that is sent, and the events of its loop. */
  private static final class Reading {

    final Contest contest = new Contest();
    final RemoteStream<Integer> stream = contest.rig.count(null);
    private final long id;

    Reading() {
      contest.rig.turn();
      id = contest.rig.peer.next(Frame.Request.class).id();
    }

    void item(int value) {
      contest.rig.receive(ClientRig.item(id, value));
    }

    void end() {
      contest.rig.receive(FrameWriter.end(id));
    }

    /** Reads to the end. Returns the items, and how the stream ended. */
    String read() {
      StringBuilder seen = new StringBuilder();
      try {
        while (stream.hasNext()) {
          seen.append(stream.next()).append(' ');
        }
        return seen + "end";
      } catch (NoSuchElementException e) {
        return seen + "end between hasNext() and next()";
      } catch (RpcException e) {
        return seen + "broken";
      }
    }
  }

  /** Items and the end come while the reader falls asleep. */
  @JCStressTest
  @Outcome(id = "1 2 end, 1 told", expect = ACCEPTABLE, desc = "All, in order, and then the end.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or the end came before an item.")
  @State
  public static class ItemsAndSleep {

    private final Reading reading = new Reading();

    @Actor
    public void reader(LL_Result r) {
      r.r1 = reading.read();
    }

    @Actor
    public void loop() {
      reading.item(1);
      reading.item(2);
      reading.end();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = reading.contest.verdict();
    }
  }

  /** A thread closes the stream while its reader has an item, and falls asleep for the next. */
  @JCStressTest
  @Outcome(id = "end, 1 told", expect = ACCEPTABLE, desc = "Closed before the item was seen.")
  @Outcome(id = "1 end, 1 told", expect = ACCEPTABLE, desc = "Closed after the item was read.")
  @Outcome(id = "end between .*, 1 told", expect = ACCEPTABLE, desc = "Closed in between.")
  @Outcome(expect = FORBIDDEN, desc = "It broke, or something is left of the call.")
  @State
  public static class CloseAndSleep {

    private final Reading reading = new Reading();

    public CloseAndSleep() {
      reading.item(1);
    }

    @Actor
    public void reader(LL_Result r) {
      r.r1 = reading.read();
    }

    @Actor
    public void closer() {
      reading.stream.close();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = reading.contest.verdict();
    }
  }

  /** The end comes while the reader, which is interrupted, cancels. */
  @JCStressTest
  @Outcome(id = "1 end, true, 1 told", expect = ACCEPTABLE, desc = "The end was first.")
  @Outcome(id = "(1 )?broken, true, 1 told", expect = ACCEPTABLE, desc = "The reader was first.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or the interrupt is lost.")
  @State
  public static class EndAndInterrupt {

    private final Reading reading = new Reading();
    private volatile @Nullable Thread waiting;

    @Actor
    public void reader(LZL_Result r) {
      waiting = Thread.currentThread();
      r.r1 = reading.read();
      while (waiting != null) {
        AdaptiveSpin.yieldProcessor(); // it is interrupted in here, if it was not before
      }
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void loop() {
      Thread reader = waiting;
      while (reader == null) {
        AdaptiveSpin.yieldProcessor();
        reader = waiting;
      }
      reader.interrupt();
      waiting = null;
      reading.item(1);
      reading.end();
    }

    @Arbiter
    public void after(LZL_Result r) {
      r.r3 = reading.contest.verdict();
    }
  }
}
