package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RemoteCause;
import io.tightwire.RemoteStream;
import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcMethodNotFoundException;
import io.tightwire.RpcPermissionException;
import io.tightwire.RpcProtocolException;
import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.RpcStatus;
import io.tightwire.RpcStreamingException;
import io.tightwire.it.Bank.Booking;
import io.tightwire.it.Bank.OverdrawnException;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Tests the exceptions that callers get, which are the same in every mode. */
final class FailureTest extends Scenario {

  /** An exception that is neither declared nor one of the usual ones. */
  private static final class OutOfGlueException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    OutOfGlueException(String message) {
      super(message);
    }
  }

  /** An exception that can't be printed. */
  private static final class Nameless extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    Nameless() {
      super("no name");
    }

    @Override
    @SuppressWarnings("OverrideThrowableToString") // the test needs it
    public String toString() {
      throw new IllegalStateException("no name");
    }
  }

  private static Workbench failing(Supplier<? extends RuntimeException> failure) {
    return new Workbench() {
      @Override
      public String work(String what) {
        throw failure.get();
      }
    };
  }

  private static RpcRemoteException failureOf(WorkshopStub workshop) {
    return catchThrowableOfType(RpcRemoteException.class, () -> workshop.work("").remote());
  }

  @Test
  void usualUncheckedExceptionsAreRebuilt() {
    RpcRemoteException failure = failureOf(visit(failing(() -> new ArithmeticException("by 0"))));

    assertThat(failure).hasMessageContaining("by 0").hasMessageContaining("workshop.work");
    assertThat(failure.status()).isEqualTo(RpcStatus.UNKNOWN);
    assertThat(failure.remoteType()).contains("java.lang.ArithmeticException");
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(failure.getCause())
        .isExactlyInstanceOf(ArithmeticException.class)
        .hasMessage("by 0");
  }

  @Test
  void otherExceptionsAreReportedByTheirName() {
    RpcRemoteException failure = failureOf(visit(failing(() -> new OutOfGlueException("UHU"))));

    assertThat(failure).hasMessageContaining("UHU");
    assertThat(failure.remoteType()).contains(OutOfGlueException.class.getName());
    assertThat(failure.getCause())
        .hasMessage("UHU")
        .isInstanceOfSatisfying(
            RemoteCause.class,
            cause -> assertThat(cause.type()).isEqualTo(OutOfGlueException.class.getName()));
  }

  @Test
  void exceptionWithoutMessageIsReportedToo() {
    RpcRemoteException failure = failureOf(visit(failing(IllegalStateException::new)));

    assertThat(failure).hasMessageContaining("IllegalStateException");
    assertThat(failure.getCause()).isInstanceOf(IllegalStateException.class).hasMessage(null);
  }

  @Test
  void exceptionWhoseTraceCannotBePrintedIsReportedWithThePrintablePart() {
    RuntimeException deep = new OutOfGlueException("deepest");
    for (int i = 0; i < 20_000; i++) {
      deep = new IllegalStateException("cause " + i, deep);
    }
    RuntimeException many = deep;
    RpcRemoteException failure = failureOf(visit(failing(() -> many)));

    assertThat(failure.getCause())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cause 19999");
    if (transport.isLocal()) {
      assertThat(failure.remoteStackTrace().orElseThrow()).contains("cause 19999", "cause 19998");
    }

    RpcRemoteException nameless = failureOf(visit(failing(Nameless::new)));

    assertThat(nameless.remoteType()).contains(Nameless.class.getName());
    assertThat(nameless.getCause()).hasMessage("no name");
    if (transport.isLocal()) {
      assertThat(nameless.remoteStackTrace().orElseThrow())
          .contains("at " + FailureTest.class.getName());
    }
  }

  @Test
  void handlerMayRefuseItsCaller() {
    WorkshopStub workshop =
        visit(
            failing(
                () ->
                    new RpcPermissionException(
                        RpcStatus.PERMISSION_DENIED, "members only", null, true)));

    RpcPermissionException failure =
        catchThrowableOfType(RpcPermissionException.class, () -> workshop.work("").remote());

    assertThat(failure).hasMessageContaining("members only");
    assertThat(failure.status()).isEqualTo(RpcStatus.PERMISSION_DENIED);
  }

  @Test
  void errorsAreReportedAndTheServerLivesOn() {
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public String work(String what) {
                throw new StackOverflowError("deep");
              }
            });

    assertThat(failureOf(workshop).remoteType()).contains("java.lang.StackOverflowError");
    assertThat(workshop.add(1, 1).remote(LONG)).isEqualTo(2);
  }

  @Test
  void declaredExceptionsAreRebuiltWithTheirState() {
    BankStub bank = bank();

    RpcRemoteException overdrawn =
        catchThrowableOfType(
            RpcRemoteException.class, () -> bank.withdraw("Ada", new BigDecimal("150")).remote());

    assertThat(overdrawn.remoteType()).contains(OverdrawnException.class.getName());
    assertThat(overdrawn).hasMessageContaining("Ada lacks 50.00");
    assertThat(overdrawn.getCause())
        .isInstanceOfSatisfying(
            OverdrawnException.class,
            cause -> {
              assertThat(cause.owner()).isEqualTo("Ada");
              assertThat(cause.missing()).isEqualTo("50.00");
            });
  }

  @Test
  void subclassOfADeclaredExceptionIsRebuiltAsTheDeclaredOne() {
    RpcRemoteException failure =
        catchThrowableOfType(
            RpcRemoteException.class, () -> bank().withdraw("", BigDecimal.ONE).remote());

    assertThat(failure.getCause()).isInstanceOf(IOException.class).hasMessage("no such book");
  }

  @Test
  void stackTracesAreToldLocallyUnlessForbidden() {
    Workbench failing = failing(() -> new IllegalStateException("broken"));
    @Nullable String byDefault = failureOf(visit(failing)).remoteStackTrace().orElse(null);
    @Nullable String always =
        failureOf(visit(start(server(failing).exposeStackTraces(true))))
            .remoteStackTrace()
            .orElse(null);
    @Nullable String never =
        failureOf(visit(start(server(failing).exposeStackTraces(false))))
            .remoteStackTrace()
            .orElse(null);

    if (transport.isLocal()) {
      assertThat(byDefault).contains("broken", "at " + FailureTest.class.getName());
    } else {
      assertThat(byDefault).isNull();
    }
    assertThat(always).contains("broken", "at " + FailureTest.class.getName());
    assertThat(never).isNull();
  }

  @Test
  void everyModeFailsAlike() {
    WorkshopStub workshop = visit(failing(() -> new IllegalStateException("broken")));

    assertThat(workshop.work("").remoteFuture())
        .failsWithin(Signal.PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .havingCause()
        .isInstanceOf(RpcRemoteException.class)
        .havingCause()
        .isInstanceOf(IllegalStateException.class)
        .withMessage("broken");
    CompletionException joined =
        catchThrowableOfType(
            CompletionException.class,
            () -> workshop.work("").remoteAsync().toCompletableFuture().join());
    assertThat(joined).hasCauseInstanceOf(RpcRemoteException.class);
  }

  @Test
  void failedStageOfAHandlerIsItsFailure() {
    WorkshopStub workshop =
        visit(
            new Workbench() {
              @Override
              public CompletionStage<String> workLater(String what) {
                return CompletableFuture.supplyAsync(
                    () -> {
                      throw new UnsupportedOperationException("no saw");
                    });
              }
            });

    RpcRemoteException failure =
        catchThrowableOfType(RpcRemoteException.class, () -> workshop.workLater("").remote());

    assertThat(failure.getCause())
        .isInstanceOf(UnsupportedOperationException.class)
        .hasMessage("no saw");
  }

  @Test
  void itemsBeforeAFailureAreDelivered() {
    try (RemoteStream<Booking> bookings = bank().bookings("Ada").remoteStreaming()) {
      assertThat(bookings.next().number()).isEqualTo(1);
      assertThat(bookings.next().number()).isEqualTo(2);

      RpcStreamingException failure =
          catchThrowableOfType(RpcStreamingException.class, bookings::next);

      assertThat(failure).hasMessageContaining("the books are wrong");
      assertThat(failure.status()).isEqualTo(RpcStatus.UNKNOWN);
      assertThat(failure.remoteType()).contains("java.lang.IllegalStateException");
      assertThat(failure.getCause()).isInstanceOf(IllegalStateException.class);
      assertThat(failure.mayHaveExecuted()).isTrue();
    }
  }

  @Test
  void subscribersGetItemsAndThenTheFailure() {
    Collected<Booking> bookings = Collected.from(bank().bookings("Ada").remotePublisher());

    assertThat(bookings.awaitEnd())
        .isInstanceOf(RpcStreamingException.class)
        .hasMessageContaining("the books are wrong");
    assertThat(bookings.items()).extracting(Booking::number).containsExactly(1L, 2L);
  }

  @Test
  void streamThatNeverBeginsFailsWithTheDeclaredException() {
    try (RemoteStream<Booking> bookings = bank().bookings("").remoteStreaming()) {
      assertThat(catchThrowableOfType(RpcException.class, bookings::hasNext).getCause())
          .isInstanceOf(OverdrawnException.class);
    }
  }

  @Test
  void methodThatTheServerDoesNotHaveIsNotFound() {
    RpcServer server = serve(new Workbench());
    RenovatedWorkshopStub renovated = new RenovatedWorkshopStub(connect(server));

    RpcMethodNotFoundException failure =
        catchThrowableOfType(
            RpcMethodNotFoundException.class, () -> renovated.polish("a table").remote());

    assertThat(failure)
        .hasMessageContaining("not found")
        .hasMessageContaining("workshop")
        .hasMessageContaining("polish")
        .hasMessageContaining("addThree");
    assertThat(failure.status()).isEqualTo(RpcStatus.UNIMPLEMENTED);
    assertThat(failure.mayHaveExecuted()).isFalse();
  }

  @Test
  void serviceThatTheServerDoesNotHaveIsNotFound() {
    BankStub bank = new BankStub(connect(serve(new Workbench())));

    RpcMethodNotFoundException failure =
        catchThrowableOfType(RpcMethodNotFoundException.class, () -> bank.ledger().remote());

    assertThat(failure)
        .hasMessageContaining("not found")
        .hasMessageContaining("io.tightwire.it.Bank")
        .hasMessageContaining("workshop");
  }

  @Test
  void argumentsOfAnotherVersionAreRefusedUnrun() {
    RpcClient client = connect(serve(new Workbench()));
    RenovatedWorkshopStub renovated = new RenovatedWorkshopStub(client);

    RpcProtocolException tooFew =
        catchThrowableOfType(RpcProtocolException.class, () -> renovated.add(1).remote());
    RpcProtocolException otherType =
        catchThrowableOfType(RpcProtocolException.class, () -> renovated.work(1).remote());

    assertThat(tooFew).hasMessageContaining("workshop.add");
    assertThat(otherType).hasMessageContaining("workshop.work");
    assertThat(otherType.status()).isEqualTo(RpcStatus.INTERNAL);
    assertThat(otherType.mayHaveExecuted()).isFalse();
    assertThat(new WorkshopStub(client).add(1, 2).remote()).isEqualTo(3);
  }

  @Test
  void resultOfAnotherVersionIsRefusedHere() {
    RpcClient client = connect(serve(new Workbench()));

    RpcProtocolException failure =
        catchThrowableOfType(
            RpcProtocolException.class,
            () -> new RenovatedWorkshopStub(client).metadata().remote());

    assertThat(failure).hasMessageContaining("workshop.metadata");
    assertThat(failure.mayHaveExecuted()).isTrue();
    assertThat(new WorkshopStub(client).add(1, 2).remote()).isEqualTo(3);
  }

  @Test
  void methodThatWasAStreamElsewhereIsRefused() throws Exception {
    RpcClient client = connect(serve(new Workbench()));

    try (RemoteStream<String> stream =
        new RenovatedWorkshopStub(client).workLater("").remoteStreaming()) {
      assertThat(catchThrowableOfType(RpcException.class, stream::hasNext))
          .isInstanceOf(RpcProtocolException.class)
          .hasMessageContaining("workshop.workLater");
    }
    assertThat(new WorkshopStub(client).add(1, 2).remoteFuture().get(30, TimeUnit.SECONDS))
        .isEqualTo(3);
  }

  private BankStub bank() {
    RpcServer server = start(RpcServer.builder().service(new BankSkeleton(new Counter())));
    return new BankStub(connect(server));
  }
}
