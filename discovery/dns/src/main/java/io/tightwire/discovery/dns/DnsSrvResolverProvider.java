package io.tightwire.discovery.dns;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ResolverProvider;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.discovery.PollInterval;
import io.tightwire.internal.discovery.PollingResolver;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds servers by SRV records, for clients whose endpoint is {@code
 * dns+srv://_tightwire._tcp.orders.prod}. The records name hosts, ports and weights. Found by
 * {@link java.util.ServiceLoader}. Stateless; thread-safe.
 */
public final class DnsSrvResolverProvider implements ResolverProvider {

  static final String SCHEME = "dns+srv";

  private static final String FORM = "write dns+srv://_tightwire._tcp.example.org";

  /** Creates the provider. */
  public DnsSrvResolverProvider() {}

  @Override
  public String scheme() {
    return SCHEME;
  }

  @Override
  public Resolver create(URI target, DiscoveryContext context) {
    return new PollingResolver(lookUp(target), PollInterval.DNS, context);
  }

  static PollingResolver.LookUp lookUp(URI target) {
    DnsTarget parsed = DnsTarget.of(target);
    URI uri = parsed.uri();
    String name = uri.getRawAuthority();
    if (name == null) {
      throw DnsTarget.bad(target, "it has no name", FORM);
    }
    if (name.indexOf(':') >= 0) {
      throw DnsTarget.bad(target, "it has a port, which SRV records name themselves", FORM);
    }
    if (!uri.toString().endsWith(name)) {
      throw DnsTarget.bad(target, "there is something behind the name", FORM);
    }
    String checked = parsed.checked(name);
    NameServers nameServers = new NameServers(parsed.server());
    return () -> servers(checked, nameServers.query(checked, "SRV"));
  }

  private static List<ServerAddress> servers(String name, List<String> texts) throws IOException {
    List<SrvRecord> records = new ArrayList<>();
    for (String text : texts) {
      try {
        records.add(SrvRecord.parse(text));
      } catch (IllegalArgumentException e) {
        throw new IOException(
            "Bad record of " + name + ": " + e.getMessage() + "; correct it in the DNS", e);
      }
    }
    return SrvRecord.servers(records);
  }
}
