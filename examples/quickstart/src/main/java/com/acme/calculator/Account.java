package com.acme.calculator;

import java.math.BigDecimal;

/** A record needs no annotation to travel. */
public record Account(String id, BigDecimal balance) {}
