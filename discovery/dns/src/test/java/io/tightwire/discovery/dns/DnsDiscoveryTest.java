package io.tightwire.discovery.dns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.discovery.Discovery;
import io.tightwire.internal.discovery.PollingResolver;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Asks a name server of this process. */
@Timeout(120)
class DnsDiscoveryTest {

  private static final String SERVICE = "_tightwire._tcp.orders.prod";

  private final NameServer dns = new NameServer();

  DnsDiscoveryTest() throws IOException {}

  @AfterEach
  void close() throws IOException {
    dns.close();
  }

  private PollingResolver.LookUp services() {
    return DnsSrvResolverProvider.lookUp(
        URI.create("dns+srv://" + SERVICE + "?server=" + dns.address()));
  }

  private PollingResolver.LookUp addresses() {
    return DnsAddressResolverProvider.lookUp(
        URI.create("dns+a://orders.prod:5555?server=" + dns.address()));
  }

  private static String found(PollingResolver.LookUp lookUp) throws Exception {
    return text(lookUp.addresses());
  }

  private static String text(List<ServerAddress> servers) {
    return servers.stream().map(s -> s.endpoint() + " x" + s.weight()).toList().toString();
  }

  @Test
  void serviceRecordsNameHostsPortsAndWeights() throws Exception {
    dns.services(SERVICE, "0 30 5556 b.orders.prod", "0 60 5555 a.orders.prod", "9 1 1 standby");
    assertThat(found(services()))
        .isEqualTo("[tcp://a.orders.prod:5555 x60, tcp://b.orders.prod:5556 x30]");
  }

  @Test
  void listsThatAreTooLargeForUdpAreFetchedOverTcp() throws Exception {
    String[] records = new String[100];
    for (int i = 0; i < records.length; i++) {
      records[i] = "0 1 5555 server-" + i + ".orders.prod";
    }
    dns.services(SERVICE, records);
    assertThat(services().addresses()).hasSize(100);
  }

  @Test
  void addressesOfBothFamiliesAreFound() throws Exception {
    dns.addresses("orders.prod", "fd00::7", "10.0.0.8", "10.0.0.7");
    assertThat(found(addresses()))
        .isEqualTo(
            "[tcp://10.0.0.7:5555 x1, tcp://10.0.0.8:5555 x1, tcp://[fd00:0:0:0:0:0:0:7]:5555 x1]");
  }

  @Test
  void changesAreSeenByTheNextLookUp() throws Exception {
    PollingResolver.LookUp lookUp = addresses();
    dns.addresses("orders.prod", "10.0.0.7");
    assertThat(found(lookUp)).isEqualTo("[tcp://10.0.0.7:5555 x1]");
    dns.addresses("orders.prod", "10.0.0.8");
    assertThat(found(lookUp)).isEqualTo("[tcp://10.0.0.8:5555 x1]");
  }

  @Test
  void aNameThatDoesNotExistHasNoServers() throws Exception {
    assertThat(services().addresses()).isEmpty();
    assertThat(addresses().addresses()).isEmpty();
    dns.addresses(SERVICE, "10.0.0.7");
    assertThat(services().addresses()).as("the name exists, but has no SRV records").isEmpty();
  }

  @Test
  void aFailureOfTheNameServerIsNoEmptyList() {
    dns.failForServices();
    assertThatIOException()
        .isThrownBy(services()::addresses)
        .withMessage(
            "Cannot look up SRV records of "
                + SERVICE
                + ": DNS server failure [response code 2]; check the name server "
                + dns.address()
                + ". It is looked up again every 5s");
  }

  @Test
  void nameServersThatFailForIpv6AreToleratedUnlessTheyHadAddresses() throws Exception {
    PollingResolver.LookUp lookUp = addresses();
    dns.addresses("orders.prod", "10.0.0.7");
    dns.failForIpv6();
    assertThat(found(lookUp)).isEqualTo("[tcp://10.0.0.7:5555 x1]");
    dns.fail(-1);
    dns.addresses("orders.prod", "10.0.0.7", "fd00::7");
    assertThat(lookUp.addresses()).hasSize(2);
    dns.failForIpv6();
    assertThatIOException().isThrownBy(lookUp::addresses).withMessageContaining("AAAA records");
    dns.failForIpv4();
    assertThatIOException().isThrownBy(lookUp::addresses).withMessageContaining(" A records");
  }

  @Test
  void aSilentNameServerIsAFailureAfterALimitedTime() {
    dns.beSilent(true);
    long start = System.nanoTime();
    assertThatIOException()
        .isThrownBy(services()::addresses)
        .withMessage(
            "Cannot look up SRV records of "
                + SERVICE
                + ": no response in time; check the name server "
                + dns.address()
                + ". It is looked up again every 5s");
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    System.out.printf("gave a silent name server up after %d ms%n", taken.toMillis());
    assertThat(taken).isBetween(Duration.ofMillis(3_300), Duration.ofSeconds(30));
    assertThat(dns.queries()).isEqualTo(3);
  }

  @Test
  void clientsFindBothSchemes() throws Exception {
    dns.services(SERVICE, "0 1 5555 a.orders.prod");
    dns.addresses("orders.prod", "10.0.0.7");
    watched("dns+srv://" + SERVICE, "[tcp://a.orders.prod:5555 x1]");
    watched("dns+a://orders.prod:5555", "[tcp://10.0.0.7:5555 x1]");
  }

  private void watched(String target, String expected) throws InterruptedException {
    BlockingQueue<String> told = new LinkedBlockingQueue<>();
    Resolver.Watch watch =
        Discovery.resolver(target + "?server=" + dns.address())
            .watch(
                new Resolver.Listener() {
                  @Override
                  public void servers(List<ServerAddress> all) {
                    told.add(text(all));
                  }

                  @Override
                  public void failed(Exception why) {
                    told.add(why.toString());
                  }
                });
    assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo(expected);
    dns.remove(SERVICE);
    dns.remove("orders.prod");
    watch.refresh();
    assertThat(told.poll(60, TimeUnit.SECONDS)).isEqualTo("[]");
    watch.close();
    dns.addresses("orders.prod", "10.0.0.7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "dns+srv:///x | it has no name; write dns+srv://_tightwire._tcp.example.org",
        "dns+srv://a.b:5555 | it has a port, which SRV records name themselves;"
            + " write dns+srv://_tightwire._tcp.example.org",
        "dns+srv://a.b/c | there is something behind the name;"
            + " write dns+srv://_tightwire._tcp.example.org",
        "dns+srv://a..b | \"a..b\" is no name in the DNS;"
            + " use letters, digits, '-', '_' and dots",
        "dns+a://a%20b:1 | \"a%20b\" is no name in the DNS;"
            + " use letters, digits, '-', '_' and dots",
        "dns+a://[::1]:1 | \"::1\" is no name in the DNS;"
            + " use letters, digits, '-', '_' and dots",
        "dns+a://orders | it has no port; write dns+a://host:port",
        "dns+a://a:1?x=y | there is no parameter \"x=y\"; write ?server=10.0.0.2:53, or nothing",
        "dns+srv://a.b?server= | there is no parameter \"server=\";"
            + " write ?server=10.0.0.2:53, or nothing"
      })
  void badTargetsAreRefusedWithTheFix(String target, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Discovery.resolver(target))
        .withMessage("Bad target \"" + target + "\": " + message);
  }
}
