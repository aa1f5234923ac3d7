package io.tightwire.discovery.kubernetes;

import io.tightwire.discovery.DiscoveryContext;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ResolverProvider;
import java.net.URI;

/**
 * Finds the ready pods of a Kubernetes service, for clients whose endpoint is {@code
 * kubernetes://orders.prod:tightwire}: the service, its namespace (that of the pod if there is
 * none), and the name or number of the pods' port. Works inside a pod, whose service account may
 * list and watch EndpointSlices. Found by {@link java.util.ServiceLoader}. Stateless; thread-safe.
 */
public final class KubernetesResolverProvider implements ResolverProvider {

  /** Creates the provider. */
  public KubernetesResolverProvider() {}

  @Override
  public String scheme() {
    return KubernetesTarget.SCHEME;
  }

  @Override
  public Resolver create(URI target, DiscoveryContext context) {
    return resolver(KubernetesTarget.of(target), ApiAccess.ofPod(System::getenv), context);
  }

  static Resolver resolver(KubernetesTarget target, ApiAccess access, DiscoveryContext context) {
    return listener -> {
      KubernetesWatch watch =
          new KubernetesWatch(target, new ApiClient(access, context.executor()), listener);
      watch.start();
      return watch;
    };
  }
}
