package io.tightwire.discovery.dns;

import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.discovery.HostPort;
import io.tightwire.internal.discovery.PollingResolver;
import java.io.IOException;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * Looks up the A and AAAA records of a host. Some name servers fail for AAAA records: that is no
 * failure of the look-up if there are A records and never were any AAAA records. Thread-safe.
 */
final class AddressLookUp implements PollingResolver.LookUp {

  private final HostPort target;
  private final NameServers nameServers;

  private volatile boolean hasIpv6;

  AddressLookUp(HostPort target, NameServers nameServers) {
    this.target = target;
    this.nameServers = nameServers;
  }

  @Override
  public List<ServerAddress> addresses() throws IOException {
    List<String> texts = new ArrayList<>(nameServers.query(target.host(), "A"));
    try {
      List<String> ipv6 = nameServers.query(target.host(), "AAAA");
      hasIpv6 |= !ipv6.isEmpty();
      texts.addAll(ipv6);
    } catch (IOException e) {
      if (texts.isEmpty() || hasIpv6) {
        throw e;
      }
    }
    InetAddress[] addresses = new InetAddress[texts.size()];
    for (int i = 0; i < addresses.length; i++) {
      addresses[i] = InetAddress.getByName(texts.get(i)); // numeric: is not looked up
    }
    return target.servers(addresses);
  }
}
