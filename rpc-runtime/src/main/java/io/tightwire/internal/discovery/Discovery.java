package io.tightwire.internal.discovery;

import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.RegistrarProvider;
import io.tightwire.discovery.Resolver;
import io.tightwire.discovery.ResolverProvider;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.function.Function;

/**
 * Creates the resolver or the registrar of a target, such as {@code dns://orders:5555}. The schemes
 * {@code file} and {@code dns} are built in; others are those of providers. Stateless; thread-safe.
 */
public final class Discovery {

  /** The artifacts that bring the schemes that are not built in. */
  private static final Map<String, String> ARTIFACTS =
      Map.of(
          "zookeeper", "io.tightwire:rpc-discovery-zookeeper",
          "dns+srv", "io.tightwire:rpc-discovery-dns",
          "dns+a", "io.tightwire:rpc-discovery-dns");

  private Discovery() {}

  /**
   * Returns whether a text names servers that are to be found by a resolver: whether it has a
   * scheme which is not that of an endpoint.
   */
  public static boolean isTarget(String text) {
    String scheme = Scheme.of(text);
    return !scheme.isEmpty() && !Scheme.isOfEndpoint(scheme);
  }

  /**
   * Creates the resolver of a target. Nothing is looked up yet.
   *
   * @throws IllegalArgumentException if no resolver has the scheme, or the target is malformed;
   *     with the fix
   * @throws IllegalStateException if the provider of the resolver can't be loaded
   */
  public static Resolver resolver(String target) {
    URI uri = parse(target);
    String scheme = Scheme.of(target);
    return switch (scheme) {
      case "file" -> FileResolver.create(uri, DiscoveryThreads.PROCESS);
      case "dns" -> DnsResolver.create(uri, DiscoveryThreads.PROCESS);
      default ->
          create(
              new Providers<>(ResolverProvider.class, ResolverProvider::scheme),
              target,
              provider -> provider.create(uri, DiscoveryThreads.PROCESS),
              unknownResolver(target, scheme));
    };
  }

  /**
   * Creates the registrar of a target. Nothing is published yet.
   *
   * @throws IllegalArgumentException if no registrar has the scheme, or the target is malformed;
   *     with the fix
   * @throws IllegalStateException if the provider of the registrar can't be loaded
   */
  public static Registrar registrar(String target) {
    URI uri = parse(target);
    return create(
        new Providers<>(RegistrarProvider.class, RegistrarProvider::scheme),
        target,
        provider -> provider.create(uri, DiscoveryThreads.PROCESS),
        unknownRegistrar(target, Scheme.of(target)));
  }

  private static <P, R> R create(
      Providers<P> providers, String target, Function<P, R> create, String unknown) {
    P provider = providers.find(Scheme.of(target));
    if (provider == null) {
      Throwable failure = providers.failure();
      throw new IllegalArgumentException(
          failure == null ? unknown : unknown + ". A provider can't be loaded: " + failure,
          failure);
    }
    try {
      return create.apply(provider);
    } catch (LinkageError e) {
      throw new IllegalStateException(
          "\""
              + target
              + "\" can't be used, since "
              + provider.getClass().getName()
              + " lacks a class: "
              + e
              + "; put what its artifact depends on on the class path",
          e);
    }
  }

  private static URI parse(String target) {
    if (Scheme.of(target).isEmpty()) {
      throw new IllegalArgumentException(
          "Bad target \"" + target + "\": it has no scheme; write dns://host:port, for example");
    }
    try {
      return new URI(target);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "Bad target \""
              + target
              + "\": "
              + e.getReason()
              + "; write scheme://host:port/path, with special characters as %20",
          e);
    }
  }

  private static String unknownResolver(String target, String scheme) {
    String artifact = ARTIFACTS.get(scheme);
    if (artifact != null) {
      return needs(target, artifact);
    }
    if (Scheme.isOfEndpoint(scheme)) {
      return "\""
          + target
          + "\" is an endpoint and needs no resolver; give it to the client as it is";
    }
    return "There is no resolver for \""
        + target
        + "\": no ResolverProvider on the class path has the scheme "
        + scheme
        + "; use tcp://host:port, dns://host:port or file:///path, or add the provider's artifact";
  }

  private static String unknownRegistrar(String target, String scheme) {
    String artifact = ARTIFACTS.get(scheme);
    if (scheme.equals("zookeeper") && artifact != null) {
      return needs(target, artifact);
    }
    return "Servers can't be published to \""
        + target
        + "\": no RegistrarProvider on the class path has the scheme "
        + scheme
        + "; use zookeeper://host:port/path of "
        + ARTIFACTS.get("zookeeper")
        + ", or add the provider's artifact";
  }

  private static String needs(String target, String artifact) {
    return "\"" + target + "\" needs " + artifact + " on the class path";
  }
}
