package com.acme;

/** Looks like the constant that would hold its codec. */
public enum OS {
  LINUX,
  PLAN9;

  /** The same, of a type around. */
  public enum Kind {
    FREE
  }
}
