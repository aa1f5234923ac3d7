package io.tightwire.cli.command;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tightwire.RemoteStream;
import io.tightwire.RpcException;
import io.tightwire.RpcRequest;
import io.tightwire.cli.codec.DescribedCodec;
import io.tightwire.cli.connect.Session;
import io.tightwire.cli.connect.UsageException;
import io.tightwire.cli.describe.Service;
import io.tightwire.cli.json.JsonReader;
import io.tightwire.cli.json.JsonValue;
import io.tightwire.cli.json.JsonWriter;
import io.tightwire.generated.CallInput;
import io.tightwire.generated.MethodDescriptor;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.Reader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Calls a method, with JSON in and out. Confined to one use. */
@Command(
    name = "call",
    description = "Calls a method: JSON in and out. Items of streams are printed as they come.",
    mixinStandardHelpOptions = true)
@SuppressWarnings("NullAway.Init") // picocli sets the fields
final class CallCommand implements Callable<Integer> {

  /** How results are printed. */
  enum Format {
    /** On several lines. */
    JSON,
    /** On one line each. */
    JSONL,
    /** Strings without quotes, all else on one line. */
    TEXT
  }

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connection;

  @Parameters(index = "1", paramLabel = "SERVICE/METHOD", description = "What is called")
  private String path;

  @Parameters(
      index = "2",
      arity = "0..1",
      paramLabel = "JSON",
      description = "The arguments: an object by name, or an array of all")
  private @Nullable String json;

  @Option(
      names = "-d",
      paramLabel = "DATA",
      description =
          "The arguments, or the items of a stream that the method takes; @FILE reads them, @- reads"
              + " standard input: one call, or one item, each")
  private @Nullable String data;

  @Option(names = "--format", description = "json, jsonl (default for streams, @) or text")
  private @Nullable Format format;

  @Option(names = "--emit-nulls", description = "Print components that are null")
  private boolean nulls;

  private int code = Failures.OK;

  @Override
  public Integer call() throws InterruptedException, IOException {
    List<String> names = ConnectionOptions.path(path);
    try (Session session = connection.connect(spec.commandLine().getErr())) {
      Service service = session.description(session.service(names.get(0)));
      Service.Method method = DescribeCommand.method(service, names.get(1));
      DescribedCodec codec = new DescribedCodec(service, nulls);
      Service.Field input = method.input();
      if (input == null) {
        callEach(session, codec, method);
      } else {
        send(session, codec, method, input);
      }
    }
    return code;
  }

  /** Makes a call for each value. */
  private void callEach(Session session, DescribedCodec codec, Service.Method method)
      throws IOException {
    if (json != null && data != null) {
      throw new UsageException("Give the arguments once: as JSON or with -d");
    }
    String given = json != null ? json : data;
    MethodDescriptor<JsonValue> descriptor = codec.descriptor(method);
    if (given == null) {
      run(session, request(descriptor, codec.arguments(method, null)));
      return;
    }
    boolean many = data != null && data.startsWith("@");
    try (JsonReader values = reader(given, many)) {
      for (JsonValue next = values.next(); next != null; next = values.next()) {
        if (!many && code != Failures.OK) {
          break;
        }
        run(session, request(descriptor, codec.arguments(method, next)));
      }
    }
  }

  /** Makes one call that sends each value of {@code -d}. */
  private void send(
      Session session, DescribedCodec codec, Service.Method method, Service.Field input)
      throws IOException {
    if (data == null) {
      throw new UsageException(
          path
              + " takes the stream "
              + input.name()
              + ": give its items with -d, one JSON value each; @FILE reads them, @- reads standard"
              + " input");
    }
    JsonValue arguments = json == null ? null : JsonReader.parse("The JSON", json);
    try (JsonReader values = reader(data, data.startsWith("@"))) {
      CallInput<JsonValue> items = CallInput.pulled(codec.item(input), items(values));
      run(
          session,
          request(codec.descriptor(method), codec.arguments(method, arguments)).withInput(items));
    }
  }

  /** Returns the values, which are read as the server takes them. */
  private static Stream<JsonValue> items(JsonReader values) {
    return StreamSupport.stream(
        new Spliterators.AbstractSpliterator<JsonValue>(Long.MAX_VALUE, Spliterator.ORDERED) {
          @Override
          public boolean tryAdvance(Consumer<? super JsonValue> action) {
            JsonValue next = values.next();
            if (next != null) {
              action.accept(next);
            }
            return next != null;
          }
        },
        false);
  }

  private static RpcRequest<JsonValue> request(
      MethodDescriptor<JsonValue> method, byte[] arguments) {
    return RpcRequest.of(method, out -> out.writeRaw(arguments));
  }

  private static JsonReader reader(String given, boolean file) throws IOException {
    if (!file) {
      return new JsonReader("The JSON", new StringReader(given));
    }
    String name = given.substring(1);
    if (name.equals("-")) {
      return new JsonReader("Standard input", new InputStreamReader(System.in, UTF_8));
    }
    if (!Files.isReadable(Path.of(name))) {
      throw new UsageException("-d @" + name + ": there is no such file, or it can't be read");
    }
    Reader text = Files.newBufferedReader(Path.of(name));
    return new JsonReader(name, text);
  }

  /** Makes one call. A failure is printed; calls after it are still made. */
  private void run(Session session, RpcRequest<JsonValue> call) {
    RpcRequest<JsonValue> request = session.withMetadata(call);
    MethodDescriptor<JsonValue> method = request.method();
    PrintWriter err = spec.commandLine().getErr();
    long started = System.nanoTime();
    try {
      if (method.kind() == MethodDescriptor.Kind.STREAMING) {
        stream(session, request);
      } else {
        boolean lines = data != null && data.startsWith("@");
        print(session.client().call(request), lines ? Format.JSONL : Format.JSON);
      }
    } catch (RpcException e) {
      err.println(JsonWriter.line(Failures.json(e)));
      code = code == Failures.OK ? Failures.exitCode(e.status()) : code;
    }
    connection.say(
        err, 2, method.path() + " took " + (System.nanoTime() - started) / 1_000 + " µs");
  }

  private void stream(Session session, RpcRequest<JsonValue> request) {
    try (RemoteStream<JsonValue> items = session.client().stream(request)) {
      for (JsonValue item : items) {
        print(item, Format.JSONL);
        spec.commandLine().getOut().flush();
      }
    }
  }

  private void print(JsonValue value, Format usual) {
    PrintWriter out = spec.commandLine().getOut();
    Format chosen = format == null ? usual : format;
    if (chosen == Format.TEXT && value instanceof JsonValue.Text text) {
      out.println(text.value());
    } else {
      out.println(chosen == Format.JSON ? JsonWriter.indented(value) : JsonWriter.line(value));
    }
  }
}
