package io.tightwire.internal.client;

import static io.tightwire.internal.client.InputRig.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcRequest;
import io.tightwire.RpcUnavailableException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Calls that send a stream move to another server as long as no item was asked for. */
class InputMoveTest extends FleetRig {

  private InputRig inputs = new InputRig(rig);

  private CompletableFuture<Integer> call() {
    joinInTurn();
    inputs = new InputRig(rig);
    CompletableFuture<Integer> future = inputs.future(inputs.upTo(100));
    rig.settle();
    return future;
  }

  private void grant(Sent call) {
    rig.receive(call.peer(), FrameWriter.credit(call.id(), 2, 1000));
    rig.settle();
  }

  private void moves(String status) {
    CompletableFuture<Integer> future = call();
    Sent first = sent();
    refuse(first, status, false);
    Sent second = sent();
    assertThat(second.peer()).isNotSameAs(first.peer());
    assertThat(inputs.closed).as("the stream goes with the call").hasValue(0);
    grant(second);
    assertThat(inputs.pulled.get()).isPositive();
    succeed(second);
    assertThat(future).isCompletedWithValue(7);
    inputs.isOver();
  }

  @Test
  void callThatAServerWithoutCapacityRefusesMoves() {
    moves("RESOURCE_EXHAUSTED");
  }

  @Test
  void callThatAServerThatIsGoingAwayRefusesMoves() {
    moves("CANCELLED");
  }

  @Test
  void callOfAMethodThatAServerDoesNotHaveMoves() {
    moves("UNIMPLEMENTED");
  }

  @Test
  void callOfWhichAnItemWasAskedForDoesNotMove() {
    CompletableFuture<Integer> future = call();
    Sent first = sent();
    grant(first);
    refuse(first, "RESOURCE_EXHAUSTED", false);
    assertThat(failureOf(future)).isInstanceOf(RpcRejectedException.class);
    inputs.isOver();
  }

  @Test
  void callWhoseConnectionIsLostIsNotRetried() {
    CompletableFuture<Integer> future = call();
    lose(sent().peer());
    assertThat(failureOf(future))
        .isInstanceOf(RpcUnavailableException.class)
        .satisfies(e -> assertThat(((RpcException) e).mayHaveExecuted()).isTrue());
    nothingSent();
    inputs.isOver();
  }

  @Test
  void openUploadMovesWithItsEnd() {
    joinInTurn();
    inputs = new InputRig(rig);
    try (var upload =
        inputs.channel().upload(RpcRequest.of(InputRig.SUM, out -> {}), InputRig.NATURAL)) {
      rig.settle();
      upload.complete();
      Sent first = sent();
      refuse(first, "CANCELLED", false);
      Sent second = sent();
      grant(second);
      assertThat(second.peer().take()).hasOnlyElementsOfType(Frame.End.class).hasSize(1);
      succeed(second);
      assertThat(upload.result()).isEqualTo(7);
    }
    inputs.isIdle();
  }
}
