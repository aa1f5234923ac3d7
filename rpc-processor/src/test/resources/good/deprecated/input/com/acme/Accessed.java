package com.acme;

import io.tightwire.annotation.RpcService;

/** Throws an exception whose accessor is deprecated. */
@RpcService
public interface Accessed {
  void work() throws Late;

  /** Late. */
  class Late extends Exception {
    private static final long serialVersionUID = 1;

    private final int minutes;

    /**
     * New.
     *
     * @param minutes minutes
     */
    public Late(int minutes) {
      this.minutes = minutes;
    }

    /**
     * Old.
     *
     * @return minutes
     * @deprecated old
     */
    @Deprecated
    public int getMinutes() {
      return minutes;
    }
  }
}
