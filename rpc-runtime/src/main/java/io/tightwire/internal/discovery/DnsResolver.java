package io.tightwire.internal.discovery;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ServerAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;

/**
 * Finds servers by the addresses of a host name, as this machine resolves it: {@code
 * dns://orders:5555}. Asks every five seconds, whether connections are lost or not, so that servers
 * that are added get calls soon. Thread-safe.
 */
final class DnsResolver implements PollingResolver.LookUp {

  /** The addresses of a host. */
  @FunctionalInterface
  interface Hosts {
    InetAddress[] find(String host) throws UnknownHostException;
  }

  private final HostPort target;
  private final Hosts hosts;
  private final AddressCacheNotice notice;

  DnsResolver(HostPort target, Hosts hosts, AddressCacheNotice notice) {
    this.target = target;
    this.hosts = hosts;
    this.notice = notice;
  }

  /**
   * Creates a resolver.
   *
   * @throws IllegalArgumentException if the target is not {@code dns://host:port}
   */
  static Resolver create(URI target, DiscoveryContext context) {
    return new PollingResolver(
        new DnsResolver(HostPort.of(target), InetAddress::getAllByName, AddressCacheNotice.PROCESS),
        PollInterval.DNS,
        context);
  }

  @Override
  public List<ServerAddress> addresses() throws IOException {
    if (!target.isNumeric()) {
      notice.giveOnce(target.host());
    }
    try {
      return target.servers(hosts.find(target.host()));
    } catch (UnknownHostException e) {
      throw new IOException(
          "Cannot find the addresses of "
              + target.host()
              + ": "
              + e.getMessage()
              + "; check the name and this machine's name servers. It is looked up again every 5s",
          e);
    }
  }
}
