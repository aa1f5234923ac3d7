package io.tightwire.internal.server;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/** A stream's source on its lane, and the loop that sends, grants and cancels. */
final class ItemStreamRaces {

  private ItemStreamRaces() {}

  /** A server with one stream of three items that a handler thread is to start. */
  private static final class Streaming {

    final AtomicInteger opened = new AtomicInteger();
    final AtomicInteger closed = new AtomicInteger();
    final ServerRig rig = new ServerRig(ServerRig.streaming("count", this::count)).connect();

    Streaming() {
      rig.stream(1, "count", 3);
    }

    private Stream<Integer> count(int many) {
      opened.incrementAndGet();
      return IntStream.rangeClosed(1, many).boxed().onClose(closed::incrementAndGet);
    }

    String frames() {
      rig.settle();
      StringBuilder frames = new StringBuilder();
      for (Frame frame : rig.peer.take()) {
        if (frame instanceof Frame.Item item) {
          frames.append(item.value().reader().readInt()).append(' ');
        } else {
          frames.append(frame instanceof Frame.End ? "end" : frame.toString());
        }
      }
      return frames.toString();
    }
  }

  /** The source emits, and comes to its end, while the loop sends. */
  @JCStressTest
  @Outcome(id = "1 2 3 end", expect = ACCEPTABLE, desc = "All, in order, and then the end.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or the end came before an item.")
  @State
  public static class EmitAndSend {

    private final Streaming server = new Streaming();

    public EmitAndSend() {
      server.rig.credit(1, 10);
    }

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.rig.turn();
      server.rig.turn();
    }

    @Arbiter
    public void after(L_Result r) {
      r.r1 = server.frames();
    }
  }

  /** Credit comes while the source runs out of it. */
  @JCStressTest
  @Outcome(id = "1 2 3 end", expect = ACCEPTABLE, desc = "It goes on, here or on another thread.")
  @Outcome(expect = FORBIDDEN, desc = "It waits for credit that it has, or two threads ran it.")
  @State
  public static class PauseAndGrant {

    private final Streaming server = new Streaming();

    public PauseAndGrant() {
      server.rig.credit(1, 1);
    }

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.rig.credit(1, 1);
      server.rig.credit(1, 9);
    }

    @Arbiter
    public void after(L_Result r) {
      r.r1 = server.frames();
    }
  }

  /** The client cancels while the source emits. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "It was never opened.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It was opened, and closed once.")
  @Outcome(expect = FORBIDDEN, desc = "It is left open, or closed twice.")
  @State
  public static class EmitAndCancel {

    private final Streaming server = new Streaming();

    public EmitAndCancel() {
      server.rig.credit(1, 2);
    }

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.rig.turn();
      server.rig.receive(FrameWriter.cancel(1, "stress"));
    }

    @Arbiter
    public void after(II_Result r) {
      server.rig.settle();
      r.r1 = server.opened.get();
      r.r2 = server.closed.get();
    }
  }
}
