package io.tightwire.internal.server;

import static io.tightwire.internal.server.ServerRig.returning;
import static io.tightwire.internal.server.ServerRig.unary;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcPermissionException;
import io.tightwire.RpcStatus;
import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.generated.ServerMethod;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameWriter;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Serial;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HandlerFailuresTest {

  /** An exception whose methods throw. */
  private static final class Rude extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    @Override
    public String getMessage() {
      throw new IllegalStateException("none of your business");
    }
  }

  private Frame.Failure thrownBy(String endpoint, Optional<Boolean> stackTraces, Throwable thrown) {
    ServerRig.Setup setup = new ServerRig.Setup();
    setup.stackTraces = stackTraces;
    Codec<IOException> codec =
        Codec.of(
            (out, value) -> {
              out.beginArray(1);
              out.writeString("state");
              out.endArray();
            },
            in -> null);
    ServerRig rig =
        new ServerRig(
                setup,
                returning(
                    unary("fail").throwing(DeclaredException.of(IOException.class, codec)),
                    value -> {
                      throw thrown;
                    }))
            .connect(endpoint);
    rig.call(5, "fail", 1);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(rig.peer.take()).isEmpty();
    assertThat(rig.core.isIdle()).isTrue();
    return failure;
  }

  @Test
  void declaredExceptionTravelsWithItsStateAlsoAsASubclass() {
    Frame.Failure failure =
        thrownBy(ServerRig.REMOTE, Optional.empty(), new FileNotFoundException("gone"));
    assertThat(failure.status()).isEqualTo("UNKNOWN");
    assertThat(failure.message()).isEqualTo("gone");
    assertThat(failure.type()).isEqualTo("java.io.IOException");
    assertThat(failure.state().reader().beginArray()).isEqualTo(1);
  }

  @Test
  void otherExceptionsTravelByNameAndMessage() {
    Frame.Failure failure =
        thrownBy(ServerRig.REMOTE, Optional.empty(), new IllegalStateException("no"));
    assertThat(failure.type()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failure.message()).isEqualTo("no");
    assertThat(failure.state().reader().tryReadNil()).isTrue();
    Frame.Failure silent = thrownBy(ServerRig.REMOTE, Optional.empty(), new StackOverflowError());
    assertThat(silent.type()).isEqualTo("java.lang.StackOverflowError");
    assertThat(silent.message()).as("it has none").isNull();
  }

  @Test
  void stackTracesGoToLocalClientsUnlessSaidOtherwise() {
    RuntimeException e = new IllegalStateException("no");
    assertThat(thrownBy(ServerRig.REMOTE, Optional.empty(), e).stackTrace()).isNull();
    assertThat(thrownBy(ServerRig.LOCAL, Optional.empty(), e).stackTrace()).contains("\tat ");
    assertThat(thrownBy(ServerRig.REMOTE, Optional.of(true), e).stackTrace()).contains("\tat ");
    assertThat(thrownBy(ServerRig.LOCAL, Optional.of(false), e).stackTrace()).isNull();
  }

  @Test
  void refusalByTheHandlerHasItsStatus() {
    Frame.Failure failure =
        thrownBy(
            ServerRig.REMOTE,
            Optional.empty(),
            new RpcPermissionException(RpcStatus.UNAUTHENTICATED, "who?", null, true));
    assertThat(failure.status()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void exceptionThatCannotBeDescribedStillGetsAResponse() {
    Frame.Failure failure = thrownBy(ServerRig.REMOTE, Optional.empty(), new Rude());
    assertThat(failure.status()).isEqualTo("UNKNOWN");
    assertThat(failure.type()).isEqualTo(Rude.class.getName());
    assertThat(failure.message()).contains("Rude", "getMessage()", "IllegalStateException");
  }

  private static RuntimeException told(String message) {
    return new IllegalStateException(message);
  }

  /** Returns the trace that is sent, checked to be finite and to have type and message. */
  private String traceOf(RuntimeException thrown, String message) {
    Frame.Failure failure = thrownBy(ServerRig.LOCAL, Optional.empty(), thrown);
    assertThat(failure.status()).isEqualTo("UNKNOWN");
    assertThat(failure.type()).isEqualTo(thrown.getClass().getName());
    assertThat(failure.message()).isEqualTo(message);
    assertThat(failure.stackTrace()).isNotNull().hasSizeLessThan(33_000);
    return String.valueOf(failure.stackTrace());
  }

  @Test
  void traceOfManyCausesIsCutAndHidesNeitherTypeNorMessage() {
    RuntimeException thrown = told("deepest");
    for (int i = 0; i < 20_000; i++) {
      RuntimeException outer = new IllegalStateException("cause " + i, thrown);
      outer.setStackTrace(new StackTraceElement[0]);
      thrown = outer;
    }
    assertThat(traceOf(thrown, "cause 19999"))
        .startsWith("java.lang.IllegalStateException: cause 19999")
        .contains("Caused by: java.lang.IllegalStateException: cause 19998")
        .endsWith("… (cut)");
  }

  @Test
  void traceOfCausesInACircleEnds() {
    RuntimeException inner = told("inner");
    RuntimeException outer = new IllegalStateException("outer", inner);
    inner.initCause(outer);
    assertThat(traceOf(outer, "outer")).contains("inner", "CIRCULAR REFERENCE");
  }

  @Test
  @SuppressWarnings("serial")
  void exceptionThatThrowsWhenPrintedHidesNeitherTypeNorMessage() {
    RuntimeException nameless =
        new RuntimeException("no name", told("cause")) {
          @Override
          @SuppressWarnings("OverrideThrowableToString")
          public String toString() {
            throw new IllegalStateException();
          }
        };
    assertThat(traceOf(nameless, "no name"))
        .contains("toString()", "\tat ", "Caused by: java.lang.IllegalStateException: cause");
    assertThat(traceOf(new IllegalStateException("outer", nameless), "outer"))
        .startsWith("java.lang.IllegalStateException: outer")
        .contains("\tat ");
    RuntimeException endless =
        new RuntimeException("endless") {
          @Override
          @SuppressWarnings({"OverrideThrowableToString", "InfiniteRecursion"})
          public String toString() {
            return toString();
          }
        };
    assertThat(traceOf(endless, "endless")).contains("StackOverflowError", "\tat ");
    RuntimeException traceless =
        new RuntimeException("traceless") {
          @Override
          public void printStackTrace(PrintWriter out) {
            throw new IllegalStateException();
          }

          @Override
          public StackTraceElement[] getStackTrace() {
            throw new UnsupportedOperationException();
          }
        };
    assertThat(traceOf(traceless, "traceless")).contains("traceless", "UnsupportedOperation");
    RuntimeException bottomless =
        new RuntimeException("bottomless") {
          @Override
          public synchronized Throwable getCause() {
            return told("one more");
          }
        };
    assertThat(traceOf(bottomless, "bottomless")).contains("one more");
    RuntimeException talkative =
        new RuntimeException("talkative") {
          @Override
          public void printStackTrace(PrintWriter out) {
            while (true) {
              try {
                out.println("and then");
              } catch (RuntimeException e) {
                out.println("and yet");
              }
            }
          }
        };
    assertThat(traceOf(talkative, "talkative")).startsWith("and then").endsWith("… (cut)");
  }

  @Test
  void stringsWithUnpairedSurrogatesAndHugeOnesAreSent() {
    assertThat(thrownBy(ServerRig.LOCAL, Optional.empty(), told("a\ud800b")).message())
        .isEqualTo("a?b");
    assertThat(thrownBy(ServerRig.LOCAL, Optional.empty(), told("x".repeat(1 << 20))).message())
        .startsWith("xxx")
        .hasSizeLessThan(10_000)
        .endsWith("more characters)");
  }

  @Test
  void stateThatCannotBeReadLeavesNameAndMessage() {
    Codec<IOException> endless =
        Codec.of(
            (out, value) -> {
              throw new StackOverflowError();
            },
            in -> null);
    ServerRig rig =
        new ServerRig(
                returning(
                    unary("fail").throwing(DeclaredException.of(IOException.class, endless)),
                    value -> {
                      throw new IOException("gone");
                    }))
            .connect();
    rig.call(5, "fail", 1);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.type()).isEqualTo("java.io.IOException");
    assertThat(failure.message()).isEqualTo("gone");
    assertThat(failure.state().reader().tryReadNil()).isTrue();
  }

  @Test
  @SuppressWarnings("serial")
  void argumentWhoseConstructorThrowsAnUnprintableExceptionGetsAResponse() {
    ServerMethod<Integer> picky =
        ServerMethod.returning(
            unary("picky"),
            in -> {
              throw new IllegalArgumentException("odd") {
                @Override
                @SuppressWarnings("OverrideThrowableToString")
                public String toString() {
                  throw new IllegalStateException();
                }
              };
            });
    ServerRig rig = new ServerRig(picky).connect();
    rig.call(5, "picky", 1);
    rig.oneWay(6, "picky", 1);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.message()).contains("Test.picky", "can't be decoded");
    assertThat(failure.mayHaveExecuted()).isFalse();
    assertThat(rig.core.isIdle()).isTrue();
  }

  @Test
  void resultLargerThanTheClientTakesIsRefusedHere() {
    ServerMethod<String> text =
        ServerMethod.returning(
            MethodDescriptor.unary("a.Test", "text", 1, Codecs.STRING),
            in -> {
              int length = in.readInt();
              return () -> "x".repeat(length);
            });
    ServerRig rig = new ServerRig(text);
    rig.core.onConnected(rig.peer, rig.now);
    rig.receive(FrameWriter.hello("client", 2000, Map.of()));
    assertThat(rig.peer.packing()).isEqualTo(2000);
    rig.peer.next(Frame.Hello.class);
    rig.call(5, "text", 3000);
    rig.settle();
    Frame.Failure failure = rig.nextFailure(5);
    assertThat(failure.status()).isEqualTo("RESOURCE_EXHAUSTED");
    assertThat(failure.message()).contains("Test.text", "can't be encoded");
    assertThat(failure.mayHaveExecuted()).isTrue();
  }

  @Test
  void callGetsAResponseHoweverSmallTheClientsLimit() {
    ServerMethod<Integer> picky =
        ServerMethod.returning(
            unary("picky"),
            in -> {
              throw new IllegalArgumentException("must be even");
            });
    for (int limit = 0; limit < 100; limit++) {
      ServerRig rig = new ServerRig(picky, returning("echo", value -> value));
      rig.core.onConnected(rig.peer, rig.now);
      rig.receive(FrameWriter.hello("client", limit, Map.of()));
      rig.peer.next(Frame.Hello.class);
      rig.call(5, "picky", 1);
      rig.settle();
      assertThat(rig.nextFailure(5).mayHaveExecuted()).isFalse();
      rig.call(6, "echo", 1);
      rig.settle();
      assertThat(rig.peer.take()).hasSize(1);
      assertThat(rig.core.isIdle()).isTrue();
    }
  }
}
