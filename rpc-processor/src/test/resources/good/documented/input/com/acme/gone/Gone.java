package com.acme.gone;

/** It is gone. */
public class Gone extends Exception {
  private static final long serialVersionUID = 1;

  /**
   * It is gone.
   *
   * @param message what
   */
  public Gone(String message) {
    super(message);
  }
}
