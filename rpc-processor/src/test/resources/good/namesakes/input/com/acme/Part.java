package com.acme;

public record Part(Side side) {
  public enum Side {
    LEFT,
    RIGHT
  }
}
