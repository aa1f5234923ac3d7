package io.tightwire.cli.command;

import io.tightwire.RpcPermissionException;
import io.tightwire.ServerStats;
import io.tightwire.builtin.IntrospectionStub;
import io.tightwire.cli.connect.Session;
import io.tightwire.cli.top.MethodTable;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Shows a server's methods at work. Confined to one use. */
@Command(
    name = "top",
    description = "Shows the methods of a server: rate, latency, errors, open and queued calls.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class TopCommand implements Callable<Integer> {

  private static final String CLEAR = "\033[H\033[2J";

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Option(names = "-n", paramLabel = "N", description = "How many tables (default: until ^C)")
  private int count = Integer.MAX_VALUE;

  @Option(
      names = "-i",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "Between two tables (default: 1s)")
  private Duration interval = Duration.ofSeconds(1);

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      IntrospectionStub introspection = new IntrospectionStub(session.client());
      ServerStats before = null;
      for (int i = 0; i < count; i++) {
        if (i > 0) {
          TimeUnit.NANOSECONDS.sleep(interval.toNanos());
        }
        ServerStats now = stats(introspection, session);
        out.print(Boolean.getBoolean("tightwire.terminal") ? CLEAR : "");
        table(before, now, out);
        before = now;
      }
    }
    return Failures.OK;
  }

  private static void table(@Nullable ServerStats before, ServerStats now, PrintWriter out) {
    MethodTable.of(before, now).forEach(out::println);
    out.flush();
  }

  private static ServerStats stats(IntrospectionStub introspection, Session session) {
    try {
      return introspection.stats().remote(session.timeout());
    } catch (RpcPermissionException e) {
      throw RpcPermissionException.denied(
          session.target()
              + " does not tell its numbers to this client. Servers do over ipc://, to clients with"
              + " a CURVE key (--server-key), or with RpcServer.builder().introspection(true)");
    }
  }
}
