package io.tightwire.internal.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DnsResolverTest {

  private final ManualExecutor executor = new ManualExecutor();
  private final Told told = new Told();
  private final List<String> log = new ArrayList<>();
  private final Map<String, String> settings = new HashMap<>();
  private List<String> records = List.of("10.0.0.7");

  private void watch(String target) {
    AddressCacheNotice notice = new AddressCacheNotice(settings::get, log::add);
    new PollingResolver(
            new DnsResolver(HostPort.of(URI.create(target)), this::find, notice),
            PollInterval.DNS,
            executor,
            executor::now,
            () -> 0.5)
        .watch(told);
    executor.advance(Duration.ZERO);
  }

  private InetAddress[] find(String host) throws UnknownHostException {
    if (records.isEmpty()) {
      throw new UnknownHostException(host + ": Name or service not known");
    }
    InetAddress[] found = new InetAddress[records.size()];
    for (int i = 0; i < found.length; i++) {
      found[i] = InetAddress.getByName(records.get(i));
    }
    return found;
  }

  private List<String> fiveSecondsLater() {
    executor.advance(Duration.ofSeconds(5));
    return told.sinceLast();
  }

  @Test
  void serversThatAreAddedAreFoundThoughNoConnectionIsLost() {
    watch("dns://orders.prod:5555");
    assertThat(told.sinceLast()).containsExactly("[tcp://10.0.0.7:5555]");
    records = List.of("10.0.0.8", "10.0.0.7");
    assertThat(fiveSecondsLater()).containsExactly("[tcp://10.0.0.7:5555, tcp://10.0.0.8:5555]");
    records = List.of("10.0.0.7", "10.0.0.8", "10.0.0.7");
    assertThat(fiveSecondsLater()).as("name servers rotate their responses").isEmpty();
  }

  @Test
  void addressesOfIpv6AreInBrackets() {
    records = List.of("fd00::7", "10.0.0.7");
    watch("dns://orders:5555");
    assertThat(told.sinceLast())
        .containsExactly("[tcp://10.0.0.7:5555, tcp://[fd00:0:0:0:0:0:0:7]:5555]");
  }

  @Test
  void aNameThatIsNotFoundIsAFailure() {
    records = List.of();
    watch("dns://orders:5555");
    assertThat(told.sinceLast())
        .containsExactly(
            "failed: Cannot find the addresses of orders: orders: Name or service not known; check"
                + " the name and this machine's name servers. It is looked up again every 5s");
    records = List.of("10.0.0.7");
    assertThat(fiveSecondsLater()).containsExactly("[tcp://10.0.0.7:5555]");
  }

  @Test
  void addressesAreNotCached() {
    watch("dns://10.0.0.7:5555");
    watch("dns://[fd00::7]:5555");
    assertThat(log).isEmpty();
  }

  @Test
  void theLogSaysOnceThatTheJvmCachesAddressesForLonger() {
    watch("dns://orders:5555");
    fiveSecondsLater();
    assertThat(log)
        .containsExactly(
            "orders is looked up every 5s, but this JVM caches addresses for 30s, and servers that"
                + " are added are found as late. Start it with -Dsun.net.inetaddr.ttl=5, or set the"
                + " security property networkaddress.cache.ttl; or use dns+a://host:port of"
                + " io.tightwire:rpc-discovery-dns, which asks name servers without that cache");
  }

  @ParameterizedTest
  @CsvSource({",,for 30s", "-1,5,forever", "x,60,for 60s", "5,60,", "0,,", ",5,", "y,3,"})
  void whatTheJvmsPolicySays(String security, String system, String expected) {
    settings.put("networkaddress.cache.ttl", security);
    settings.put("sun.net.inetaddr.ttl", system);
    watch("dns://orders:5555");
    if (expected == null) {
      assertThat(log).isEmpty();
    } else {
      assertThat(log).singleElement().asString().contains(" caches addresses " + expected + ",");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dns://10.0.0.7:80, 10.0.0.7, 80",
    "dns://[::1]:65535, ::1, 65535",
    "dns://_under_score.x:1, _under_score.x, 1"
  })
  void targetsHaveAHostAndAPort(String target, String host, int port) {
    assertThat(HostPort.of(URI.create(target))).isEqualTo(new HostPort(host, port));
  }

  @ParameterizedTest
  @CsvSource({
    "dns://orders, it has no port; write dns://host:port",
    "dns:///orders:5555, it has no host; write dns://host:port",
    "dns://orders:5555/x?y, '\"/x?y\" has no meaning there; write dns://host:port'",
    "dns://orders:0, '\"0\" is no port; use a number from 1 to 65535'",
    "dns://orders:http, '\"http\" is no port; use a number from 1 to 65535'",
    "dns://a:b:1, '\"a:b\" is no host; write dns://host:port, with an IPv6 address in brackets'",
    "dns://me@a:1, '\"me@a\" is no host; write dns://host:port, with an IPv6 address in brackets'"
  })
  void badTargetsAreRefused(String target, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> HostPort.of(URI.create(target)))
        .withMessage("Bad target \"" + target + "\": " + message);
  }
}
