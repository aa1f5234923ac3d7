package io.tightwire.cli.command;

import io.tightwire.cli.connect.Session;
import io.tightwire.cli.json.JsonValue;
import io.tightwire.cli.json.JsonWriter;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Lists services, or the methods of one. Confined to one use. */
@Command(
    name = "list",
    description = "Lists services, or the methods of one. Works with any server.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Parameters(index = "1", arity = "0..1", paramLabel = "SERVICE", description = "Its methods")
  private @Nullable String service;

  @Option(names = "--all", description = "Also what every server has")
  private boolean all;

  @Option(names = "--json", description = "An object of arrays")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = spec.commandLine().getOut();
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      Map<String, List<String>> services = session.services(all || service != null);
      if (service != null) {
        String name = session.service(service);
        services = Map.of(name, services.getOrDefault(name, List.of()));
      }
      if (json) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        services.forEach(
            (name, methods) ->
                members.put(
                    name, new JsonValue.Array(methods.stream().map(JsonValue::text).toList())));
        out.println(JsonWriter.indented(new JsonValue.Obj(members)));
      } else if (service == null) {
        services.keySet().forEach(out::println);
      } else {
        services.forEach(
            (name, methods) -> methods.forEach(method -> out.println(name + '/' + method)));
      }
    }
    return Failures.OK;
  }
}
