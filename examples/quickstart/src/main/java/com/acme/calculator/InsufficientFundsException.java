package com.acme.calculator;

import java.io.Serial;
import java.math.BigDecimal;

/** A checked exception crosses the wire with its state: constructor parameters have accessors. */
public final class InsufficientFundsException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final String id;
  private final BigDecimal balance;

  public InsufficientFundsException(String id, BigDecimal balance) {
    super("Account " + id + " holds only " + balance);
    this.id = id;
    this.balance = balance;
  }

  public String id() {
    return id;
  }

  public BigDecimal balance() {
    return balance;
  }
}
