package io.tightwire.cli;

import io.tightwire.cli.command.TightwireCommand;

/** Starts the command line. */
public final class Main {

  private Main() {}

  /**
   * Runs a command and exits with its code.
   *
   * @param args a subcommand and its arguments
   */
  public static void main(String[] args) {
    System.exit(TightwireCommand.run(args));
  }
}
