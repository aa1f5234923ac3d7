package io.tightwire.discovery;

import java.net.URI;

/**
 * Creates the registrars of one scheme, for {@code RpcServer.builder().register("zookeeper://…")}.
 * Found as a {@link ResolverProvider} is.
 *
 * <p>Implementations have a public constructor without parameters, and must be thread-safe.
 */
public interface RegistrarProvider {

  /**
   * Returns the scheme.
   *
   * @return the text before {@code ://}, in lower case
   */
  String scheme();

  /**
   * Creates a registrar. Nothing is published yet.
   *
   * @param target as the user wrote it
   * @param context threads
   * @return the registrar
   * @throws IllegalArgumentException if the target is malformed, with the fix
   */
  Registrar create(URI target, DiscoveryContext context);
}
