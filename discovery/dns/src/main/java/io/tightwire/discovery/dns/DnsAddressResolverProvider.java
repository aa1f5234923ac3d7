package io.tightwire.discovery.dns;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ResolverProvider;
import io.tightwire.internal.discovery.HostPort;
import io.tightwire.internal.discovery.PollInterval;
import io.tightwire.internal.discovery.PollingResolver;
import java.net.URI;

/**
 * Finds servers by the addresses of a host, for clients whose endpoint is {@code
 * dns+a://orders.prod:5555}. Unlike {@code dns://}, it asks name servers directly: without the
 * JVM's cache, without {@code /etc/hosts}, and without search domains. Found by {@link
 * java.util.ServiceLoader}. Stateless; thread-safe.
 */
public final class DnsAddressResolverProvider implements ResolverProvider {

  static final String SCHEME = "dns+a";

  /** Creates the provider. */
  public DnsAddressResolverProvider() {}

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
    HostPort host = HostPort.of(parsed.uri());
    parsed.checked(host.host());
    return new AddressLookUp(host, new NameServers(parsed.server()));
  }
}
