/** Finds servers in the EndpointSlices of a Kubernetes service. */
module io.tightwire.discovery.kubernetes {
  requires transitive io.tightwire.runtime;
  requires static transitive org.jspecify;
  requires java.net.http;

  exports io.tightwire.discovery.kubernetes;

  provides io.tightwire.discovery.ResolverProvider with
      io.tightwire.discovery.kubernetes.KubernetesResolverProvider;
}
