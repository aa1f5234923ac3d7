package io.tightwire.internal.server;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.RpcContext;
import io.tightwire.internal.FakePeer;
import io.tightwire.internal.flow.Timed;
import io.tightwire.internal.wire.Slice;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/** A hook is registered or removed while its call is cancelled. */
final class CancelHookRaces {

  private static final FakePeer PEER = new FakePeer(ServerRig.REMOTE);

  private CancelHookRaces() {}

  private static CallContext context() {
    Timed call = new Timed(Timed.NEVER) {};
    Slice noMetadata = new Slice(new byte[0], 0, 0);
    return new CallContext(call, ServerRig.unary("stress"), PEER, 0, false, noMetadata);
  }

  /** A hook is registered while the call is cancelled. */
  @JCStressTest
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "It runs once, here or there.")
  @Outcome(expect = FORBIDDEN, desc = "It runs twice or never, or is kept.")
  @State
  public static class RegisterAndCallOff {

    private final CallContext context = context();
    private final AtomicInteger ran = new AtomicInteger();

    @Actor
    public void handler() {
      RpcContext.Registration unused = context.onCancel(ran::incrementAndGet);
    }

    @Actor
    public void loop() {
      context.cancel(CancelReason.CALLER).forEach(Runnable::run);
    }

    @Arbiter
    public void after(II_Result r) {
      r.r1 = ran.get();
      r.r2 = context.hooks();
    }
  }

  /** A hook is removed, and another registered, while the call is cancelled. */
  @JCStressTest
  @Outcome(id = "10, 0", expect = ACCEPTABLE, desc = "The first was removed in time.")
  @Outcome(id = "11, 0", expect = ACCEPTABLE, desc = "It was not.")
  @Outcome(expect = FORBIDDEN, desc = "One runs twice, the second never, or one is kept.")
  @State
  public static class ReplaceAndCallOff {

    private final CallContext context = context();
    private final AtomicInteger ran = new AtomicInteger();
    private final RpcContext.Registration first = context.onCancel(() -> ran.addAndGet(1));

    @Actor
    public void handler() {
      first.remove();
      RpcContext.Registration unused = context.onCancel(() -> ran.addAndGet(10));
    }

    @Actor
    public void loop() {
      context.cancel(CancelReason.CALLER).forEach(Runnable::run);
    }

    @Arbiter
    public void after(II_Result r) {
      r.r1 = ran.get();
      r.r2 = context.hooks();
    }
  }
}
