package com.acme.parts;

public sealed interface Part {

  sealed interface Solid extends Part {}

  record Wheel(int diameter) implements Solid {
    public Wheel {
      if (diameter < 0) {
        throw new IllegalArgumentException("diameter is " + diameter);
      }
    }
  }

  record Oil(double litres) implements Part {}
}
