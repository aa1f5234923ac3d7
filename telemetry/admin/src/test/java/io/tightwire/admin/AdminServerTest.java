package io.tightwire.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.tightwire.RpcClient;
import io.tightwire.RpcServer;
import io.tightwire.ServerState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests what each path says, in each state of the server. */
final class AdminServerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final CountDownLatch released = new CountDownLatch(1);
  private final AtomicBoolean databaseIsUp = new AtomicBoolean(true);
  private final RpcServer server =
      RpcServer.builder()
          .service(new ShopSkeleton(this::price))
          .health("database", databaseIsUp::get)
          .drainTimeout(PATIENCE)
          .build();
  private final AdminServer admin = AdminServer.builder(server).start();

  private int price(int article) {
    if (article < 0) {
      try {
        released.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return article;
  }

  private void start() {
    server.bind("inproc://*");
    server.start();
    await().atMost(PATIENCE).until(() -> server.health().isReady(""));
  }

  private String get(String path) throws IOException {
    return Wire.get(admin.port(), path);
  }

  @AfterEach
  void close() {
    released.countDown();
    server.close();
    admin.close();
  }

  @Test
  void serverIsReadyFromItsStartToItsShutdown() throws Exception {
    assertThat(server.state()).isEqualTo(ServerState.NEW);
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 503 ")
        .contains("\"state\":\"NEW\"", "the server is not started");
    start();
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith(
            "{\"ready\":true,\"state\":\"SERVING\",\"reasons\":[],"
                + "\"services\":{\"com.acme.Shop\":true}}");
    try (RpcClient client = RpcClient.connect(server.endpoint())) {
      var call = new ShopStub(client).price(-1).remoteFuture();
      await().atMost(PATIENCE).until(() -> server.stats().methods().get(0).open() == 1);
      server.shutdown();
      assertThat(get("/readyz"))
          .startsWith("HTTP/1.1 503 ")
          .contains("\"state\":\"DRAINING\"", "the server is shutting down");
      assertThat(get("/livez")).startsWith("HTTP/1.1 200 ");
      released.countDown();
      assertThat(call.get()).isEqualTo(-1);
    }
    assertThat(server.awaitTermination(PATIENCE)).isTrue();
    assertThat(get("/readyz")).startsWith("HTTP/1.1 503 ").contains("\"state\":\"CLOSED\"");
    assertThat(get("/livez"))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("{\"live\":true,\"state\":\"CLOSED\"}");
  }

  @Test
  void readinessNamesTheReasons() throws Exception {
    start();
    server.health().set("com.acme.Shop", false);
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 200 ")
        .contains("\"services\":{\"com.acme.Shop\":false}");
    server.health().set("", false);
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 503 ")
        .contains("the application has set the server to not ready");
    databaseIsUp.set(false);
    await().atMost(PATIENCE).until(() -> !server.health().failingChecks().isEmpty());
    assertThat(get("/readyz"))
        .startsWith("HTTP/1.1 503 ")
        .contains("the health check \\u0022database\\u0022 fails");
  }

  @Test
  void servicesAndFiguresAreJson() throws Exception {
    start();
    try (RpcClient client = RpcClient.connect(server.endpoint())) {
      assertThat(new ShopStub(client).price(7).remote(PATIENCE)).isEqualTo(7);
    }
    assertThat(get("/services"))
        .contains(
            "{\"name\":\"com.acme.Shop\",\"builtIn\":false,\"ready\":true,"
                + "\"methods\":[\"price\"]}",
            "{\"name\":\"tightwire.Health\",\"builtIn\":true");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(get("/stats?x=1"))
                    .contains("Content-Type: application/json\r\n")
                    .containsPattern(
                        "\"method\":\"price\",\"open\":0,\"queued\":0,\"started\":1,"
                            + "\"ended\":\\{\"OK\":1},\"latency\":\\[\\[[0-9.E-]+,1]]"));
  }

  @Test
  void failingFiguresAreAnErrorAndHealthGoesOn() throws Exception {
    try (AdminServer broken =
        AdminServer.builder(server)
            .stats(
                () -> {
                  throw new IllegalStateException("<no figures>");
                })
            .start()) {
      for (String path : List.of("/stats", "/services")) {
        assertThat(Wire.get(broken.port(), path))
            .startsWith("HTTP/1.1 500 ")
            .contains("\\u003cno figures\\u003e");
      }
      assertThat(Wire.get(broken.port(), "/livez")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void otherPathsAreNotFound() throws Exception {
    for (String path : List.of("/x", "/stats/", "/../stats", "/%2e", "/page.html")) {
      assertThat(get(path)).startsWith("HTTP/1.1 404 ");
    }
  }

  @Test
  void headHasNoContent() throws Exception {
    String full = get("/livez");
    String head = Wire.ask(admin.port(), "HEAD /livez HTTP/1.1", "Host: localhost");
    assertThat(head).isEqualTo(full.substring(0, full.indexOf("\r\n\r\n") + 4));
  }

  @Test
  void pageMayRunItsOwnScriptOnlyAndMakesNoMarkup() throws Exception {
    assertThat(get("/"))
        .startsWith("HTTP/1.1 200 ")
        .contains(
            "Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; "
                + "connect-src 'self';",
            "frame-ancestors 'none'\r\n",
            "X-Content-Type-Options: nosniff\r\n",
            "Cache-Control: no-store\r\n")
        .doesNotContain("http://", "https://", "style=", "onclick");
    String script = Files.readString(Path.of("src/main/resources/io/tightwire/admin/page.js"));
    assertThat(script)
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
    assertThat(get("/page.js")).endsWith(script);
    assertThat(get("/page.css")).contains("Content-Type: text/css; charset=utf-8\r\n");
  }

  @Test
  void closingDoesNothingToTheServer() {
    start();
    admin.close();
    admin.close();
    assertThat(server.state()).isEqualTo(ServerState.SERVING);
  }

  @Test
  void addressIsALoopbackOneUnlessSaid() {
    assertThat(admin.uri()).hasToString("http://127.0.0.1:" + admin.port() + '/');
    assertThat(admin).hasToString("AdminServer[http://127.0.0.1:" + admin.port() + "/]");
  }

  @Test
  void whatCannotBeBoundSaysWhy() {
    AdminServer.Builder builder = AdminServer.builder(server);
    assertThatThrownBy(() -> builder.bind("127.0.0.1", admin.port()).start())
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("127.0.0.1:" + admin.port());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.bind("127.0.0.1", 65_536))
        .withMessageContaining("65536");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder.allowHost("orders:9090"))
        .withMessageContaining("without a port");
  }
}
