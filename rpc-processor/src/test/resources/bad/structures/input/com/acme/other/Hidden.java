package com.acme.other;

class Secluded {
  /** Public, but only inside its package. */
  public record Inner(int a) {}
}

public final class Hidden extends Secluded {
  private Hidden() {}
}
