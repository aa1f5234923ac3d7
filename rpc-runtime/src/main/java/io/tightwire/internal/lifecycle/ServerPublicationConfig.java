package io.tightwire.internal.lifecycle;

import io.tightwire.discovery.Registrar;
import io.tightwire.discovery.ServerAddress;
import io.tightwire.internal.link.Endpoint;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The registries of a server, and its entry in them. Immutable.
 *
 * @param registrars of the registries; none for a server that is not registered
 * @param advertised the endpoint for clients; null for one that is bound
 * @param weight the server's share of the calls
 * @param attributes further names and values of the entry
 */
record ServerPublicationConfig(
    List<NamedRegistrar> registrars,
    @Nullable Endpoint advertised,
    int weight,
    Map<String, String> attributes) {

  /** The attribute that has the server's public key. Clients that have keys read it. */
  private static final String CURVE = "curve";

  /**
   * Returns the entry of a server.
   *
   * @param bound its endpoints, at least one
   * @param host the host for clients, if the server is bound to all addresses
   * @throws IllegalStateException if no host for clients is known, with the fix
   */
  ServerAddress address(List<Endpoint> bound, ServerHost host) {
    Endpoint endpoint = advertised == null ? reachable(bound, host) : advertised;
    return new ServerAddress(endpoint.toString(), weight, attributes);
  }

  private static Endpoint reachable(List<Endpoint> bound, ServerHost host) {
    Endpoint best =
        bound.stream()
            .filter(endpoint -> endpoint.kind() == Endpoint.Kind.TCP)
            .findFirst()
            .orElse(bound.get(0));
    return ServerHost.isWildcard(best) ? host.reachable(best) : best;
  }

  /** Collects the settings. The caller has checked the weight. Not thread-safe. */
  public static final class Builder {

    private final List<Function<Function<String, Registrar>, NamedRegistrar>> registrars =
        new ArrayList<>();
    private @Nullable Endpoint advertised;
    private int weight;
    private final Map<String, String> attributes = new LinkedHashMap<>();
    private @Nullable String publicKey;

    Builder() {}

    /** Sets the CURVE key by which clients know the server; it becomes an attribute. */
    void publicKey(String key) {
      publicKey = key;
    }

    /** Adds the registrar of a target. */
    public void register(String target) {
      registrars.add(byTarget -> new NamedRegistrar(target, byTarget.apply(target)));
    }

    public void registrar(Registrar registrar) {
      String name = registrar.getClass().getName();
      registrars.add(unused -> new NamedRegistrar(name, registrar));
    }

    /**
     * Sets the endpoint for clients.
     *
     * @throws IllegalArgumentException if clients can't connect to such an endpoint, with the fix
     */
    public void advertise(String endpoint) {
      advertised = requireConcrete(Endpoint.parse(endpoint));
    }

    private static Endpoint requireConcrete(Endpoint endpoint) {
      boolean concrete =
          switch (endpoint.kind()) {
            case TCP -> endpoint.port() != 0 && !ServerHost.isWildcard(endpoint);
            case IPC -> endpoint.path() != null;
            case INPROC -> !endpoint.isAnyHost();
          };
      if (!concrete) {
        throw new IllegalArgumentException(
            "Clients can't connect to "
                + endpoint
                + "; advertise an endpoint without a wildcard, such as tcp://10.0.0.7:5555");
      }
      return endpoint;
    }

    public void weight(int value) {
      weight = value;
    }

    /**
     * Adds an attribute.
     *
     * @throws IllegalArgumentException if registries can't keep it, which store lines of text
     */
    public void attribute(String name, String value) {
      if (name.isEmpty() || name.indexOf('=') >= 0 || !isLine(name) || !isLine(value)) {
        throw new IllegalArgumentException(
            "The attribute \""
                + name
                + "\" can't be registered; use a name without '=', and no control characters in"
                + " its name and value");
      }
      attributes.put(name, value);
    }

    private static boolean isLine(String text) {
      return text.chars().noneMatch(Character::isISOControl);
    }

    /**
     * Creates the configuration, and the registrars of targets.
     *
     * @param byTarget creates a registrar
     * @throws IllegalArgumentException if a target has no registrar, or there are settings for none
     */
    ServerPublicationConfig build(Function<String, Registrar> byTarget) {
      if (registrars.isEmpty()) {
        requireUnset("advertise", advertised != null);
        requireUnset("weight", weight != 0);
        requireUnset("attribute", !attributes.isEmpty());
      }
      Map<String, String> all = new LinkedHashMap<>(attributes);
      if (publicKey != null && !publicKey.equals(all.getOrDefault(CURVE, publicKey))) {
        throw new IllegalArgumentException(
            "attribute(\"curve\", …) is another key than that of curve(…), so no client could"
                + " connect; leave it out, since the server registers its own public key");
      }
      if (publicKey != null) {
        all.put(CURVE, publicKey);
      }
      List<NamedRegistrar> created = new ArrayList<>();
      for (Function<Function<String, Registrar>, NamedRegistrar> each : registrars) {
        created.add(each.apply(byTarget));
      }
      return new ServerPublicationConfig(
          List.copyOf(created), advertised, Math.max(1, weight), Map.copyOf(all));
    }

    private static void requireUnset(String setting, boolean set) {
      if (set) {
        throw new IllegalArgumentException(
            setting
                + "(…) sets a part of the entry in a registry, but the server is not registered; leave it out, or"
                + " add register(\"zookeeper://host:port/path\")");
      }
    }
  }
}
