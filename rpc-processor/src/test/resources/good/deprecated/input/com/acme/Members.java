package com.acme;

import io.tightwire.annotation.RpcService;

/** Uses classes that are not deprecated, but whose constructors are. */
@RpcService
public interface Members {
  Pair<String> pair(Pair<String> pair) throws Gone;

  /**
   * Pair.
   *
   * @param left left
   * @param right right
   */
  record Pair<T>(T left, T... right) {
    /**
     * Old.
     *
     * @deprecated old
     */
    @Deprecated
    @SafeVarargs
    public Pair {}
  }

  /** Gone. */
  class Gone extends Exception {
    private static final long serialVersionUID = 1;

    /**
     * Old.
     *
     * @param message message
     * @deprecated old
     */
    @Deprecated(forRemoval = true)
    public Gone(String message) {
      super(message);
    }
  }
}
