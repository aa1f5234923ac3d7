package io.tightwire.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tightwire.RpcRemoteException;
import io.tightwire.RpcServer;
import io.tightwire.it.Bank.Account;
import io.tightwire.it.Bank.Currency;
import io.tightwire.it.Bank.OverdrawnException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Code that does not know of remote calls uses a remote service through the service's own
 * interface.
 */
final class BlockingViewTest extends Scenario {

  private Bank bank() {
    RpcServer server = start(RpcServer.builder().service(new BankSkeleton(new Counter())));
    return new BankStub(connect(server)).blocking();
  }

  @Test
  void valuesAreReturned() throws Exception {
    Bank bank = bank();

    assertThat(bank.open("Ada", Currency.EUR))
        .isEqualTo(new Account("Ada", Currency.EUR, new BigDecimal("100.00")));
    assertThat(bank.withdraw("Ada", BigDecimal.TEN).balance()).isEqualTo("90.00");
    assertThat(bank.find("nobody")).isEmpty();
    assertThat(bank.ledger()).isEqualTo(new Counter().ledger());
  }

  @Test
  void declaredExceptionsAreThrownAsThemselves() {
    Bank bank = bank();

    OverdrawnException overdrawn =
        catchThrowableOfType(
            OverdrawnException.class, () -> bank.withdraw("Ada", new BigDecimal("101")));

    assertThat(overdrawn).hasMessage("Ada lacks 1.00");
    assertThat(overdrawn.owner()).isEqualTo("Ada");
    assertThat(overdrawn.missing()).isEqualTo("1.00");
    assertThatThrownBy(() -> bank.withdraw("", BigDecimal.ONE))
        .isInstanceOf(IOException.class)
        .hasMessage("no such book");
  }

  @Test
  void otherExceptionsAreRemoteExceptions() {
    Bank bank = bank();

    assertThatThrownBy(() -> bank.open(" ", Currency.CHF))
        .isInstanceOf(RpcRemoteException.class)
        .hasMessageContaining("owner is blank")
        .hasCauseInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void stagesAndFuturesDoNotBlock() throws Exception {
    CompletableFuture<Long> response = new CompletableFuture<>();
    Workshop workshop =
        visit(
                new Workbench() {
                  @Override
                  public CompletableFuture<Long> countLater(long from) {
                    return response;
                  }
                })
            .blocking();

    CompletableFuture<Long> count = workshop.countLater(1);
    assertThat(count).isNotDone();
    response.complete(2L);

    assertThat(count.get(30, TimeUnit.SECONDS)).isEqualTo(2);
    assertThat(workshop.workLater("A").toCompletableFuture().get(30, TimeUnit.SECONDS))
        .isEqualTo("A done later");
  }

  @Test
  void failedStagesHoldTheRemoteException() throws Exception {
    Bank bank = bank();

    assertThat(bank.withdrawLater("Ada", new BigDecimal("101")).toCompletableFuture())
        .failsWithin(Signal.PATIENCE)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(RpcRemoteException.class)
        .havingCause()
        .isInstanceOf(OverdrawnException.class)
        .withMessage("Ada lacks 1.00");
  }

  @Test
  void streamsAreReadLazilyAndClosed() {
    Signal closed = new Signal();
    Workshop workshop =
        visit(
                new Workbench() {
                  @Override
                  public Stream<Integer> numbers(int count) {
                    return IntStream.iterate(1, n -> n + 1).boxed().onClose(closed::raise);
                  }
                })
            .blocking();

    try (Stream<Integer> numbers = workshop.numbers(Integer.MAX_VALUE)) {
      Iterator<Integer> first = numbers.iterator();
      assertThat(first.next()).isEqualTo(1);
      assertThat(first.next()).isEqualTo(2);
    }
    closed.await();

    try (Stream<Integer> numbers = workshop.numbers(Integer.MAX_VALUE)) {
      assertThat(numbers.limit(3)).containsExactly(1, 2, 3);
    }
  }

  @Test
  void publishersAreSubscribedTo() {
    Workshop workshop = visit(new Workbench()).blocking();

    Collected<Integer> fed = Collected.from(workshop.feed(300));

    assertThat(fed.awaitEnd()).isNull();
    assertThat(fed.items()).hasSize(300).isSorted();
  }

  @Test
  void voidMethodsWaitForTheirHandlers() {
    Signal submitted = new Signal();
    Workshop workshop =
        visit(
                new Workbench() {
                  @Override
                  public void submit(String what) {
                    submitted.raise();
                  }
                })
            .blocking();

    workshop.submit("a chair");

    assertThat(submitted.isRaised()).isTrue();
  }
}
