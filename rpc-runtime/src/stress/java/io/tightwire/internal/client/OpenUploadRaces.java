package io.tightwire.internal.client;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.tightwire.ClientInterceptor;
import io.tightwire.OpenUpload;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import io.tightwire.internal.wire.FrameWriter;
import java.util.concurrent.CompletableFuture;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.LLL_Result;

/**
 * Threads that send items one by one, and the loop, which grants credit and ends the call. A thread
 * that waits for credit and is never woken hangs the test.
 */
final class OpenUploadRaces {

  private OpenUploadRaces() {}

  /** An upload whose request is sent. */
  private static final class Sending {

    final Contest contest = new Contest();
    final InputRig inputs = new InputRig(contest.rig);
    final OpenUpload<Integer, Integer> upload =
        inputs
            .channel(contest.rig.interceptors.toArray(ClientInterceptor[]::new))
            .upload(RpcRequest.of(InputRig.SUM, out -> {}), InputRig.NATURAL);
    final CompletableFuture<Integer> result = upload.resultAsync();
    final long id = inputs.sent();

    /** An upload of which the server takes some items. */
    static Sending withCredit(int items) {
      Sending sending = new Sending();
      sending.inputs.grant(sending.id, items);
      return sending;
    }

    /** Sends items. Returns what became of them for the thread that sent them. */
    String send(int... items) {
      try {
        for (int item : items) {
          upload.send(item);
        }
        return "sent";
      } catch (IllegalStateException e) {
        return "refused";
      } catch (RpcException e) {
        return "failed";
      } catch (InterruptedException e) {
        return "interrupted";
      }
    }

    void respond() {
      contest.respond(id);
    }
  }

  /** Credit comes while threads wait for it, and while the stream ends. */
  @JCStressTest
  @Outcome(id = "sent, 1 2 3 END, value, 1 told", expect = ACCEPTABLE, desc = "All, and the end.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, doubled, out of order, or the end came too early.")
  @State
  public static class SendAndGrant {

    private final Sending sending = new Sending();

    @Actor
    public void user(LLL_Result r) {
      r.r1 = sending.send(1, 2, 3);
      sending.upload.complete();
    }

    @Actor
    public void loop() {
      sending.inputs.grant(sending.id, 1);
      sending.inputs.grant(sending.id, 1);
      sending.inputs.grant(sending.id, 1);
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      sending.respond();
      r.r3 = sending.contest.end(sending.result);
    }
  }

  /** One thread ends the stream while another sends. */
  @JCStressTest
  @Outcome(id = "sent, 1 END, value, 1 told", expect = ACCEPTABLE, desc = "The item was first.")
  @Outcome(id = "refused, END, value, 1 told", expect = ACCEPTABLE, desc = "The end was first.")
  @Outcome(expect = FORBIDDEN, desc = "An item after the end, or one that is lost in silence.")
  @State
  public static class SendAndComplete {

    private final Sending sending = Sending.withCredit(9);

    @Actor
    public void user(LLL_Result r) {
      r.r1 = sending.send(1);
    }

    /** It is the loop too. */
    @Actor
    public void other() {
      sending.upload.complete();
      sending.contest.rig.turn();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      sending.respond();
      r.r3 = sending.contest.end(sending.result);
    }
  }

  /** The first credit comes while the stream ends without an item. */
  @JCStressTest
  @Outcome(id = "ok, END, value, 1 told", expect = ACCEPTABLE, desc = "One end.")
  @Outcome(expect = FORBIDDEN, desc = "No end, or two.")
  @State
  public static class CompleteAndGrant {

    private final Sending sending = new Sending();

    @Actor
    public void user(LLL_Result r) {
      sending.upload.complete();
      r.r1 = "ok";
    }

    @Actor
    public void loop() {
      sending.inputs.grant(sending.id, 1);
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      sending.respond();
      r.r3 = sending.contest.end(sending.result);
    }
  }

  /** The server reads no further while a thread sends more than it has credit for. */
  @JCStressTest
  @Outcome(id = "sent, , value, 1 told", expect = ACCEPTABLE, desc = "Stopped before it sent.")
  @Outcome(id = "sent, 1, value, 1 told", expect = ACCEPTABLE, desc = "Stopped while it waited.")
  @Outcome(expect = FORBIDDEN, desc = "It threw, sent without credit, or sent an end.")
  @State
  public static class SendAndStop {

    private final Sending sending = Sending.withCredit(1);

    @Actor
    public void user(LLL_Result r) {
      r.r1 = sending.send(1, 2);
      sending.upload.complete();
    }

    @Actor
    public void loop() {
      sending.inputs.receive(FrameWriter.stop(sending.id));
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      sending.respond();
      r.r3 = sending.contest.end(sending.result);
    }
  }

  /** The result comes while a thread sends more than it has credit for. */
  @JCStressTest
  @Outcome(id = "sent, , value, 1 told", expect = ACCEPTABLE, desc = "Over before it sent.")
  @Outcome(id = "sent, 1, value, 1 told", expect = ACCEPTABLE, desc = "Over while it waited.")
  @Outcome(expect = FORBIDDEN, desc = "It threw, or something is left of the call.")
  @State
  public static class SendAndResult {

    private final Sending sending = Sending.withCredit(1);

    @Actor
    public void user(LLL_Result r) {
      r.r1 = sending.send(1, 2);
    }

    @Actor
    public void loop() {
      sending.respond();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      r.r3 = sending.contest.end(sending.result);
    }
  }

  /** The handle is closed while a thread sends more than it has credit for. */
  @JCStressTest
  @Outcome(
      id = "failed, (1 )?CANCEL .*, cancelled, 1 told",
      expect = ACCEPTABLE,
      desc = "It was told, before or after its first item.")
  @Outcome(expect = FORBIDDEN, desc = "It was not told, or something is left of the call.")
  @State
  public static class SendAndClose {

    private final Sending sending = Sending.withCredit(1);

    @Actor
    public void user(LLL_Result r) {
      r.r1 = sending.send(1, 2);
    }

    @Actor
    public void other() {
      sending.upload.close();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      r.r3 = sending.contest.end(sending.result);
    }
  }

  /** The handle is closed while the result comes. */
  @JCStressTest
  @Outcome(id = "ok, , value, 1 told", expect = ACCEPTABLE, desc = "The result was first.")
  @Outcome(id = "ok, (CANCEL .*)?, cancelled, 1 told", expect = ACCEPTABLE, desc = "It was closed.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or something is left of the call.")
  @State
  public static class CloseAndResult {

    private final Sending sending = Sending.withCredit(1);

    @Actor
    public void user(LLL_Result r) {
      sending.upload.close();
      r.r1 = "ok";
    }

    @Actor
    public void loop() {
      sending.respond();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      r.r3 = sending.contest.end(sending.result);
    }
  }

  /** The user fails the stream while the result comes. */
  @JCStressTest
  @Outcome(id = "ok, , value, 1 told", expect = ACCEPTABLE, desc = "The result was first.")
  @Outcome(
      id = "ok, CANCEL .*disk, .*RpcStreamingException.*disk, 1 told",
      expect = ACCEPTABLE,
      desc = "The failure was first.")
  @Outcome(expect = FORBIDDEN, desc = "Two outcomes, none, or something is left of the call.")
  @State
  public static class FailAndResult {

    private final Sending sending = Sending.withCredit(1);

    @Actor
    public void user(LLL_Result r) {
      sending.upload.fail(new IllegalStateException("disk"));
      r.r1 = "ok";
    }

    @Actor
    public void loop() {
      sending.respond();
    }

    @Arbiter
    public void after(LLL_Result r) {
      r.r2 = sending.inputs.line();
      r.r3 = sending.contest.end(sending.result);
    }
  }
}
