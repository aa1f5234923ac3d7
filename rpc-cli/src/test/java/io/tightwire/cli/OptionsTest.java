package io.tightwire.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.CallListener;
import io.tightwire.RpcContext;
import io.tightwire.RpcServer;
import io.tightwire.ServerInterceptor;
import io.tightwire.cli.command.TightwireCommand;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;
import org.w3c.dom.Document;

/** Options of commands, their input and their output. */
final class OptionsTest extends CommandRig {

  private static final Duration LONG = Duration.ofSeconds(60);

  /** Keeps the metadata and the clients of the calls of the service. */
  private static final class Calls implements ServerInterceptor {
    final List<Map<String, String>> metadata = new CopyOnWriteArrayList<>();
    final Set<String> peers = ConcurrentHashMap.newKeySet();

    @Override
    public CallListener onCall(RpcContext call) {
      if (call.service().endsWith("Shop")) {
        metadata.add(call.metadata());
        peers.add(call.peer());
      }
      return CallListener.NONE;
    }
  }

  @Test
  void metadataTravelsWithVariablesOfTheEnvironment() {
    Calls calls = new Calls();
    String ipc = start(shop().interceptor(calls)).endpoint();
    Map.Entry<String, String> variable =
        System.getenv().entrySet().stream()
            .filter(each -> each.getKey().matches("\\w+"))
            .findFirst()
            .orElseThrow();
    String given = "said=<${" + variable.getKey() + "}>";
    assertThat(succeed("call", ipc, "Shop/add", "[1,2]", "-H", "tenant=7", "-H", given))
        .isEqualToIgnoringNewLines("3");
    assertThat(calls.metadata)
        .containsExactly(Map.of("tenant", "7", "said", "<" + variable.getValue() + ">"));

    assertThat(run("call", ipc, "Shop/add", "[1,2]", "-H", "a=${NO_SUCH_VARIABLE_7}"))
        .isEqualTo(64);
    assertThat(err.toString()).contains("NO_SUCH_VARIABLE_7");
    assertThat(run("call", ipc, "Shop/add", "[1,2]", "-H", "tenant")).isEqualTo(64);
    assertThat(calls.metadata).hasSize(1);
  }

  @Test
  @ResourceLock(Resources.SYSTEM_OUT) // and what goes with it
  void linesOfStandardInputAreCallsOverOneConnection() {
    Calls calls = new Calls();
    String ipc = start(shop().interceptor(calls)).endpoint();
    int lines = 10_000;
    String text =
        IntStream.range(0, lines).mapToObj(i -> "[1," + i + "]\n").collect(Collectors.joining());
    InputStream before = System.in;
    System.setIn(new ByteArrayInputStream(text.getBytes(UTF_8)));
    try {
      assertThat(succeed("call", ipc, "Shop/add", "-d", "@-").lines())
          .hasSize(lines)
          .startsWith("1", "2")
          .endsWith("10000");
    } finally {
      System.setIn(before);
    }
    assertThat(calls.metadata).hasSize(lines);
    assertThat(calls.peers).hasSize(1);
  }

  @Test
  void healthIsWatchedUntilTheServerShutsDown() throws Exception {
    RpcServer server = start(shop());
    StringWriter printed = new StringWriter();
    CompletableFuture<Integer> code =
        CompletableFuture.supplyAsync(
            () ->
                TightwireCommand.run(
                    new PrintWriter(printed, true),
                    new PrintWriter(err, true),
                    "health",
                    server.endpoint(),
                    "Shop",
                    "--watch"));
    awaitLines(printed, 1);
    server.health().set("io.tightwire.cli.Shop", false);
    awaitLines(printed, 2);
    server.health().set("io.tightwire.cli.Shop", true);
    awaitLines(printed, 3);
    server.close();
    assertThat(code).succeedsWithin(LONG);
    assertThat(printed.toString().lines())
        .startsWith(
            "io.tightwire.cli.Shop ready",
            "io.tightwire.cli.Shop not ready",
            "io.tightwire.cli.Shop ready");
  }

  private static void awaitLines(StringWriter printed, int count) throws InterruptedException {
    long end = System.nanoTime() + LONG.toNanos();
    while (printed.toString().lines().count() < count) {
      assertThat(System.nanoTime()).as("lines of %s", printed).isLessThan(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void serverThatIsNotReadyHasItsExitCode() {
    RpcServer server = start(shop());
    server.health().set("io.tightwire.cli.Shop", false);
    assertThat(run("health", server.endpoint(), "Shop")).isEqualTo(1);
    assertThat(out.toString()).isEqualToIgnoringNewLines("io.tightwire.cli.Shop not ready");
  }

  @Test
  void shutdownEndsAServerThatAllowsIt() throws Exception {
    RpcServer open = start(shop().allowRemoteShutdown(true));
    assertThat(succeed("shutdown", open.endpoint())).contains("shuts down");
    assertThat(CompletableFuture.runAsync(() -> awaitTermination(open))).succeedsWithin(LONG);

    RpcServer shut = start(shop().allowRemoteShutdown(false));
    assertThat(run("shutdown", shut.endpoint())).isEqualTo(5);
    assertThat(succeed("call", shut.endpoint(), "Shop/add", "[1,2]")).isNotEmpty();
  }

  private static void awaitTermination(RpcServer server) {
    try {
      server.awaitTermination();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void htmlPageHasAllMethodsAndNoMarkupOfOthers() {
    String page = succeed("describe", start(shop()).endpoint(), "Shop", "--html");
    assertThat(page).startsWith("<!DOCTYPE html>").endsWith("</html>\n");
    assertThat(page).contains("<h2 id=\"echo\">", "<h2 id=\"add\">", "<h2 id=\"doubled\">");
    assertThat(page).contains("java.util.stream.Stream&lt;Integer&gt;");
    assertThat(page).doesNotContain("Stream<", "<script", "http:", "https:", "src=");
  }

  @Test
  void plotOfBenchIsAnSvgDocument() throws Exception {
    Path svg = folder.resolve("latency.svg");
    String result =
        succeed(
            "bench",
            start(shop()).endpoint(),
            "Shop/add",
            "-d",
            "[1,2]",
            "-t",
            "100ms",
            "--json",
            "--svg",
            svg.toString());
    assertThat(result).contains("\"sent\"", "\"p99.9\"");
    Document plot = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(svg.toFile());
    assertThat(plot.getDocumentElement().getTagName()).isEqualTo("svg");
    String points =
        plot.getElementsByTagName("polyline")
            .item(0)
            .getAttributes()
            .getNamedItem("points")
            .getNodeValue();
    assertThat(points.strip().split(" "))
        .hasSize(101)
        .allMatch(each -> each.matches("[\\d.]+,[\\d.]+"));
    assertThat(Files.readString(svg)).contains("p99.9");
  }

  @Test
  void benchRefusesWhatItDoesNotMeasure() {
    String ipc = start(shop()).endpoint();
    assertThat(run("bench", ipc, "Shop/count", "-d", "[1]")).isEqualTo(64);
    assertThat(run("bench", ipc, "Shop/sum", "-d", "[1]")).isEqualTo(64);
    assertThat(run("bench", ipc, "Shop/add", "-d", "[1,2]", "-c", "0")).isEqualTo(64);
  }
}
