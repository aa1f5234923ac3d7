package io.tightwire.discovery.zookeeper;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ResolverProvider;
import java.net.URI;

/**
 * Finds servers in ZooKeeper, for clients whose endpoint is {@code
 * zookeeper://zk1:2181,zk2:2181/tightwire/orders}. Found by {@link java.util.ServiceLoader}.
 * Stateless; thread-safe.
 */
public final class ZooKeeperResolverProvider implements ResolverProvider {

  /** Creates the provider. */
  public ZooKeeperResolverProvider() {}

  @Override
  public String scheme() {
    return ZooKeeperTarget.SCHEME;
  }

  @Override
  public Resolver create(URI target, DiscoveryContext context) {
    ZooKeeperTarget parsed = ZooKeeperTarget.of(target);
    return listener -> {
      ZooKeeperWatch watch =
          new ZooKeeperWatch(parsed, listener, context.executor(), Sessions.PROCESS);
      watch.start();
      return watch;
    };
  }
}
