package io.tightwire.internal.link;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.internal.flow.Mailbox;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.L_Result;

/** A loop that is about to sleep, and a thread that has something for it. */
final class LoopSleepRaces {

  private static final LinkOptions OPTIONS = new LinkOptions("stress", 1 << 20, 1 << 20);

  private LoopSleepRaces() {}

  /** Counts the commands and messages that reach it. */
  private static final class Counting implements Agent<Integer> {

    int commands;

    @Override
    public void onCommand(Integer command, long now) {
      commands++;
    }

    @Override
    public void onConnected(Peer peer, long now) {}

    @Override
    public void onMessage(Peer peer, byte[] message, long now) {}

    @Override
    public void onDisconnected(Peer peer, DisconnectReason reason, long now) {}

    @Override
    public long onTick(long now) {
      return Long.MAX_VALUE;
    }

    @Override
    public void onClosed(@Nullable Throwable failure) {}
  }

  /** One inbox and no socket. */
  private static final class InboxTransport extends IdleTransport {

    private final Mailbox<Integer> inbox = new Mailbox<>();
    private final LinkContext context;
    int arrivals;

    InboxTransport(LinkContext context) {
      this.context = context;
    }

    void put(int item) {
      boolean unused = inbox.offer(item);
      context.wake();
    }

    @Override
    public int receive(int limit, long now) {
      int received = 0;
      while (inbox.poll() != null) {
        received++;
      }
      arrivals += received;
      return received;
    }
  }

  /** A loop that is run by hand. */
  private static final class Turned {

    final Counting agent = new Counting();
    final Loop<Integer, InboxTransport> loop = new Loop<>(OPTIONS, agent, InboxTransport::new);
    private boolean sleeps;

    Turned() {
      pass();
    }

    void pass() {
      try {
        PassResult unused = loop.pass();
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    void fallAsleep() {
      sleeps = loop.beginSleep() > 0;
    }

    /** Returns what happens to a command that has not been received yet. */
    String state() {
      if (!sleeps) {
        return "looks again";
      }
      return loop.isAsleep() ? "sleeps" : "is woken";
    }
  }

  /** A command is posted while the loop falls asleep. */
  @JCStressTest
  @Outcome(id = "looks again", expect = ACCEPTABLE, desc = "The loop has seen it in time.")
  @Outcome(
      id = "is woken",
      expect = ACCEPTABLE,
      desc = "The posting thread has seen the loop sleep.")
  @Outcome(id = "sleeps", expect = FORBIDDEN, desc = "The command lies there for ever.")
  @State
  public static class PostAndSleep {

    private final Turned turned = new Turned();

    @Actor
    public void loop() {
      turned.fallAsleep();
    }

    @Actor
    public void poster() {
      boolean unused = turned.loop.post(1);
    }

    @Arbiter
    public void told(L_Result r) {
      r.r1 = turned.state();
    }
  }

  /** A command is posted while the loop makes its last pass before it sleeps. */
  @JCStressTest
  @Outcome(id = "came", expect = ACCEPTABLE, desc = "The pass has seen the command.")
  @Outcome(id = "looks again", expect = ACCEPTABLE, desc = "The loop has seen it before it slept.")
  @Outcome(
      id = "is woken",
      expect = ACCEPTABLE,
      desc = "The posting thread has seen the loop sleep.")
  @Outcome(id = "sleeps", expect = FORBIDDEN, desc = "The command lies there for ever.")
  @State
  public static class PostAndPass {

    private final Turned turned = new Turned();

    @Actor
    public void loop() {
      turned.pass();
      turned.fallAsleep();
    }

    @Actor
    public void poster() {
      boolean unused = turned.loop.post(1);
    }

    @Arbiter
    public void told(L_Result r) {
      r.r1 = turned.agent.commands == 1 ? "came" : turned.state();
    }
  }

  /** Another loop adds to an inbox, which only a pass checks. */
  @JCStressTest
  @Outcome(id = "came", expect = ACCEPTABLE, desc = "The pass has seen it.")
  @Outcome(id = "looks again", expect = ACCEPTABLE, desc = "The signal outlived the pass.")
  @Outcome(
      id = "is woken",
      expect = ACCEPTABLE,
      desc = "The sending thread has seen the loop sleep.")
  @Outcome(id = "sleeps", expect = FORBIDDEN, desc = "The message lies there for ever.")
  @State
  public static class PutAndPass {

    private final Turned turned = new Turned();

    @Actor
    public void loop() {
      turned.pass();
      turned.fallAsleep();
    }

    @Actor
    public void neighbour() {
      turned.loop.transport().put(1);
    }

    @Arbiter
    public void told(L_Result r) {
      r.r1 = turned.loop.transport().arrivals == 1 ? "came" : turned.state();
    }
  }
}
