package com.acme.fleet;

import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the output to the example's own lines. A real service would want these logs. */
final class Quiet {

  private static final Logger TIGHTWIRE = Logger.getLogger("io.tightwire"); // else it is collected

  private Quiet() {}

  static void tightwire() {
    TIGHTWIRE.setLevel(Level.OFF);
  }
}
