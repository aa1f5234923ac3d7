package com.acme.parts;

public class Outage extends Exception {

  private static final long serialVersionUID = 1L;

  private final int minutes;

  public Outage(int minutes) {
    super("out for " + minutes + " minutes");
    this.minutes = minutes;
  }

  public int getMinutes() {
    return minutes;
  }
}
