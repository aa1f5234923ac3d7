package io.tightwire.internal.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RemoteCause;
import io.tightwire.RpcCancelledException;
import io.tightwire.RpcException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRejectedException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcStatus;
import io.tightwire.RpcTimeoutException;
import io.tightwire.RpcUnavailableException;
import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.DeclaredException;
import io.tightwire.generated.MethodDescriptor;
import io.tightwire.internal.wire.BadFrameException;
import io.tightwire.internal.wire.Frame;
import io.tightwire.internal.wire.FrameReader;
import io.tightwire.internal.wire.FrameWriter;
import java.io.IOException;
import java.io.Serial;
import java.util.Arrays;
import java.util.ConcurrentModificationException;
import java.util.EmptyStackException;
import java.util.InputMismatchException;
import java.util.NoSuchElementException;
import java.util.concurrent.CancellationException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteFailuresTest {

  /** A declared exception with state. */
  static final class TooPoor extends Exception {
    @Serial private static final long serialVersionUID = 1L;
    final int balance;

    TooPoor(int balance) {
      super("balance " + balance);
      if (balance < 0) {
        throw new IllegalArgumentException("negative");
      }
      this.balance = balance;
    }
  }

  private static final Codec<TooPoor> CODEC =
      Codec.of(
          (out, value) -> {},
          in -> {
            int elements = in.beginArray();
            int balance = in.readInt();
            if (balance == -2) {
              throw new AssertionError("debts are not modelled");
            }
            TooPoor exception = new TooPoor(balance);
            in.endArray(elements - 1);
            return exception;
          });

  private static final MethodDescriptor<Integer> METHOD =
      MethodDescriptor.unary("a.Bank", "withdraw", 0, Codecs.INT)
          .throwing(DeclaredException.of(TooPoor.class, CODEC));

  private static RpcException received(byte[] frame) {
    try {
      return RemoteFailures.toException(
          METHOD,
          "tcp://x:1",
          new ServerFingerprints(),
          (Frame.Failure) new FrameReader().open(frame).next());
    } catch (BadFrameException e) {
      throw new AssertionError(e);
    }
  }

  private static RpcException refused(String status, boolean executed) {
    RpcException exception = received(FrameWriter.error(5, status, "text", executed));
    assertThat(exception).hasMessage("text").hasNoCause();
    assertThat(exception.mayHaveExecuted()).isEqualTo(executed);
    return exception;
  }

  private static RpcException thrown(
      String status, String type, @Nullable Consumer<WireWriter> state) {
    RpcException exception =
        received(FrameWriter.thrown(5, status, "text", type, "at x", state, 1 << 20).toByteArray());
    assertThat(exception.mayHaveExecuted()).isTrue();
    assertThat(exception).hasMessageContainingAll("Bank.withdraw", "tcp://x:1", type, "text");
    return exception;
  }

  private static Consumer<WireWriter> balance(int value) {
    return out -> {
      out.beginArray(1);
      out.writeInt(value);
      out.endArray();
    };
  }

  @Test
  void declaredExceptionWhoseConstructorThrowsAnErrorIsNamed() {
    assertThat(thrown("UNKNOWN", TooPoor.class.getName(), balance(-2)))
        .isInstanceOf(RpcRemoteException.class)
        .hasCauseInstanceOf(RemoteCause.class);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void everyStatusHasItsException(boolean executed) {
    assertThat(refused("CANCELLED", executed)).isInstanceOf(RpcCancelledException.class);
    assertThat(refused("DEADLINE_EXCEEDED", executed)).isInstanceOf(RpcTimeoutException.class);
    assertThat(refused("UNAVAILABLE", executed)).isInstanceOf(RpcUnavailableException.class);
    assertThat(refused("PERMISSION_DENIED", executed))
        .isInstanceOf(RpcPermissionException.class)
        .extracting(RpcException::status)
        .isEqualTo(RpcStatus.PERMISSION_DENIED);
    assertThat(refused("UNAUTHENTICATED", executed))
        .isInstanceOf(RpcPermissionException.class)
        .extracting(RpcException::status)
        .isEqualTo(RpcStatus.UNAUTHENTICATED);
    assertThat(refused("INTERNAL", executed)).isInstanceOf(RpcProtocolException.class);
    assertThat(refused("SOMETHING_NEW", executed)).isInstanceOf(RpcProtocolException.class);
    assertThat(refused("", executed)).isInstanceOf(RpcProtocolException.class);
  }

  @Test
  void exhaustionIsARejectionUnlessTheHandlerMayHaveStarted() {
    assertThat(refused("RESOURCE_EXHAUSTED", false)).isInstanceOf(RpcRejectedException.class);
    assertThat(refused("RESOURCE_EXHAUSTED", true))
        .isInstanceOf(RpcProtocolException.class)
        .extracting(RpcException::status)
        .isEqualTo(RpcStatus.RESOURCE_EXHAUSTED);
  }

  @Test
  void methodThatIsNotThereDidNotRun() {
    assertThat(refused("UNIMPLEMENTED", false)).isInstanceOf(RpcMethodNotFoundException.class);
  }

  @Test
  void unimplementedThatMayHaveExecutedStaysUnknown() {
    assertThat(refused("UNIMPLEMENTED", true)).isInstanceOf(RpcProtocolException.class);
  }

  @Test
  void declaredExceptionIsRebuilt() {
    RpcException exception = thrown("UNKNOWN", TooPoor.class.getName(), balance(7));
    assertThat(exception).isInstanceOf(RpcRemoteException.class);
    assertThat(exception.remoteType()).contains(TooPoor.class.getName());
    assertThat(exception.remoteStackTrace()).contains("at x");
    assertThat(exception.getCause())
        .isInstanceOfSatisfying(TooPoor.class, e -> assertThat(e.balance).isEqualTo(7));
  }

  @Test
  void declaredExceptionOfAnotherVersionIsNamed() {
    for (Consumer<WireWriter> state :
        Arrays.<@Nullable Consumer<WireWriter>>asList(
            null, out -> out.writeString("?"), balance(-1))) {
      assertThat(thrown("UNKNOWN", TooPoor.class.getName(), state).getCause())
          .isInstanceOfSatisfying(
              RemoteCause.class, e -> assertThat(e.type()).isEqualTo(TooPoor.class.getName()))
          .hasMessage("text");
    }
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        ArithmeticException.class,
        ArrayIndexOutOfBoundsException.class,
        ArrayStoreException.class,
        ClassCastException.class,
        IllegalArgumentException.class,
        IllegalMonitorStateException.class,
        IllegalStateException.class,
        IndexOutOfBoundsException.class,
        NegativeArraySizeException.class,
        NullPointerException.class,
        NumberFormatException.class,
        RuntimeException.class,
        SecurityException.class,
        StringIndexOutOfBoundsException.class,
        UnsupportedOperationException.class,
        ConcurrentModificationException.class,
        InputMismatchException.class,
        NoSuchElementException.class,
        CancellationException.class
      })
  void usualExceptionsKeepTheirType(Class<? extends RuntimeException> type) {
    Throwable cause = thrown("UNKNOWN", type.getName(), null).getCause();
    assertThat(cause).isExactlyInstanceOf(type).hasMessage("text");
    assertThat(cause).extracting(Throwable::getStackTrace).isEqualTo(new StackTraceElement[0]);
  }

  @Test
  void usualExceptionWithoutAMessage() {
    assertThat(thrown("UNKNOWN", EmptyStackException.class.getName(), null).getCause())
        .isExactlyInstanceOf(EmptyStackException.class);
  }

  @Test
  void allOtherExceptionsAreNamedAndNotLoaded() {
    assertThat(thrown("UNKNOWN", IOException.class.getName(), null).getCause())
        .isInstanceOfSatisfying(
            RemoteCause.class, e -> assertThat(e.type()).isEqualTo("java.io.IOException"));
    assertThat(thrown("UNKNOWN", "../../etc", null).getCause()).isInstanceOf(RemoteCause.class);
  }

  @ParameterizedTest
  @CsvSource({"PERMISSION_DENIED", "UNAUTHENTICATED"})
  void refusalByTheHandlerItselfIsAPermissionException(String status) {
    RpcException exception = thrown(status, RpcPermissionException.class.getName(), null);
    assertThat(exception).isInstanceOf(RpcPermissionException.class);
    assertThat(exception.status()).isEqualTo(RpcStatus.valueOf(status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"java.lang.RuntimeException", "java.lang.NullPointerException", "x.Y"})
  void exceptionWithoutAMessageHasNoneHere(String type) {
    RpcException exception =
        received(FrameWriter.thrown(5, "UNKNOWN", null, type, null, null, 1 << 20).toByteArray());
    assertThat(exception).hasMessage("Bank.withdraw at tcp://x:1 threw " + type);
    assertThat(exception.getCause()).isNotNull().hasMessage(null).hasToString(type);
  }
}
