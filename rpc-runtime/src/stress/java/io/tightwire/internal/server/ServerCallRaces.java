package io.tightwire.internal.server;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.RpcContext;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.context.CurrentCall;
import io.tightwire.internal.flow.ByteBudget;
import io.tightwire.internal.flow.SharedByteBudget;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;
import org.openjdk.jcstress.infra.results.ZZZ_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A handler that is about to finish, and the loop that cancels it. */
final class ServerCallRaces {

  /** Short enough for the client's heartbeat not to be missed meanwhile. */
  private static final Duration TIMEOUT = Duration.ofSeconds(1);

  private ServerCallRaces() {}

  /** A server with one call that a handler thread is to run. */
  private static final class CalledServer {

    final AtomicInteger ends = new AtomicInteger();
    final ServerRig rig;

    CalledServer(Duration timeout) {
      ServerRig.Setup setup = new ServerRig.Setup();
      setup.interceptors = List.of(context -> end -> ends.incrementAndGet());
      rig = new ServerRig(setup, ServerRig.returning("echo", value -> value)).connect();
      rig.call(1, "echo", 42, timeout);
    }

    /** The frames that the client got. */
    String frames() {
      rig.settle();
      if (!rig.core.isIdle()) {
        return "a call is left open";
      }
      StringBuilder frames = new StringBuilder();
      for (Frame frame : rig.peer.take()) {
        if (frame instanceof Frame.Failure failure) {
          frames.append(failure.status());
        } else if (frame instanceof Frame.Result) {
          frames.append("response");
        }
      }
      return frames.isEmpty() ? "none" : frames.toString();
    }
  }

  /** The handler responds while the client cancels. */
  @JCStressTest
  @Outcome(id = "none, 0", expect = ACCEPTABLE, desc = "Cancelled before the handler began.")
  @Outcome(id = "none, 1", expect = ACCEPTABLE, desc = "Cancelled before the response was sent.")
  @Outcome(id = "response, 1", expect = ACCEPTABLE, desc = "Cancelled too late.")
  @Outcome(expect = FORBIDDEN, desc = "Two responses, or two ends were reported.")
  @State
  public static class ResponseAndCancel {

    private final CalledServer server = new CalledServer(TIMEOUT);

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
    public void after(LL_Result r) {
      r.r1 = server.frames();
      r.r2 = server.ends.get();
    }
  }

  /** The handler responds while its deadline passes. */
  @JCStressTest
  @Outcome(id = "DEADLINE_EXCEEDED, 0", expect = ACCEPTABLE, desc = "Late before it began.")
  @Outcome(
      id = "DEADLINE_EXCEEDED, 1",
      expect = ACCEPTABLE,
      desc = "Late before it got a response.")
  @Outcome(id = "response, 1", expect = ACCEPTABLE, desc = "In time.")
  @Outcome(expect = FORBIDDEN, desc = "Two responses or none, or two ends were reported.")
  @State
  public static class ResponseAndDeadline {

    private final CalledServer server = new CalledServer(TIMEOUT);

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.rig.turn();
      server.rig.elapse(TIMEOUT);
      server.rig.turn();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r1 = server.frames();
      r.r2 = server.ends.get();
    }
  }

  /** The handler responds while the server shuts down without a drain timeout. */
  @JCStressTest
  @Outcome(id = "CANCELLED, 0", expect = ACCEPTABLE, desc = "Stopped before it began.")
  @Outcome(id = "CANCELLED, 1", expect = ACCEPTABLE, desc = "Stopped before it got a response.")
  @Outcome(id = "response, 1", expect = ACCEPTABLE, desc = "In time.")
  @Outcome(expect = FORBIDDEN, desc = "Two responses or none, or two ends were reported.")
  @State
  public static class ResponseAndShutdown {

    private final CalledServer server = new CalledServer(TIMEOUT);

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.rig.turn();
      server.rig.core.drain(server.rig.now, Duration.ZERO);
      server.rig.turn();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r1 = server.frames();
      r.r2 = server.ends.get();
    }
  }

  /** A call without a loop, whose commands are dropped. */
  private static ServerCall call(ServerMethod<Integer> method) {
    MethodTable.Entry entry = new MethodTable.Entry(new byte[0], method, Nowhere.LANE, null);
    return new ServerCall(
        Nowhere.CORE, Nowhere.SESSION, Nowhere.REQUEST, Nowhere.CARGO, entry, 0, Timed.NEVER);
  }

  /** The objects that such calls share and do not change. */
  private static final class Nowhere {

    static final ServerCore CORE =
        new ServerRig() {
          @Override
          public void post(ServerCommand command) {}
        }.core;
    static final Frame.Request REQUEST = request();
    static final Lane LANE = new Lane("stress", 1, 1, Runnable::run);
    static final ByteBudget BUDGET = new ByteBudget(1);
    static final RetainedMessage CARGO = new RetainedMessage(1, BUDGET, BUDGET);
    static final Session SESSION =
        new Session(
            CORE,
            new FakePeer(ServerRig.REMOTE),
            new ServerRig.Setup().options(),
            new SharedByteBudget(Long.MAX_VALUE),
            new SharedByteBudget(Long.MAX_VALUE),
            0);

    private static Frame.Request request() {
      byte[] bytes = ServerRig.request(1, "stress", Frame.ONE_WAY, null, out -> out.writeInt(1));
      try {
        return (Frame.Request) new FrameReader().open(bytes).next();
      } catch (BadFrameException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** The thread leaves the call while it is interrupted for it. */
  @JCStressTest
  @Outcome(id = "false, true, false", expect = ACCEPTABLE, desc = "Ran, and left clean.")
  @Outcome(id = "false, false, false", expect = ACCEPTABLE, desc = "Cancelled on its way in.")
  @Outcome(id = "false, false, true", expect = ACCEPTABLE, desc = "Never started.")
  @Outcome(expect = FORBIDDEN, desc = "The next call starts interrupted, or a cancelled call ran.")
  @State
  public static class LeaveAndInterrupt {

    private boolean ran;
    private final ServerCall call =
        call(
            ServerRig.returning(
                "stress",
                value -> {
                  ran = true;
                  return value;
                }));

    @Actor
    public void handler(ZZZ_Result r) {
      call.run();
      r.r1 = Thread.interrupted();
      r.r2 = ran;
    }

    @Actor
    public void loop(ZZZ_Result r) {
      r.r3 = call.cancel(CancelReason.CALLER);
    }
  }

  /** The handler waits, and nothing but its interrupt ends that. */
  @JCStressTest
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "Never ran, or was interrupted.")
  @Outcome(expect = FORBIDDEN, desc = "Not interrupted, or the next call starts interrupted.")
  @State
  public static class EnterAndInterrupt {

    private static final long MAX_WAIT = TimeUnit.SECONDS.toNanos(5);

    private boolean waitedTooLong;
    private final ServerCall call = call(ServerRig.returning("stress", value -> waited()));

    private int waited() {
      long began = System.nanoTime();
      while (!Thread.interrupted() && !waitedTooLong) {
        LockSupport.parkNanos(this, MAX_WAIT);
        waitedTooLong = System.nanoTime() - began > MAX_WAIT;
      }
      return 0;
    }

    @Actor
    public void handler(ZZ_Result r) {
      call.run();
      r.r1 = waitedTooLong;
      r.r2 = Thread.interrupted();
    }

    @Actor
    public void loop() {
      boolean unused = call.cancel(CancelReason.CALLER);
    }
  }

  /** The handler registers a hook while its call is cancelled. */
  @JCStressTest
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "The handler did not run.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "It did, and its hook ran once.")
  @Outcome(expect = FORBIDDEN, desc = "The hook ran twice or never.")
  @State
  public static class HookAndCallOff {

    private final AtomicInteger registered = new AtomicInteger();
    private final AtomicInteger ran = new AtomicInteger();
    private final ServerCall call =
        call(
            ServerRig.returning(
                "stress",
                value -> {
                  registered.incrementAndGet();
                  RpcContext context = Objects.requireNonNull(CurrentCall.get());
                  RpcContext.Registration unused = context.onCancel(ran::incrementAndGet);
                  return value;
                }));

    @Actor
    public void handler() {
      call.run();
    }

    @Actor
    public void loop() {
      boolean unused = call.cancel(CancelReason.CALLER);
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r1 = registered.get();
      r.r2 = ran.get();
    }
  }
}
