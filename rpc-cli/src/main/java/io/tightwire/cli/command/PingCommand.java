package io.tightwire.cli.command;

import io.tightwire.builtin.HealthStub;
import io.tightwire.cli.connect.Session;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Measures the round trip to a server. Confined to one use. */
@Command(
    name = "ping",
    description = "Measures the round trip of calls to the server's health service.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class PingCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Option(names = "-n", paramLabel = "COUNT", description = "How many (default: 4)")
  private int count = 4;

  @Override
  public Integer call() throws InterruptedException {
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      HealthStub health = new HealthStub(session.client());
      for (int i = 0; i < count; i++) {
        long started = System.nanoTime();
        health.check().remote(session.timeout());
        double millis = (System.nanoTime() - started) / 1e6;
        spec.commandLine()
            .getOut()
            .println(String.format(Locale.ROOT, "%s %.2f ms", session.target(), millis));
      }
    }
    return Failures.OK;
  }
}
