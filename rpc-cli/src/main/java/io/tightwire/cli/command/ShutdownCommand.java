package io.tightwire.cli.command;

import io.tightwire.cli.connect.Session;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks a server to shut down. Confined to one use. */
@Command(
    name = "shutdown",
    description = "Asks a server to finish its calls and shut down, if it allows that.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ShutdownCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Override
  public Integer call() throws InterruptedException {
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      session.client().shutdownServer();
      spec.commandLine().getOut().println(session.target() + " shuts down");
    }
    return Failures.OK;
  }
}
