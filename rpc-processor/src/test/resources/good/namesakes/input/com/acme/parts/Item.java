package com.acme.parts;

public final class Item {
  private Item() {}

  public enum Kind {
    NEW,
    USED
  }

  public record Part(Kind kind) {}

  public static class Broken extends Exception {
    private static final long serialVersionUID = 1L;

    public Broken(String message) {
      super(message);
    }
  }
}
