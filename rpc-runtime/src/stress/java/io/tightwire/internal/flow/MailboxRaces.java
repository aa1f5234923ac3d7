package io.tightwire.internal.flow;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;
import org.openjdk.jcstress.infra.results.ZL_Result;

/** Threads that post to a mailbox, and the loop that empties or closes it. */
final class MailboxRaces {

  private MailboxRaces() {}

  private static <T> void drain(Mailbox<T> mailbox, List<T> into) {
    for (T item; (item = mailbox.poll()) != null; ) {
      into.add(item);
    }
  }

  /** One thread posts, the loop polls. */
  @JCStressTest
  @Outcome(id = "\\[1, 2, 3\\]", expect = ACCEPTABLE, desc = "All, once, in their order.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or out of order.")
  @State
  public static class OfferAndPoll {

    private final Mailbox<Integer> mailbox = new Mailbox<>();
    private final List<Integer> polled = new ArrayList<>();

    @Actor
    public void poster() {
      boolean unused = mailbox.offer(1) && mailbox.offer(2) && mailbox.offer(3);
    }

    @Actor
    public void loop() {
      drain(mailbox, polled);
    }

    @Arbiter
    public void rest(L_Result r) {
      drain(mailbox, polled);
      r.r1 = polled.toString();
    }
  }

  /** Two threads post. */
  @JCStressTest
  @Outcome(id = "\\[1, 2\\]", expect = ACCEPTABLE, desc = "Both; the first was first.")
  @Outcome(id = "\\[2, 1\\]", expect = ACCEPTABLE, desc = "Both; the second was first.")
  @Outcome(expect = FORBIDDEN, desc = "Lost or doubled.")
  @State
  public static class OfferAndOffer {

    private final Mailbox<Integer> mailbox = new Mailbox<>();

    @Actor
    public void one() {
      boolean unused = mailbox.offer(1);
    }

    @Actor
    public void two() {
      boolean unused = mailbox.offer(2);
    }

    @Arbiter
    public void loop(L_Result r) {
      List<Integer> polled = new ArrayList<>();
      drain(mailbox, polled);
      r.r1 = polled.toString();
    }
  }

  /** The loop closes the mailbox, and polls once more. */
  @JCStressTest
  @Outcome(id = "true, \\[1\\]", expect = ACCEPTABLE, desc = "Accepted, and polled.")
  @Outcome(id = "false, \\[\\]", expect = ACCEPTABLE, desc = "Refused, and its owner knows.")
  @Outcome(expect = FORBIDDEN, desc = "Accepted and lost, or refused and polled.")
  @State
  public static class OfferAndClose {

    private final Mailbox<Integer> mailbox = new Mailbox<>();
    private final List<Integer> polled = new ArrayList<>();

    @Actor
    public void poster(ZL_Result r) {
      r.r1 = mailbox.offer(1);
    }

    @Actor
    public void loop() {
      mailbox.close();
      drain(mailbox, polled);
    }

    @Arbiter
    public void told(ZL_Result r) {
      r.r2 = polled.toString();
    }
  }
}
