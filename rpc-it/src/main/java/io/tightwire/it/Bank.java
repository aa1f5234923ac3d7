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

/** A service with records, and with exceptions that carry more than a message. */
@RpcService
public interface Bank {

  /** Opens an account. */
  Account open(String owner, Currency currency);

  /** Takes money out. */
  Account withdraw(String owner, BigDecimal amount) throws OverdrawnException, IOException;

  /** Takes money out, and completes later. */
  CompletionStage<Account> withdrawLater(String owner, BigDecimal amount) throws OverdrawnException;

  /** Streams the bookings, until one of them is wrong. */
  Stream<Booking> bookings(String owner) throws OverdrawnException;

  /** Returns the account of an owner, if there is one. */
  Optional<Account> find(String owner);

  /** Returns all bookings by owner. */
  Map<String, List<Booking>> ledger();

  /** The currency of an account. */
  enum Currency {
    CHF,
    EUR,
    ZAR
  }

  /** An account. */
  record Account(String owner, Currency currency, BigDecimal balance) {}

  /** A booking on an account. */
  record Booking(long number, BigDecimal amount, Optional<String> note, List<String> tags) {}

  /** Crosses the wire with its state. */
  final class OverdrawnException extends Exception {

    @Serial private static final long serialVersionUID = 1L;

    private final String owner;
    private final BigDecimal missing;

    /** Creates the exception with the missing amount. */
    public OverdrawnException(String owner, BigDecimal missing) {
      super(owner + " lacks " + missing);
      this.owner = owner;
      this.missing = missing;
    }

    /** Returns the owner of the account. */
    public String owner() {
      return owner;
    }

    /** Returns the missing amount. */
    public BigDecimal missing() {
      return missing;
    }
  }
}
