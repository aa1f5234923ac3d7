package com.acme;

/** Kind. */
public enum Kind {
  /** New. */
  NEW,
  /**
   * Old.
   *
   * @deprecated old
   */
  @Deprecated
  OLD
}
