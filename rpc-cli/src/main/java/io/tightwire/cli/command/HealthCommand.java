package io.tightwire.cli.command;

import io.tightwire.RemoteStream;
import io.tightwire.builtin.HealthStub;
import io.tightwire.cli.connect.Session;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Tells whether a server is ready. Confined to one use. */
@Command(
    name = "health",
    description = "Tells whether a server is ready: exit code 0 if it is, 1 if not.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class HealthCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Parameters(index = "1", arity = "0..1", paramLabel = "SERVICE", description = "Only this one")
  private @Nullable String service;

  @Option(names = "--watch", description = "Print each change, until the server shuts down")
  private boolean watch;

  @Override
  public Integer call() throws InterruptedException {
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      String name = service == null ? "" : session.service(service);
      HealthStub health = new HealthStub(session.client());
      if (!watch) {
        return print(health.check().remote(session.timeout()), name);
      }
      int code = Failures.OK;
      try (RemoteStream<Map<String, Boolean>> changes = health.watch().remoteStreaming()) {
        for (Map<String, Boolean> states : changes) {
          code = print(states, name);
        }
      }
      return code;
    }
  }

  private int print(Map<String, Boolean> states, String name) {
    PrintWriter out = spec.commandLine().getOut();
    boolean ready = states.getOrDefault(name, states.getOrDefault("", false));
    out.println((name.isEmpty() ? "server" : name) + ' ' + (ready ? "ready" : "not ready"));
    if (name.isEmpty()) {
      new TreeMap<>(states)
          .forEach(
              (each, isReady) -> {
                if (!each.isEmpty()) {
                  out.println(each + ' ' + (isReady ? "ready" : "not ready"));
                }
              });
    }
    out.flush();
    return ready ? Failures.OK : Failures.NOT_READY;
  }
}
