package io.tightwire.discovery.kubernetes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An API server of Kubernetes on loopback, over TLS, that says what the test wants. Thread-safe.
 */
final class FakeApiServer implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();

  /** One request. */
  record Request(String path, String query, @Nullable String authorization) {
    boolean isWatch() {
      return query.contains("watch=true");
    }
  }

  /** A watch that a client has opened. */
  static final class Watch {

    private final Request request;
    private final HttpExchange exchange;
    private final CountDownLatch over = new CountDownLatch(1);

    Watch(Request request, HttpExchange exchange) {
      this.request = request;
      this.exchange = exchange;
    }

    Request request() {
      return request;
    }

    void send(String... lines) throws IOException {
      OutputStream out = exchange.getResponseBody();
      for (String line : lines) {
        out.write((line + "\n").getBytes(UTF_8));
      }
      out.flush();
    }

    /** Ends the connection in the middle of a line. */
    void cut() throws IOException {
      OutputStream out = exchange.getResponseBody();
      out.write("{\"type\":\"ADD".getBytes(UTF_8));
      out.flush();
      exchange.close();
      over.countDown();
    }

    /** Ends the watch, as the server does after its timeout. */
    void end() throws IOException {
      exchange.getResponseBody().close();
      over.countDown();
    }
  }

  final BlockingQueue<Request> requests = new LinkedBlockingQueue<>();
  final BlockingQueue<Watch> watches = new LinkedBlockingQueue<>();
  volatile String list = Slices.list(1);
  volatile int status = 200;
  volatile int watchStatus = 200;

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpsServer server;

  FakeApiServer(KeyStore keys) throws Exception {
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    KeyManagerFactory managers =
        KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    managers.init(keys, PASSWORD);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(managers.getKeyManagers(), null, null);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Makes a certificate for 127.0.0.1, with the JDK's own tool. */
  static KeyStore certificate(Path folder) throws Exception {
    Path file = folder.resolve("keys.p12");
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "api",
                "-keyalg",
                "EC",
                "-dname",
                "CN=fake",
                "-ext",
                "san=ip:127.0.0.1",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    String said = new String(tool.getInputStream().readAllBytes(), UTF_8);
    assertThat(tool.waitFor()).as(said).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  static String pem(KeyStore keys) throws Exception {
    Certificate certificate = keys.getCertificate("api");
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }

  URI uri() {
    return URI.create("https://127.0.0.1:" + server.getAddress().getPort());
  }

  private void handle(HttpExchange exchange) throws IOException {
    URI uri = exchange.getRequestURI();
    Request request =
        new Request(
            uri.getPath(), uri.getQuery(), exchange.getRequestHeaders().getFirst("Authorization"));
    requests.add(request);
    int code = request.isWatch() && status == 200 ? watchStatus : status;
    if (code != 200) {
      respond(exchange, code, Slices.status(code, "no luck"));
    } else if (request.isWatch()) {
      exchange.sendResponseHeaders(200, 0);
      exchange.getResponseBody().flush(); // the headers come before the first event
      Watch watch = new Watch(request, exchange);
      watches.add(watch);
      try {
        watch.over.await();
      } catch (InterruptedException e) {
        exchange.close();
      }
    } else {
      respond(exchange, 200, list);
    }
  }

  private static void respond(HttpExchange exchange, int code, String body) throws IOException {
    byte[] bytes = body.getBytes(UTF_8);
    exchange.sendResponseHeaders(code, bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  static <T> T next(BlockingQueue<T> queue) throws InterruptedException {
    T next = queue.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing came");
    }
    return next;
  }

  Watch nextWatch() throws InterruptedException {
    return next(watches);
  }

  @Override
  public void close() {
    threads.shutdownNow();
    server.stop(0);
  }
}
