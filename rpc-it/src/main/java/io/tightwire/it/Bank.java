package io.tightwire.it;

import io.tightwire.annotation.RpcService;
import java.io.IOException;
import java.io.Serial;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A service with structures, and with exceptions that tell more than a message. */
@RpcService
public interface Bank {

  /** Opens an account. */
  Account open(String owner, Currency currency);

  /** Takes money out. */
  Account withdraw(String owner, BigDecimal amount) throws OverdrawnException, IOException;

  /** The same, some time later. */
  CompletionStage<Account> withdrawLater(String owner, BigDecimal amount) throws OverdrawnException;

  /** What happened, until something is wrong with the books. */
  Stream<Booking> bookings(String owner) throws OverdrawnException;

  /** The account of an owner, if there is one. */
  Optional<Account> find(String owner);

  /** All bookings by owner. */
  Map<String, List<Booking>> ledger();

  /** What accounts are kept in. */
  enum Currency {
    CHF,
    EUR,
    ZAR
  }

  /** An account. */
  record Account(String owner, Currency currency, BigDecimal balance) {}

  /** What happened on an account. */
  record Booking(long number, BigDecimal amount, Optional<String> note, List<String> tags) {}

  /** Crosses the wire with its state. */
  final class OverdrawnException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final String owner;
    private final BigDecimal missing;

    /** Says how much is missing. */
    public OverdrawnException(String owner, BigDecimal missing) {
      super(owner + " lacks " + missing);
      this.owner = owner;
      this.missing = missing;
    }

    /** Whose account it is. */
    public String owner() {
      return owner;
    }

    /** How much is missing. */
    public BigDecimal missing() {
      return missing;
    }
  }
}
