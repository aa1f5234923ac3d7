package com.acme.calculator;

import java.math.BigDecimal;

/** A record needs no annotation to be encoded. */
public record Account(String id, BigDecimal balance) {}
