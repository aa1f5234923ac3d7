package io.tightwire.internal.server;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.RpcException;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.Invocation;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.flow.AdaptiveSpin;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LL_Result;

/**
 * A handler that reads its caller's stream, and the loop, which adds items and ends the call. A
 * reader that waits for an item and is never woken hangs the test.
 */
final class CallerStreamRaces {

  private static final MethodDescriptor<Integer> SUM = ServerRig.unary("sum").takingStream();

  private CallerStreamRaces() {}

  /** The body of a handler that pulls. */
  private interface Body {
    int read(Stream<Integer> numbers);
  }

  /** A server with one call whose handler takes a stream, and what its client gets. */
  private static final class Receiving {

    final AtomicInteger ends = new AtomicInteger();
    final ServerRig rig;

    Receiving(ServerMethod<Integer> method) {
      ServerRig.Setup setup = new ServerRig.Setup();
      setup.interceptors = List.of(context -> end -> ends.incrementAndGet());
      rig = new ServerRig(setup, method).connect();
      rig.receive(ServerRig.request(1, "sum", Frame.WITH_INPUT, null, out -> out.writeInt(0)));
    }

    static Receiving pulling(Body body) {
      return new Receiving(
          ServerMethod.returning(
              SUM,
              (in, input) -> {
                int unused = in.readInt();
                Stream<Integer> numbers = input.stream(Codecs.INT);
                return () -> body.read(numbers);
              }));
    }

    /** The loop's part: turns until the handler has asked for items. */
    void awaitCredit() {
      while (rig.commands.isEmpty()) {
        AdaptiveSpin.yieldProcessor();
      }
      rig.turn();
    }

    void item(int value) {
      rig.receive(encoded(value));
    }

    /** Receives an item and the end in one message. */
    void lastItem(int value) {
      ByteArrayOutputStream message = new ByteArrayOutputStream();
      message.writeBytes(encoded(value));
      message.writeBytes(FrameWriter.end(1));
      rig.receive(message.toByteArray());
    }

    private static byte[] encoded(int value) {
      WireWriter frame = FrameWriter.item(1, Codecs.INT, value, ServerRig.MAX);
      return Arrays.copyOf(frame.buffer(), frame.size());
    }

    void cancel() {
      rig.receive(FrameWriter.cancel(1, "stress"));
    }

    /** Returns the frames that the client got but for credit, and what is wrong. */
    String frames() {
      rig.settle();
      if (!rig.core.isIdle()) {
        return "a call is left open";
      }
      if (rig.core.inputs().windows().used() != 0 || rig.core.keptBytes() != 0) {
        return "room is lost";
      }
      if (ends.get() > 1) {
        return "two ends were reported";
      }
      StringBuilder frames = new StringBuilder();
      for (Frame frame : rig.peer.take()) {
        if (frame instanceof Frame.Result result) {
          frames.append(result.value().reader().readInt()).append(' ');
        } else if (frame instanceof Frame.Failure failure) {
          frames.append(failure.status()).append(' ');
        } else if (frame instanceof Frame.Stop) {
          frames.append("STOP ");
        }
      }
      return frames.toString().strip();
    }
  }

  /** Items and the end come while the reader falls asleep. */
  @JCStressTest
  @Outcome(id = "1 2 , 3", expect = ACCEPTABLE, desc = "All, in order, and then the end.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, or the end came before an item.")
  @State
  public static class ItemsAndSleep {

    private final StringBuilder seen = new StringBuilder();
    private final Receiving server =
        Receiving.pulling(
            numbers ->
                numbers.peek(n -> seen.append(n).append(' ')).mapToInt(Integer::intValue).sum());

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.awaitCredit();
      server.item(1);
      server.lastItem(2);
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = server.frames();
      r.r1 = seen.toString();
    }
  }

  /** The client cancels while the reader falls asleep. */
  @JCStressTest
  @Outcome(id = "(1 )?RpcCancelledException, ", expect = ACCEPTABLE, desc = "It was told, once.")
  @Outcome(expect = FORBIDDEN, desc = "It was not told, or something is left of the call.")
  @State
  public static class CancelAndSleep {

    private final StringBuilder seen = new StringBuilder();
    private final Receiving server = Receiving.pulling(this::read);

    private int read(Stream<Integer> numbers) {
      try {
        numbers.forEach(n -> seen.append(n).append(' '));
      } catch (RpcException e) {
        seen.append(e.getClass().getSimpleName());
      }
      return 0;
    }

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.awaitCredit();
      server.item(1);
      server.cancel();
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = server.frames();
      r.r1 = seen.toString();
    }
  }

  /** The handler closes its stream, and responds, while items and the end come. */
  @JCStressTest
  @Outcome(id = "1, STOP 1", expect = ACCEPTABLE, desc = "The caller was told.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The end had come.")
  @Outcome(expect = FORBIDDEN, desc = "Two stops, or something is left of the call.")
  @State
  public static class CloseAndItems {

    private volatile int first;
    private final Receiving server = Receiving.pulling(this::read);

    private int read(Stream<Integer> numbers) {
      Iterator<Integer> iterator = numbers.iterator();
      first = iterator.next();
      numbers.close();
      return first;
    }

    @Actor
    public void handler() {
      int unused = server.rig.work();
    }

    @Actor
    public void loop() {
      server.awaitCredit();
      server.item(1);
      server.lastItem(2);
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = server.frames();
      r.r1 = first;
    }
  }

  /**
   * A call whose handler has a subscriber, which records its signals and whether any overlapped.
   */
  private static final class Pushed implements Flow.Subscriber<Integer> {

    final Receiving server;
    final CompletableFuture<Integer> stage = new CompletableFuture<>();
    private final AtomicInteger inside = new AtomicInteger();
    private final StringBuilder signals = new StringBuilder();
    private final boolean throwing;
    private Flow.@Nullable Subscription subscription;
    private volatile boolean overlapped;

    Pushed(long requested, boolean throwing) {
      this.throwing = throwing;
      server =
          new Receiving(
              ServerMethod.<Integer>completing(
                      SUM,
                      (in, input) -> {
                        int unused = in.readInt();
                        Flow.Publisher<Integer> numbers = input.publisher(Codecs.INT);
                        Invocation<CompletionStage<? extends Integer>> invocation =
                            () -> {
                              numbers.subscribe(this);
                              return stage;
                            };
                        return invocation;
                      })
                  .subscribing());
      server.rig.settle();
      subscription().request(requested);
      server.rig.settle();
    }

    Flow.Subscription subscription() {
      return Objects.requireNonNull(subscription);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(Integer item) {
      note(item + " ");
      if (throwing) {
        throw new IllegalStateException("on purpose");
      }
    }

    @Override
    public void onError(Throwable failure) {
      note("error");
    }

    @Override
    public void onComplete() {
      note("end");
    }

    private void note(String signal) {
      overlapped |= inside.incrementAndGet() > 1;
      signals.append(signal);
      inside.decrementAndGet();
    }

    /** The loop's part; it is a handler thread too. */
    void push() {
      server.item(1);
      int unused = server.rig.work();
      server.lastItem(2);
      unused = server.rig.work();
    }

    String seen() {
      return overlapped ? "overlapping signals: " + signals : signals.toString();
    }
  }

  /** All requested items come while the subscriber requests more. */
  @JCStressTest
  @Outcome(id = "1 2 end, 3", expect = ACCEPTABLE, desc = "All, in order, and then the end.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or overlapping signals.")
  @State
  public static class PushAndRequest {

    private final Pushed pushed = new Pushed(2, false);

    @Actor
    public void loop() {
      pushed.push();
    }

    @Actor
    public void subscriber() {
      pushed.subscription().request(1);
      int unused = pushed.server.rig.work();
    }

    @Arbiter
    public void after(LL_Result r) {
      pushed.server.rig.settle();
      pushed.stage.complete(3);
      r.r2 = pushed.server.frames();
      r.r1 = pushed.seen();
    }
  }

  /** Items and the end come while the subscriber cancels. */
  @JCStressTest
  @Outcome(id = "(1 )?(2 )?, STOP 3", expect = ACCEPTABLE, desc = "Cancelled; the caller was told.")
  @Outcome(id = "(1 )?(2 )?, 3", expect = ACCEPTABLE, desc = "Cancelled after the end had come.")
  @Outcome(id = "1 2 end, 3", expect = ACCEPTABLE, desc = "Cancelled too late.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or something is left.")
  @State
  public static class PushAndCancel {

    private final Pushed pushed = new Pushed(2, false);

    @Actor
    public void loop() {
      pushed.push();
    }

    @Actor
    public void subscriber() {
      pushed.subscription().cancel();
      int unused = pushed.server.rig.work();
    }

    @Arbiter
    public void after(LL_Result r) {
      pushed.server.rig.settle();
      pushed.stage.complete(3);
      r.r2 = pushed.server.frames();
      r.r1 = pushed.seen();
    }
  }

  /** The handler responds while its subscriber throws. */
  @JCStressTest
  @Outcome(id = "(1 |error)?, 3", expect = ACCEPTABLE, desc = "The response was first.")
  @Outcome(id = "1 , (STOP )?UNKNOWN", expect = ACCEPTABLE, desc = "The failure was first.")
  @Outcome(id = "1 , STOP 3", expect = ACCEPTABLE, desc = "The response came in between.")
  @Outcome(expect = FORBIDDEN, desc = "Two responses or none, or something is left.")
  @State
  public static class ThrowAndResponse {

    private final Pushed pushed = new Pushed(2, true);

    @Actor
    public void loop() {
      pushed.push();
    }

    @Actor
    public void handler() {
      boolean unused = pushed.stage.complete(3);
    }

    @Arbiter
    public void after(LL_Result r) {
      r.r2 = pushed.server.frames();
      r.r1 = pushed.seen();
    }
  }
}
