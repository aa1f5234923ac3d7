package io.tightwire.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests the port against clients that break the rules, and against other web sites' pages. */
final class HostileRequestsTest {

  private static final Duration LONG = Duration.ofMinutes(5);
  private static final byte[] LARGE = new byte[8 << 20];

  private final RequestGuard guard = new RequestGuard(Set.of("orders.prod"));
  private HttpPort port = open(LONG);

  private HttpPort open(Duration life) {
    try {
      return HttpPort.open(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
          request -> {
            guard.check(request);
            return switch (request.path()) {
              case "/large" -> new HttpResponse(200, "application/octet-stream", LARGE);
              case "/broken" -> throw new IllegalStateException("broken");
              default -> HttpResponse.text(200, "path " + request.path());
            };
          },
          life);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private int number() throws IOException {
    return port.address().getPort();
  }

  @AfterEach
  void close() {
    port.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET",
        "GET /",
        "GET  / HTTP/1.1",
        "GET http://localhost/ HTTP/1.1",
        "GET /\u0000 HTTP/1.1",
        "GET / HTTP/1.1\nX: y",
        "\u0016\u0003\u0001\u0002\u0000",
        "GET / HTTP/1.1\r\nHost: a\r\nHost: b",
        "GET / HTTP/1.1\r\nHost : a",
        "GET / HTTP/1.1\r\nHost: a\r\n folded",
        "GET / HTTP/1.1\r\nNo colon",
        "GET / HTTP/1.1\r\nAccept: all"
      })
  void whatIsNotARequestIsRefused(String head) throws IOException {
    try (Wire wire = new Wire(number())) {
      assertThat(wire.send(head + "\r\n\r\n").read()).startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void otherMethodsAndVersionsAreRefused() throws IOException {
    assertThat(Wire.ask(number(), "POST / HTTP/1.1", "Host: localhost"))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD\r\n");
    assertThat(Wire.ask(number(), "GET / HTTP/2.0", "Host: localhost")).startsWith("HTTP/1.1 505 ");
  }

  @Test
  void headThatIsTooLongIsRefusedAndTheRestIsDropped() throws IOException {
    try (Wire wire = new Wire(number())) {
      wire.send("GET / HTTP/1.1\r\nCookie: " + "x".repeat(100_000));
      assertThat(wire.read()).startsWith("HTTP/1.1 431 ");
    }
  }

  @Test
  void contentOfARequestIsDroppedAndDoesNotDestroyTheResponse() throws IOException {
    try (Wire wire = new Wire(number())) {
      wire.send("GET /x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 200000\r\n\r\n");
      wire.send("GET /y HTTP/1.1\r\n".repeat(10_000));
      assertThat(wire.read()).startsWith("HTTP/1.1 200 ").endsWith("path /x\n");
    }
  }

  @Test
  void requestMayComeByteByByte() throws IOException {
    try (Wire wire = new Wire(number())) {
      for (char c : "GET /slow HTTP/1.1\r\nHost: [::1]:80\r\n\r\n".toCharArray()) {
        wire.send(String.valueOf(c));
      }
      assertThat(wire.read()).endsWith("path /slow\n");
    }
  }

  @Test
  void slowClientsHoldUpNoOther() throws IOException {
    List<Wire> slow = new ArrayList<>();
    for (int i = 0; i < HttpPort.MAX_CONNECTIONS - 1; i++) {
      slow.add(new Wire(number()).send(i % 2 == 0 ? "GET /" : "GET /large HTTP/1.0\r\n\r\n"));
    }
    assertThat(Wire.get(number(), "/x")).startsWith("HTTP/1.1 200 ");
    for (Wire wire : slow) {
      wire.close();
    }
  }

  @Test
  void oneConnectionTooManyClosesTheOldest() throws IOException {
    List<Wire> idle = new ArrayList<>();
    for (int i = 0; i < 3 * HttpPort.MAX_CONNECTIONS; i++) {
      idle.add(new Wire(number()));
    }
    assertThat(Wire.get(number(), "/x")).startsWith("HTTP/1.1 200 ");
    assertThat(idle.get(0).read()).isEmpty();
    assertThat(idle.get(2 * HttpPort.MAX_CONNECTIONS).read()).isEmpty();
    Wire newest = idle.get(idle.size() - 1);
    assertThat(newest.send("GET /y HTTP/1.0\r\n\r\n").read()).endsWith("path /y\n");
    for (Wire wire : idle) {
      wire.close();
    }
  }

  @Test
  void connectionThatTakesTooLongIsClosed() throws IOException {
    port.close();
    port = open(Duration.ofMillis(50));
    try (Wire silent = new Wire(number());
        Wire partial = new Wire(number()).send("GET / HT")) {
      assertThat(silent.read()).isEmpty();
      assertThat(partial.read()).isEmpty();
    }
  }

  @Test
  void failureOfAPathIsToldAndThePortGoesOn() throws IOException {
    assertThat(Wire.get(number(), "/broken"))
        .startsWith("HTTP/1.1 500 ")
        .endsWith("{\"error\":\"java.lang.IllegalStateException: broken\"}");
    assertThat(Wire.get(number(), "/x")).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void portThatIsClosedClosesItsConnectionsAndCanBeBoundAgain() throws IOException {
    int number = number();
    try (Wire open = new Wire(number)) {
      assertThat(Wire.get(number, "/x")).startsWith("HTTP/1.1 200 ");
      port.close();
      assertThat(open.read()).isEmpty();
    }
    port.close();
    assertThatThrownBy(() -> Wire.get(number, "/x")).isInstanceOf(IOException.class);
    HttpPort.open(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), number),
            request -> HttpResponse.text(200, ""),
            LONG)
        .close();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:9090, 200",
    "127.0.0.1, 200",
    "10.1.2.3:9090, 200",
    "[::1]:9090, 200",
    "orders.prod:9090, 200",
    "Orders.Prod, 200",
    "evil.example, 403",
    "evil.example:9090, 403",
    "localhost.evil.example, 403",
    "127.0.0.1.evil.example, 403",
    "orders.prod.evil.example, 403",
    "[::1].evil.example, 403",
    "'', 403"
  })
  void namesThatAreNotAllowedAreRefused(String host, int status) throws IOException {
    assertThat(Wire.ask(number(), "GET / HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource({
    "Origin: http://localhost, 200",
    "Origin: https://localhost, 200",
    "Origin: http://evil.example, 403",
    "Origin: http://localhost:8080, 403",
    "Origin: null, 403",
    "Sec-Fetch-Site: same-origin, 200",
    "Sec-Fetch-Site: none, 200",
    "Sec-Fetch-Site: cross-site, 403",
    "Sec-Fetch-Site: same-site, 403"
  })
  void pagesOfOtherOriginsAreRefused(String field, int status) throws IOException {
    assertThat(Wire.ask(number(), "GET / HTTP/1.1", "Host: localhost", field))
        .startsWith("HTTP/1.1 " + status + " ")
        .doesNotContain("Access-Control-Allow");
  }

  @Test
  void linkOfAnotherSiteLeadsHere() throws IOException {
    String site = "Sec-Fetch-Site: cross-site";
    String mode = "Sec-Fetch-Mode: navigate";
    assertThat(Wire.ask(number(), "GET / HTTP/1.1", "Host: localhost", site, mode))
        .startsWith("HTTP/1.1 200 ");
  }
}
