package io.tightwire.cli.command;

import io.tightwire.RpcRequest;
import io.tightwire.cli.bench.BenchResult;
import io.tightwire.cli.bench.LatencyPlot;
import io.tightwire.cli.bench.OpenLoop;
import io.tightwire.cli.codec.DescribedCodec;
import io.tightwire.cli.connect.Session;
import io.tightwire.cli.connect.UsageException;
import io.tightwire.cli.describe.Service;
import io.tightwire.cli.json.JsonReader;
import io.tightwire.cli.json.JsonValue;
import io.tightwire.cli.json.JsonWriter;
import io.tightwire.generated.MethodDescriptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Measures a method under load. Confined to one use. */
@Command(
    name = "bench",
    description = "Calls a method again and again, and prints how long the calls take.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class BenchCommand implements Callable<Integer> {

  private static final int BAR = 40;

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Parameters(index = "1", paramLabel = "SERVICE/METHOD", description = "What is called")
  private String path;

  @Option(names = "-d", paramLabel = "JSON", description = "The arguments")
  private @Nullable String data;

  @Option(names = "-c", paramLabel = "N", description = "How many calls may be open (default: 16)")
  private int concurrency = 16;

  @Option(
      names = "--rate",
      paramLabel = "N",
      description = "Calls in a second; without it, as fast as responses come")
  private double rate;

  @Option(
      names = "-t",
      paramLabel = "TIME",
      converter = Durations.class,
      description = "How long calls are made (default: 10s)")
  private Duration time = Duration.ofSeconds(10);

  @Option(names = "--svg", paramLabel = "FILE", description = "Write a plot of the latencies")
  private @Nullable Path svg;

  @Option(names = "--json", description = "Print the result as JSON")
  private boolean json;

  @Override
  public Integer call() throws InterruptedException, IOException {
    if (concurrency < 1 || rate < 0 || rate > 10_000_000) {
      throw new UsageException("-c must be 1 at least, and --rate 0 to 10000000");
    }
    List<String> names = ConnectionOptions.path(path);
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      Service service = session.description(session.service(names.get(0)));
      Service.Method method = DescribeCommand.method(service, names.get(1));
      if (method.input() != null) {
        throw new UsageException(path + " takes a stream; bench measures calls without");
      }
      if (method.streaming()) {
        throw new UsageException(path + " responds with a stream; bench measures single results");
      }
      DescribedCodec codec = new DescribedCodec(service, false);
      byte[] arguments =
          codec.arguments(method, data == null ? null : JsonReader.parse("-d", data));
      MethodDescriptor<JsonValue> descriptor = codec.descriptor(method);
      RpcRequest<JsonValue> request =
          session.withMetadata(RpcRequest.of(descriptor, out -> out.writeRaw(arguments)));
      OpenLoop loop = new OpenLoop(() -> session.client().callAsync(request), rate, concurrency);
      print(loop.run(time, session.timeout(), this::progress));
    }
    return Failures.OK;
  }

  private void print(BenchResult result) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    out.print(json ? JsonWriter.indented(result.json()) + '\n' : result.text());
    if (rate == 0 && !json) {
      out.println("  (without --rate, pauses of the server delay calls that would have been made)");
    }
    out.flush();
    if (svg != null) {
      Files.writeString(svg, LatencyPlot.of(result));
    }
  }

  /** The wrapper says whether standard error is a terminal. */
  private void progress(double share) {
    if (Boolean.getBoolean("tightwire.terminal")) {
      int done = (int) (share * BAR);
      PrintWriter err = spec.commandLine().getErr();
      err.print(
          "\r[" + "#".repeat(done) + " ".repeat(BAR - done) + "] " + (int) (share * 100) + '%');
      err.print(share >= 1 ? "\r" + " ".repeat(BAR + 10) + "\r" : "");
      err.flush();
    }
  }
}
