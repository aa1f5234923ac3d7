package io.tightwire.discovery.zookeeper;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.RegistrarProvider;
import java.net.URI;

/**
 * Publishes servers in ZooKeeper: {@code zookeeper://zk1:2181,zk2:2181/tightwire/orders}. Each has
 * an ephemeral node below the path, which is kept up until the registration is closed. Found by
 * {@link java.util.ServiceLoader}. Stateless; thread-safe.
 */
public final class ZooKeeperRegistrarProvider implements RegistrarProvider {

  /** Creates the provider. */
  public ZooKeeperRegistrarProvider() {}

  @Override
  public String scheme() {
    return ZooKeeperTarget.SCHEME;
  }

  @Override
  public Registrar create(URI target, DiscoveryContext context) {
    ZooKeeperTarget parsed = ZooKeeperTarget.of(target);
    return self -> {
      ZooKeeperRegistration registration =
          new ZooKeeperRegistration(parsed, self, context.executor());
      registration.start();
      return registration;
    };
  }
}
