package io.tightwire.discovery;

import java.net.URI;

/**
 * Creates the resolvers of one scheme: {@code zookeeper://…}. Found by {@link
 * java.util.ServiceLoader}, with the context class loader of the thread that builds the client and
 * with that of this library.
 *
 * <p>Implementations have a public constructor without parameters, and must be thread-safe.
 */
public interface ResolverProvider {

  /**
   * Returns the scheme.
   *
   * @return the text before {@code ://}, in lower case
   */
  String scheme();

  /**
   * Creates a resolver. Nothing is looked up yet.
   *
   * @param target the client's endpoint
   * @param context threads
   * @return the resolver
   * @throws IllegalArgumentException if the target is malformed, with the fix
   */
  Resolver create(URI target, DiscoveryContext context);
}
