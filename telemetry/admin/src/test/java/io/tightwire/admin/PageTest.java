package io.tightwire.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.tightwire.RpcClient;
import io.tightwire.RpcException;
import io.tightwire.RpcServer;
import io.tightwire.ServerStats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Tests the page in a browser. {@code -Dscreenshots=folder} keeps pictures of it, to be looked at.
 */
final class PageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static @Nullable Browser browser;

  private final RpcServer server =
      RpcServer.of(
          new ShopSkeleton(
              article -> {
                if (article == 0) {
                  throw new IllegalStateException("not for sale");
                }
                return article;
              }));

  private final String endpoint = server.bind("tcp://127.0.0.1:*");
  private @Nullable AdminServer admin;

  @BeforeAll
  static void openBrowser() throws Exception {
    Browser.require();
    browser = Browser.start();
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    server.start();
    browser().emulate(1280, 900, false);
  }

  @AfterEach
  void close() {
    server.close();
    if (admin != null) {
      admin.close();
    }
  }

  private static Browser browser() {
    if (browser == null) {
      throw new AssertionError("There is no browser");
    }
    return browser;
  }

  private AdminServer open(@Nullable Supplier<ServerStats> stats) throws Exception {
    AdminServer.Builder builder = AdminServer.builder(server);
    AdminServer started = (stats == null ? builder : builder.stats(stats)).start();
    admin = started;
    browser().open(started.uri());
    return started;
  }

  private static void awaitText(String selector, String... parts) {
    await(() -> assertThat(browser().text(selector)).contains(parts));
  }

  private static void await(Check check) {
    org.awaitility.Awaitility.await().atMost(PATIENCE).untilAsserted(check::run);
  }

  /** May throw. */
  private interface Check {
    void run() throws Exception;
  }

  private static double figure(String tile) throws Exception {
    String text =
        browser().evaluate("document.querySelector('#tile-" + tile + " .figure').textContent");
    return text.matches("[0-9.,]+") ? Double.parseDouble(text.replace(",", "")) : 0;
  }

  @Test
  void showsMethodsRatesAndFailuresOfARunningServer() throws Exception {
    open(null);
    awaitText("#status", "Ready");
    awaitText("#endpoint", endpoint);
    awaitText("#methods", "com.acme.Shop", "price", "tightwire.Health", "built in");
    awaitText("#lanes", "common lane", "0 of");
    assertThat(browser().evaluate("document.getElementById('none').hidden")).isEqualTo("true");

    try (RpcClient client = RpcClient.connect(endpoint)) {
      ShopStub shop = new ShopStub(client);
      await(
          () -> {
            for (int i = 0; i < 50; i++) {
              shop.price(1).remote();
            }
            assertThat(figure("calls")).isGreaterThan(5);
          });
      assertThat(browser().text("#tile-p99")).matches("(?s).*\\d (µs|ms|s).*");
      assertThat(figure("errors")).isZero();
      assertThat(browser().text("#tile-connections")).contains("1");
      await(
          () -> {
            try {
              shop.price(0).remote();
            } catch (RpcException expected) {
              // That is what is counted.
            }
            assertThat(figure("errors")).isPositive();
          });
      shoot("running");
    }
  }

  @Test
  void showsThatTheServerIsNotReadyThatAServiceIsNotAndThatItDrains() throws Exception {
    open(null);
    awaitText("#methods", "com.acme.Shop");
    server.health().set("com.acme.Shop", false);
    awaitText("#methods", "not ready");
    awaitText("#status", "Ready");

    server.health().set("", false);
    awaitText("#status", "Not ready");
    awaitText("#notice", "the application has set the server to not ready");
    shoot("not-ready");

    server.health().set("", true);
    server.health().set("com.acme.Shop", true);
    awaitText("#status", "Ready");
    await(() -> assertThat(browser().text("#methods")).doesNotContain("not ready"));

    server.close();
    awaitText("#status", "Closed");
    awaitText("#notice", "the server is closed");
  }

  @Test
  void showsThatTheServerIsLostAndRecovers() throws Exception {
    AdminServer first = open(null);
    awaitText("#status", "Ready");
    first.close();
    awaitText("#status", "No response");
    awaitText("#notice", "has not responded");
    assertThat(browser().text("#methods")).contains("price");
    shoot("lost");

    admin = AdminServer.builder(server).bind("127.0.0.1", first.port()).start();
    awaitText("#status", "Ready");
    await(() -> assertThat(browser().text("#notice")).isEmpty());
  }

  @Test
  void failingFiguresAreToldAndThePageGoesOn() throws Exception {
    boolean[] fails = {false};
    open(
        () -> {
          if (fails[0]) {
            throw new IllegalStateException("<img src=x onerror=alert(1)>");
          }
          return server.stats();
        });
    awaitText("#methods", "price");
    fails[0] = true;
    awaitText("#notice", "The figures can't be read", "<img src=x onerror=alert(1)>");
    awaitText("#status", "Ready");
    assertThat(browser().evaluate("document.images.length")).isEqualTo("0");
    fails[0] = false;
    await(() -> assertThat(browser().text("#notice")).isEmpty());
  }

  @Test
  void namesAreNeverMarkup() throws Exception {
    List<String> hostile =
        List.of("<script>document.title='x'</script>", "\"><b id=bad>\u2028\u0000");
    long began = System.nanoTime();
    open(() -> FakeStats.after(3_700 + (System.nanoTime() - began) / 1e9, hostile, 2));
    awaitText("#methods", "<script>document.title='x'</script>", "\"><b id=bad>");
    assertThat(browser().evaluate("document.querySelectorAll('#bad, tbody script').length"))
        .isEqualTo("0");
    assertThat(browser().evaluate("document.title")).contains(endpoint);
  }

  @Test
  void aHundredMethodsCanBeFilteredAndSortedOnAScreenAndOnAPhone() throws Exception {
    List<String> services =
        List.of("com.acme.orders.Orders", "com.acme.orders.Payments", "com.acme.Stock", "Z");
    long began = System.nanoTime();
    open(() -> FakeStats.after(93_700 + (System.nanoTime() - began) / 1e9, services, 25));
    awaitText("#shown", "100 in all");
    await(() -> assertThat(figure("calls")).isPositive());

    browser().evaluate("document.querySelector('[data-column=rate] button').click()");
    await(() -> assertThat(browser().text("#methods tr:first-child .name")).endsWith("/method0"));
    browser()
        .evaluate(
            "(f => { f.value = 'payments'; f.dispatchEvent(new Event('input')); })"
                + "(document.getElementById('filter'))");
    awaitText("#shown", "25 of 100");
    browser().evaluate("document.getElementById('active').click()");
    awaitText("#shown", "17 of 100");
    browser()
        .evaluate(
            "(f => { f.value = ''; f.dispatchEvent(new Event('input')); })"
                + "(document.getElementById('filter'))");
    browser().evaluate("document.querySelector('[data-column=name] button').click()");
    if (System.getProperty("screenshots") != null) {
      Thread.sleep(15_000); // a curve to look at
    }
    shoot("hundred");
    browser().emulate(1280, 900, true);
    shoot("hundred-dark");
    for (boolean dark : new boolean[] {false, true}) {
      browser().emulate(375, 800, dark);
      assertThat(browser().evaluate("document.documentElement.scrollWidth <= 375"))
          .isEqualTo("true");
      shoot("phone-" + dark);
      browser().evaluate("document.querySelector('.bar').scrollIntoView()");
      shoot("phone-methods-" + dark);
      browser().evaluate("scrollTo(0, 0)");
    }
    browser().emulate(1280, 900, false);
    browser().evaluate("document.querySelector('.pair').scrollIntoView()");
    shoot("lanes");
  }

  private static void shoot(String name) throws Exception {
    String folder = System.getProperty("screenshots");
    if (folder != null) {
      Files.write(
          Files.createDirectories(Path.of(folder)).resolve(name + ".png"), browser().screenshot());
    }
  }
}
