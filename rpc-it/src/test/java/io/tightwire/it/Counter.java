package io.tightwire.it;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** A bank in which each customer has 100, and the third booking is wrong. Immutable. */
final class Counter implements Bank {

  private static final BigDecimal BALANCE = new BigDecimal("100.00");

  @Override
  public Account open(String owner, Currency currency) {
    if (owner.isBlank()) {
      throw new IllegalArgumentException("owner is blank");
    }
    return new Account(owner, currency, BALANCE);
  }

  @Override
  public Account withdraw(String owner, BigDecimal amount) throws OverdrawnException, IOException {
    if (owner.isBlank()) {
      throw new FileNotFoundException("no such book");
    }
    BigDecimal left = BALANCE.subtract(amount);
    if (left.signum() < 0) {
      throw new OverdrawnException(owner, left.negate());
    }
    return new Account(owner, Currency.CHF, left);
  }

  @Override
  public CompletionStage<Account> withdrawLater(String owner, BigDecimal amount) {
    CompletableFuture<Account> later = new CompletableFuture<>();
    try {
      later.complete(withdraw(owner, amount));
    } catch (OverdrawnException | IOException e) {
      later.completeExceptionally(e);
    }
    return later;
  }

  @Override
  public Stream<Booking> bookings(String owner) throws OverdrawnException {
    if (owner.isBlank()) {
      throw new OverdrawnException(owner, BigDecimal.ONE);
    }
    return IntStream.rangeClosed(1, 5)
        .mapToObj(
            number -> {
              if (number == 3) {
                throw new IllegalStateException("the books are wrong");
              }
              return booking(number);
            });
  }

  private static Booking booking(int number) {
    return new Booking(number, BigDecimal.TEN, Optional.of("no. " + number), List.of("a", "b"));
  }

  @Override
  public Optional<Account> find(String owner) {
    return owner.equals("nobody") ? Optional.empty() : Optional.of(open(owner, Currency.ZAR));
  }

  @Override
  public Map<String, List<Booking>> ledger() {
    Map<String, List<Booking>> ledger = new TreeMap<>();
    ledger.put("Ada", List.of(booking(1), booking(2)));
    ledger.put("Bo", List.of());
    return ledger;
  }
}
