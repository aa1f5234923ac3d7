package io.tightwire.cli.command;

import io.tightwire.CurveKeyPair;
import io.tightwire.RpcClient;
import io.tightwire.cli.connect.Session;
import io.tightwire.cli.connect.UsageException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options of all commands that connect. Confined to one use. */
final class ConnectionOptions {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)}");

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description = "tcp://host:port, ipc:///path, or where servers are listed: dns://host:port")
  private String target = "";

  @Option(
      names = "--server-key",
      paramLabel = "KEY",
      description = "The public CURVE key of the server")
  private @Nullable String serverKey;

  @Option(
      names = "--key-file",
      paramLabel = "FILE",
      description = "The key pair of this client, written by keygen; mode 0600")
  private @Nullable Path keyFile;

  @Option(
      names = "-H",
      paramLabel = "KEY=VALUE",
      description = "Metadata of the calls; $${NAME} in it is a variable of the environment")
  private Map<String, String> metadata = new LinkedHashMap<>();

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "For connecting, and for each call: 300ms, 5s (default: 10s)")
  private Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = "--description",
      paramLabel = "PATH",
      description = "Where descriptions of services are: a JSON file, a directory, a jar")
  private @Nullable Path description;

  @Option(names = "-v", description = "-v says what is contacted, -vv also how long it takes")
  private boolean[] verbose = {};

  /** Returns a session that is connected. */
  Session connect(PrintWriter err) throws InterruptedException {
    long started = System.nanoTime();
    Session session = open();
    try {
      session.connected();
    } catch (RuntimeException | InterruptedException e) {
      session.close();
      throw e;
    }
    session
        .client()
        .servers()
        .forEach(server -> say(err, 1, server.endpoint() + " is " + server.state()));
    say(err, 2, "connected after " + (System.nanoTime() - started) / 1_000_000 + " ms");
    return session;
  }

  private Session open() {
    RpcClient.Builder client =
        RpcClient.builder().endpoint(target).timeout(timeout).connectTimeout(timeout);
    if (serverKey != null || keyFile != null) {
      curve(client);
    }
    return new Session(target, client, timeout, expanded(), description);
  }

  private void curve(RpcClient.Builder client) {
    CurveKeyPair keys;
    try {
      keys = keyFile == null ? CurveKeyPair.generate() : CurveKeyPair.read(keyFile);
    } catch (IOException e) {
      throw new UsageException("--key-file: " + e.getMessage());
    }
    if (serverKey == null) {
      client.curve(keys); // the registry tells the servers' keys
    } else {
      client.curve(keys, serverKey);
    }
  }

  private Map<String, String> expanded() {
    Map<String, String> expanded = new LinkedHashMap<>();
    metadata.forEach((key, value) -> expanded.put(key, expanded(value)));
    return expanded;
  }

  private static String expanded(String value) {
    return VARIABLE
        .matcher(value)
        .replaceAll(
            found -> {
              String variable = System.getenv(found.group(1));
              if (variable == null) {
                throw new UsageException("-H: there is no variable " + found.group(1));
              }
              return Matcher.quoteReplacement(variable);
            });
  }

  /** Prints a line if that much is asked for. */
  void say(PrintWriter err, int level, String text) {
    if (verbose.length >= level) {
      err.println("* " + text);
    }
  }

  /** Returns service and method of {@code service/method}. */
  static List<String> path(String path) {
    int slash = path.lastIndexOf('/');
    if (slash <= 0 || slash == path.length() - 1) {
      throw new UsageException("Write service/method, not " + path);
    }
    return List.of(path.substring(0, slash), path.substring(slash + 1));
  }
}
