package io.tightwire.internal.link;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A loop that waits for capacity, and a thread that releases bytes. */
final class InFlightBytesRaces {

  private InFlightBytesRaces() {}

  /** All bytes in flight are read while the loop checks whether it may send more. */
  @JCStressTest
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "There was capacity when it checked.")
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "There was, and it is woken as well.")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "There was none, and it is woken.")
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "It waits for capacity that is there.")
  @State
  public static class LookAndLeave {

    private static final int MUCH = 1 << 20;

    private final AtomicBoolean woken = new AtomicBoolean();
    private final InFlightBytes inFlight =
        new InFlightBytes(new LinkBytes(Long.MAX_VALUE), () -> woken.set(true));

    public LookAndLeave() {
      inFlight.acquire(MUCH);
    }

    @Actor
    public void loop(ZZ_Result r) {
      r.r1 = inFlight.hasCapacity();
    }

    @Actor
    public void reader() {
      inFlight.onBegun(MUCH);
    }

    @Arbiter
    public void told(ZZ_Result r) {
      r.r2 = woken.get();
    }
  }
}
