package com.acme;

import java.math.BigDecimal;

public record Account(String id, BigDecimal balance) {}
