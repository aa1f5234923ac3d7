package io.tightwire.cli.command;

import io.tightwire.cli.connect.Session;
import io.tightwire.cli.connect.UsageException;
import io.tightwire.cli.describe.HtmlPage;
import io.tightwire.cli.describe.JavaText;
import io.tightwire.cli.describe.NearMiss;
import io.tightwire.cli.describe.Service;
import io.tightwire.cli.describe.Template;
import io.tightwire.cli.json.JsonWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Describes a service, one of its methods, or a type. Confined to one use. */
@Command(
    name = "describe",
    description = "Describes a service, a method or a type, as Java.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class DescribeCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Parameters(index = "1", paramLabel = "NAME", description = "service, service/method or a type")
  private String name;

  @Option(names = "--json", description = "The description of the service, as it is")
  private boolean json;

  @Option(names = "--template", description = "An example of the arguments of a method")
  private boolean template;

  @Option(names = "--html", description = "One page of documentation of a service")
  private boolean html;

  @Override
  public Integer call() throws InterruptedException {
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      spec.commandLine().getOut().print(text(session));
      spec.commandLine().getOut().flush();
    }
    return Failures.OK;
  }

  private String text(Session session) {
    if (name.indexOf('/') >= 0) {
      Service service = session.description(session.service(ConnectionOptions.path(name).get(0)));
      Service.Method method = method(service, ConnectionOptions.path(name).get(1));
      return template
          ? JsonWriter.indented(Template.of(service, method)) + '\n'
          : JavaText.of(service.only(method));
    }
    Service ofType = type(session);
    if (ofType != null) {
      return JavaText.of(ofType.only(name));
    }
    String full = session.service(name);
    if (json) {
      return session.descriptionText(full);
    }
    if (template) {
      throw new UsageException("--template needs a method: " + name + "/method");
    }
    Service service = session.description(full);
    return html ? HtmlPage.of(service) : JavaText.of(service);
  }

  /** Returns the service with the type of that name; null if it is no type. */
  private @Nullable Service type(Session session) {
    if (session.services(true).keySet().stream()
        .anyMatch(each -> each.equals(name) || each.endsWith('.' + name))) {
      return null;
    }
    for (String each : session.services(false).keySet()) {
      Service service = session.description(each);
      if (service.types().containsKey(name)) {
        return service;
      }
    }
    return null;
  }

  /** Returns a method. */
  static Service.Method method(Service service, String name) {
    Service.Method method = service.method(name);
    if (method == null) {
      throw new UsageException(
          service.name() + " has no method " + name + NearMiss.hint(name, service.methodNames()));
    }
    return method;
  }
}
