package io.tightwire.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A page in a headless Chromium, by the DevTools protocol. Texts travel in Base64, so that no JSON
 * has to be parsed.
 *
 * <p>Confined to the thread of its test.
 */
final class Browser {

  private static final long SECONDS = 60; // a browser's start on a busy machine

  private static final Optional<Path> EXECUTABLE =
      Stream.of(System.getenv("PATH").split(":"))
          .flatMap(
              folder ->
                  Stream.of("chromium", "chromium-browser", "google-chrome")
                      .map(name -> Path.of(folder, name)))
          .filter(Files::isExecutable)
          .findFirst();

  private static final Pattern WEB_SOCKET = Pattern.compile("DevTools listening on (ws://\\S+)");
  private static final Pattern ID = Pattern.compile("^\\{\"id\":(\\d+),");

  private final Path profile;
  private final Process process;
  private final WebSocket socket;
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<Integer, CompletableFuture<String>> responses = new ConcurrentHashMap<>();
  private final String session;

  private Browser(Path profile, Process process, URI endpoint) throws Exception {
    this.profile = profile;
    this.process = process;
    socket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .buildAsync(endpoint, new Receiver())
            .get(SECONDS, TimeUnit.SECONDS);
    String target = send("Target.createTarget", "{\"url\":\"about:blank\"}", "");
    String attached =
        send(
            "Target.attachToTarget",
            "{\"targetId\":\"" + field(target, "targetId") + "\",\"flatten\":true}",
            "");
    session = ",\"sessionId\":\"" + field(attached, "sessionId") + "\"";
  }

  /** Skips the test where there is no browser, but fails it with {@code CI=true}. */
  static void require() {
    String missing = "No chromium on the path, see CONTRIBUTING.md";
    if (EXECUTABLE.isEmpty() && "true".equals(System.getenv("CI"))) {
      fail(missing);
    }
    assumeTrue(EXECUTABLE.isPresent(), missing);
  }

  static Browser start() throws Exception {
    Path profile = Files.createTempDirectory("tightwire-browser");
    Process process =
        new ProcessBuilder(
                EXECUTABLE.orElseThrow().toString(),
                "--headless=new",
                "--no-sandbox", // builds run as root
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-address=127.0.0.1",
                "--remote-debugging-port=0",
                "--user-data-dir=" + profile,
                "about:blank")
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return new Browser(profile, process, endpoint(process));
    } catch (Throwable e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** Reads where the browser listens, and then whatever else it writes, on a thread. */
  private static URI endpoint(Process process) throws Exception {
    CompletableFuture<URI> found = new CompletableFuture<>();
    Thread reader =
        new Thread(
            () -> {
              try (BufferedReader lines = process.errorReader(UTF_8)) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                  Matcher matcher = WEB_SOCKET.matcher(line);
                  if (matcher.find()) {
                    found.complete(URI.create(matcher.group(1)));
                  }
                }
              } catch (IOException e) {
                found.completeExceptionally(e); // unless it was found: the browser has ended
              }
              found.completeExceptionally(new IOException("The browser has ended"));
            });
    reader.setDaemon(true);
    reader.start();
    return found.get(SECONDS, TimeUnit.SECONDS);
  }

  void open(URI page) throws Exception {
    send("Page.navigate", "{\"url\":\"" + page + "\"}", session);
  }

  /** Sets the size of the window and the colours that its user prefers. */
  void emulate(int width, int height, boolean dark) throws Exception {
    send(
        "Emulation.setDeviceMetricsOverride",
        "{\"width\":%d,\"height\":%d,\"deviceScaleFactor\":1,\"mobile\":%b}"
            .formatted(width, height, width < 600),
        session);
    send(
        "Emulation.setEmulatedMedia",
        "{\"features\":[{\"name\":\"prefers-color-scheme\",\"value\":\"%s\"}]}"
            .formatted(dark ? "dark" : "light"),
        session);
  }

  /** Evaluates an expression in the page, and returns its value as a text. */
  String evaluate(String expression) throws Exception {
    String utf8 =
        "btoa(String.fromCharCode(...new TextEncoder().encode(String(" + expression + "))))";
    String json = "{\"expression\":\"" + utf8.replace("\\", "\\\\").replace("\"", "\\\"") + "\"}";
    String value = field(send("Runtime.evaluate", json, session), "value");
    return new String(Base64.getDecoder().decode(value), UTF_8);
  }

  /** Returns the visible text of an element. */
  String text(String selector) throws Exception {
    return evaluate("(document.querySelector('" + selector + "')||{}).innerText");
  }

  byte[] screenshot() throws Exception {
    String shot = send("Page.captureScreenshot", "{\"captureBeyondViewport\":false}", session);
    return Base64.getDecoder().decode(field(shot, "data"));
  }

  private String send(String method, String parameters, String session) throws Exception {
    int id = ids.incrementAndGet();
    CompletableFuture<String> response = new CompletableFuture<>();
    responses.put(id, response);
    String message =
        "{\"id\":%d,\"method\":\"%s\",\"params\":%s%s}".formatted(id, method, parameters, session);
    socket.sendText(message, true).get(SECONDS, TimeUnit.SECONDS);
    return response.get(SECONDS, TimeUnit.SECONDS);
  }

  private static String field(String json, String name) {
    Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
    if (!matcher.find()) {
      throw new AssertionError("No " + name + " in " + json);
    }
    return matcher.group(1);
  }

  /** Ends the browser, and removes its profile. */
  void close() throws Exception {
    send("Browser.close", "{}", "");
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    List<Path> files;
    try (Stream<Path> found = Files.walk(profile)) {
      files = found.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }

  /** Joins the parts of messages, and hands responses to those that wait. */
  private final class Receiver implements WebSocket.Listener {

    private final StringBuilder parts = new StringBuilder();

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
      parts.append(part);
      if (last) {
        Matcher id = ID.matcher(parts);
        if (id.find()) {
          CompletableFuture<String> response = responses.remove(Integer.valueOf(id.group(1)));
          if (response != null) {
            response.complete(parts.toString());
          }
        }
        parts.setLength(0);
      }
      from.request(1);
      return null;
    }
  }
}
