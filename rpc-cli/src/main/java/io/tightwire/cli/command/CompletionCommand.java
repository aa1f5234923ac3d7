package io.tightwire.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Writes the script by which a shell completes command lines. Confined to one use. */
@Command(
    name = "generate-completion",
    description = {
      "Writes a script for bash and zsh that completes commands, options, and the services and"
          + " methods of the server that the command line names:",
      "source <(tightwire generate-completion)"
    },
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the field
final class CompletionCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    CommandLine all = spec.root().commandLine();
    PrintWriter out = spec.commandLine().getOut();
    out.print(AutoComplete.bash(all.getCommandName(), all));
    try (InputStream names = CompletionCommand.class.getResourceAsStream("completion.bash")) {
      out.print(new String(Objects.requireNonNull(names).readAllBytes(), UTF_8));
    }
    out.flush();
    return Failures.OK;
  }
}
