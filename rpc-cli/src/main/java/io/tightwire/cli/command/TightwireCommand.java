package io.tightwire.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** The command {@code tightwire}, which has nothing but subcommands. Confined to one use. */
@Command(
    name = "tightwire",
    description = "Lists, describes, calls, measures and watches services.",
    mixinStandardHelpOptions = true,
    versionProvider = TightwireCommand.Version.class,
    subcommands = {
      ListCommand.class,
      DescribeCommand.class,
      CallCommand.class,
      HealthCommand.class,
      PingCommand.class,
      BenchCommand.class,
      TopCommand.class,
      KeygenCommand.class,
      ShutdownCommand.class,
      CompletionCommand.class
    },
    footer =
        "Exit codes: 0 OK, 1 not ready (health), 2 CANCELLED, 3 UNKNOWN, 4 DEADLINE_EXCEEDED,%n"
            + "5 PERMISSION_DENIED, 6 RESOURCE_EXHAUSTED, 7 UNIMPLEMENTED, 8 INTERNAL,%n"
            + "9 UNAVAILABLE, 10 UNAUTHENTICATED, 64 wrong usage or input.")
public final class TightwireCommand {

  /** Says which version this is. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = TightwireCommand.class.getPackage().getImplementationVersion();
      return new String[] {"tightwire " + (version == null ? "(not from its jar)" : version)};
    }
  }

  /** Creates the command; {@link #run(String...)} runs it. */
  TightwireCommand() {}

  /**
   * Runs a command.
   *
   * @param args a subcommand and its arguments
   * @return the exit code
   */
  public static int run(String... args) {
    PrintWriter out = writer(FileDescriptor.out);
    PrintWriter err = writer(FileDescriptor.err);
    int code = run(out, err, args);
    out.flush();
    err.flush();
    return code;
  }

  /** Runs a command with other outputs; for tests. */
  public static int run(PrintWriter out, PrintWriter err, String... args) {
    return new CommandLine(new TightwireCommand())
        .setOut(out)
        .setErr(err)
        .setExpandAtFiles(false)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Failures::usage)
        .setExecutionExceptionHandler(Failures::execution)
        .execute(args);
  }

  private static PrintWriter writer(FileDescriptor to) {
    return new PrintWriter(new FileOutputStream(to), true, UTF_8);
  }
}
