package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.completing;
import static io.tightwire.internal.server.ServerRig.returning;
import static io.tightwire.internal.server.ServerRig.streaming;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CallEnd;
import io.tightwire.CallListener;
import io.tightwire.RpcContext;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcStatus;
import io.tightwire.ServerInterceptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.link.DisconnectReason;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Interceptors decide before the handler starts, and get the end once. */
class ServerInterceptorTest {

  private static final Duration SECOND = Duration.ofSeconds(1);

  private final List<String> events = new ArrayList<>();
  private final List<CallEnd> ends = new ArrayList<>();
  private final CompletableFuture<Integer> stage = new CompletableFuture<>();

  private final ServerMethod<Integer> echo =
      returning(
          "echo",
          value -> {
            events.add("handler");
            return value;
          });
  private final ServerMethod<Integer> later = completing("later", value -> stage);

  private final ServerInterceptor listening = call -> ends::add;

  private static ServerRig rig(List<ServerInterceptor> interceptors, ServerMethod<?>... methods) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.interceptors = interceptors;
    return new ServerRig(setup, methods).connect();
  }

  private CallEnd end(RpcStatus status) {
    assertThat(ends).singleElement().extracting(CallEnd::status).isEqualTo(status);
    CallEnd end = ends.get(0);
    assertThat(end.failure().isEmpty()).isEqualTo(status == RpcStatus.OK);
    return end;
  }

  /** Records the events that it gets. */
  private ServerInterceptor noting(String name) {
    return call -> {
      events.add(name + " asked");
      return new CallListener() {
        @Override
        public void onEnd(CallEnd end) {
          events.add(name + " told " + end.status());
        }

        @Override
        public Scope enter() {
          events.add(name + " entered");
          return () -> events.add(name + " left");
        }
      };
    };
  }

  private static ServerInterceptor throwing(RuntimeException thrown) {
    return call -> {
      throw thrown;
    };
  }

  @Test
  void interceptorsSurroundTheHandlerInTheirOrder() {
    ServerRig rig = rig(List.of(noting("a"), noting("b")), echo);
    rig.call(5, "echo", 3);
    rig.turn();
    assertThat(events).as("never on the loop").isEmpty();
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(3);
    assertThat(events)
        .containsExactly(
            "a asked",
            "b asked",
            "a entered",
            "b entered",
            "handler",
            "b told OK",
            "a told OK",
            "b left",
            "a left");
  }

  @Test
  void interceptorSeesTheCallerAndTheMethod() {
    ServerRig rig =
        rig(
            List.of(
                call -> {
                  assertThat(RpcContext.current()).isSameAs(call);
                  events.add(call.service() + ' ' + call.method() + ' ' + call.metadata());
                  events.add(call.peer());
                  return CallListener.NONE;
                }),
            echo);
    rig.call(5, "echo", 3);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(3);
    assertThat(events).containsExactly("a.Test echo {}", rig.peer.name(), "handler");
  }

  @Test
  void rejectionIsSentAndTheHandlerDoesNotStart() {
    ServerRig rig =
        rig(
            List.of(
                listening,
                throwing(RpcPermissionException.denied("not you")),
                throwing(new AssertionErrorInDisguise())),
            echo);
    rig.call(5, "echo", 3);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("PERMISSION_DENIED");
    assertThat(failure.message()).isEqualTo("not you");
    assertThat(failure.type()).isNull();
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(events).isEmpty();
    assertThat(end(RpcStatus.PERMISSION_DENIED).failure().orElseThrow())
        .isInstanceOf(RpcPermissionException.class);
    assertThat(rig.core.isIdle()).isTrue();
  }

  /** Interceptors behind one that rejects are not asked. */
  private static final class AssertionErrorInDisguise extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Test
  void interceptorCanLimitRates() {
    ServerRig rig = rig(List.of(throwing(new RpcRejectedException("too many calls"))), echo);
    rig.call(5, "echo", 3);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.message()).isEqualTo("too many calls");
  }

  @Test
  void failureOfAnInterceptorIsHiddenFromRemoteClients() {
    ServerRig rig =
        rig(List.of(listening, throwing(new IllegalStateException("password is 1234"))), echo);
    rig.call(5, "echo", 3);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("INTERNAL");
    assertThat(failure.message())
        .isEqualTo("Test.echo was not started: an interceptor of the server failed");
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(events).isEmpty();
    end(RpcStatus.INTERNAL);
  }

  @Test
  void failureOfAnInterceptorIsSentWhereStackTracesAreExposed() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.stackTraces = Optional.of(true);
    setup.interceptors = List.of(throwing(new IllegalStateException("no key")));
    ServerRig rig = new ServerRig(setup, echo).connect();
    rig.call(5, "echo", 3);
    rig.settle();
    assertThat(rig.nextFailure(5).message())
        .contains(ServerInterceptorTest.class.getName())
        .contains("IllegalStateException: no key");
  }

  @Test
  @SuppressWarnings("NullAway") // what users without a checker do
  void nullForAListenerRejectsTheCall() {
    ServerRig rig = rig(List.of(call -> null), echo);
    rig.call(5, "echo", 3);
    rig.settle();
    assertThat(rig.nextFailure(5).status()).isEqualTo("INTERNAL");
    assertThat(events).isEmpty();
  }

  @Test
  void callsRejectedBeforeAHandlerThreadHasThemAreNotSeen() {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.common = 1;
    setup.maxQueued = 3;
    setup.interceptors = List.of(noting("a"));
    ServerRig rig = new ServerRig(setup, echo).connect();
    rig.call(1, "nowhere", 1);
    rig.call(2, "echo", 1, SECOND);
    rig.call(3, "echo", 1);
    rig.call(4, "echo", 1);
    rig.receive(FrameWriter.cancel(3, "never mind"));
    rig.elapse(SECOND);
    rig.turn();
    rig.core.drain(rig.now, SECOND);
    rig.call(5, "echo", 1);
    rig.settle();
    assertThat(events).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  // --- the end ---

  @Test
  void handlersFailureIsReportedAsItWasThrown() {
    IllegalStateException thrown = new IllegalStateException("no");
    ServerRig rig =
        rig(
            List.of(listening),
            returning(
                "fail",
                value -> {
                  throw thrown;
                }));
    rig.call(5, "fail", 1);
    rig.settle();
    assertThat(end(RpcStatus.UNKNOWN).failure().orElseThrow()).isSameAs(thrown);
  }

  @Test
  void argumentsThatCannotBeDecodedAreReported() {
    ServerRig rig = rig(List.of(listening), echo);
    rig.receive(ServerRig.request(5, "echo", 0, null, out -> out.writeString("x")));
    rig.settle();
    end(RpcStatus.INTERNAL);
  }

  @Test
  void completedCallThatExpiresBeforeItIsSentHasEnded() {
    ServerRig rig = rig(List.of(listening), later);
    rig.call(5, "later", 1, SECOND);
    rig.settle();
    stage.complete(4);
    rig.elapse(SECOND);
    rig.core.onTick(rig.now); // before the loop sees the response
    rig.settle();
    end(RpcStatus.OK);
  }

  @Test
  void callThatExpiresIsReportedOnceAndNeverOnTheLoop() {
    ServerRig rig = rig(List.of(listening), later);
    rig.call(5, "later", 1, SECOND);
    rig.settle();
    rig.elapse(SECOND);
    rig.turn();
    assertThat(ends).isEmpty();
    stage.complete(4); // after the loop has decided, before the listener is told
    rig.settle();
    end(RpcStatus.DEADLINE_EXCEEDED);
  }

  @Test
  void cancelledCallHasEndedThoughItsHandlerReturnsLater() {
    ServerRig rig = rig(List.of(listening), later);
    rig.call(5, "later", 1);
    rig.settle();
    rig.receive(FrameWriter.cancel(5, "never mind"));
    rig.settle();
    stage.completeExceptionally(new IllegalStateException());
    rig.settle();
    assertThat(end(RpcStatus.CANCELLED).failure().orElseThrow())
        .hasMessageContaining("its caller cancelled it");
  }

  @Test
  void clientThatDisappearsEndsItsCalls() {
    ServerRig rig = rig(List.of(listening), later);
    rig.call(5, "later", 1);
    rig.settle();
    rig.core.onDisconnected(rig.peer, DisconnectReason.lost("connection lost"), rig.now);
    rig.core.onClosed(null);
    rig.settle();
    assertThat(end(RpcStatus.CANCELLED).failure().orElseThrow())
        .hasMessageContaining("disconnected");
  }

  @Test
  void shutdownEndsRemainingCalls() {
    ServerRig rig = rig(List.of(listening), later);
    rig.oneWay(5, "later", 1);
    rig.settle();
    rig.core.drain(rig.now, SECOND);
    rig.elapse(SECOND);
    rig.settle();
    rig.core.onClosed(null);
    rig.settle();
    assertThat(end(RpcStatus.CANCELLED).failure().orElseThrow())
        .hasMessageContaining("shutting down");
  }

  @Test
  void frameThatBreaksTheCallEndsIt() {
    ServerRig rig = rig(List.of(listening), later);
    rig.call(5, "later", 1);
    rig.settle();
    rig.receive(FrameWriter.end(5));
    rig.settle();
    end(RpcStatus.INTERNAL);
  }

  @Test
  void callThatIsCancelledWhileInterceptorsAreAskedEndsAndIsNotStarted() {
    List<ServerRig> box = new ArrayList<>();
    ServerRig rig =
        rig(
            List.of(
                listening,
                call -> {
                  box.get(0).receive(FrameWriter.cancel(5, "never mind"));
                  return CallListener.NONE;
                },
                listening),
            echo);
    box.add(rig);
    rig.call(5, "echo", 1);
    rig.settle();
    assertThat(events).isEmpty();
    assertThat(ends)
        .extracting(CallEnd::status)
        .containsExactly(RpcStatus.CANCELLED, RpcStatus.CANCELLED);
    assertThat(ends.get(0)).as("each of two is told once").isSameAs(ends.get(1));
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void callThatIsCancelledWhileAnInterceptorRejectsItEndsOnce() {
    List<ServerRig> box = new ArrayList<>();
    ServerRig rig =
        rig(
            List.of(
                listening,
                call -> {
                  box.get(0).receive(FrameWriter.cancel(5, "never mind"));
                  throw RpcPermissionException.denied("not you");
                }),
            echo);
    box.add(rig);
    rig.call(5, "echo", 1);
    rig.settle();
    end(RpcStatus.CANCELLED);
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void oneWayCallEndsWithItsHandler() {
    ServerRig rig = rig(List.of(listening), echo);
    rig.oneWay(5, "echo", 1);
    rig.settle();
    end(RpcStatus.OK);
  }

  @Test
  void listenerThatThrowsDisturbsNothing() {
    CallListener careless =
        new CallListener() {
          @Override
          public void onEnd(CallEnd end) {
            throw new IllegalStateException("end");
          }

          @Override
          public Scope enter() {
            return () -> {
              throw new IllegalStateException("close");
            };
          }
        };
    CallListener clumsy =
        new CallListener() {
          @Override
          public void onEnd(CallEnd end) {}

          @Override
          public Scope enter() {
            throw new IllegalStateException("enter");
          }
        };
    ServerRig rig = rig(List.of(noting("a"), call -> careless, call -> clumsy, noting("z")), echo);
    rig.call(5, "echo", 3);
    rig.settle();
    assertThat(rig.nextResult(5)).isEqualTo(3);
    assertThat(events)
        .containsExactly(
            "a asked",
            "z asked",
            "a entered",
            "z entered",
            "handler",
            "z told OK",
            "a told OK",
            "z left",
            "a left");
  }

  // --- streams ---

  private ServerMethod<Integer> count() {
    return streaming(
        "count",
        n ->
            Stream.iterate(1, i -> i <= n, i -> i + 1)
                .peek(i -> events.add("item"))
                .onClose(() -> events.add("closed")));
  }

  @Test
  void eachPieceOfAStreamIsInsideTheScope() {
    ServerRig rig = rig(List.of(noting("a"), listening), count());
    rig.stream(5, "count", 2);
    rig.settle();
    events.remove("item"); // a look ahead
    rig.credit(5, 1);
    rig.settle();
    rig.credit(5, 1);
    rig.settle();
    int depth = 0;
    for (String event : events) {
      switch (event) {
        case "a entered" -> assertThat(++depth).isEqualTo(1);
        case "a left" -> assertThat(--depth).isZero();
        case "a asked" -> assertThat(depth).isZero();
        default -> assertThat(depth).as(event).isEqualTo(1);
      }
    }
    assertThat(events).contains("item", "closed", "a told OK").last().isEqualTo("a left");
    assertThat(end(RpcStatus.OK).itemsSent()).isEqualTo(2);
  }

  @Test
  void cancelledStreamEndsOnceAndIsClosedInsideTheScope() {
    ServerRig rig = rig(List.of(noting("a"), listening), count());
    rig.stream(5, "count", 100);
    rig.credit(5, 3);
    rig.settle();
    events.clear();
    rig.receive(FrameWriter.cancel(5, "enough"));
    rig.settle();
    assertThat(events).containsSubsequence("a entered", "closed", "a left");
    assertThat(events).containsOnlyOnce("a told CANCELLED");
    assertThat(end(RpcStatus.CANCELLED).itemsSent()).isEqualTo(3);
  }
}
