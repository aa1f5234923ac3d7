package com.acme;

import java.math.BigDecimal;

public class InsufficientFundsException extends Exception {

  private static final long serialVersionUID = 1L;

  private final String id;
  private final transient BigDecimal balance;

  public InsufficientFundsException(String id, BigDecimal balance) {
    super("Account " + id + " has only " + balance);
    this.id = id;
    this.balance = balance;
  }

  public String id() {
    return id;
  }

  public BigDecimal getBalance() {
    return balance;
  }
}
