package com.acme;

/**
 * Data.
 *
 * @param a old
 * @param kind old
 */
public record Data(int a, Kind kind) {
  /**
   * Old.
   *
   * @deprecated old
   */
  @Deprecated
  public int a() {
    return a;
  }
}
