package io.tightwire.internal.lifecycle;

import io.tightwire.internal.link.Endpoint;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The host under which clients on other machines reach this one: {@code POD_IP} of the environment,
 * as pods of Kubernetes set it, or else an address of a network interface. Stateless; thread-safe.
 */
final class ServerHost {

  /** The variable of the environment. */
  static final String VARIABLE = "POD_IP";

  private static final int UNREACHABLE = 9;

  /** Of this machine. */
  static final ServerHost LOCAL = new ServerHost(System::getenv, ServerHost::addresses);

  private final UnaryOperator<@Nullable String> environment;
  private final Supplier<List<InetAddress>> addresses;

  /**
   * Creates the host of a machine.
   *
   * @param environment its variables
   * @param addresses those of its interfaces, in their order
   */
  ServerHost(UnaryOperator<@Nullable String> environment, Supplier<List<InetAddress>> addresses) {
    this.environment = environment;
    this.addresses = addresses;
  }

  /** Returns whether a server at this endpoint is bound to all addresses of its machine. */
  static boolean isWildcard(Endpoint endpoint) {
    String host = endpoint.host();
    if (endpoint.kind() != Endpoint.Kind.TCP || endpoint.isAnyHost()) {
      return endpoint.kind() == Endpoint.Kind.TCP;
    }
    try {
      boolean numeric = host.indexOf(':') >= 0 || host.matches("[0-9.]+"); // needs no look-up
      return numeric && InetAddress.getByName(host).isAnyLocalAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /**
   * Returns the endpoint by which clients reach a server that is bound to all addresses.
   *
   * @throws IllegalStateException if none is known, with the fix
   */
  Endpoint reachable(Endpoint bound) {
    String pod = environment.apply(VARIABLE);
    if (pod != null && !pod.isBlank()) {
      return ofVariable(bound, pod.strip());
    }
    return addresses.get().stream()
        .filter(address -> rank(address) < UNREACHABLE)
        .min(Comparator.comparingInt(ServerHost::rank)) // the first one of several
        .map(address -> endpoint(address.getHostAddress().replaceFirst("%.*", ""), bound.port()))
        .orElseThrow(() -> noAddress(bound, "this machine has no address for others"));
  }

  private static Endpoint ofVariable(Endpoint bound, String pod) {
    try {
      Endpoint endpoint = endpoint(pod, bound.port());
      if (!isWildcard(endpoint)) {
        return endpoint;
      }
    } catch (IllegalArgumentException e) { // it has the same fix
    }
    throw noAddress(bound, VARIABLE + " of the environment is \"" + pod + "\", which is no host");
  }

  /** Puts an IPv6 address in brackets. */
  private static Endpoint endpoint(String host, int port) {
    boolean bare = host.indexOf(':') >= 0 && !host.startsWith("[");
    return Endpoint.parse("tcp://" + (bare ? '[' + host + ']' : host) + ':' + port);
  }

  private static IllegalStateException noAddress(Endpoint bound, String why) {
    return new IllegalStateException(
        "The server is to be registered, but "
            + bound
            + " is no endpoint that clients can connect to, and "
            + why
            + "; build it with advertise(\"tcp://host:"
            + bound.port()
            + "\"), or set "
            + VARIABLE);
  }

  /** Returns how well an address serves others: the lower the better. */
  private static int rank(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isAnyLocalAddress()
        || address.isMulticastAddress()) {
      return UNREACHABLE;
    }
    int family = address instanceof Inet4Address ? 0 : 2;
    return address.isSiteLocalAddress() ? family : family + 1;
  }

  /** Returns the addresses of the interfaces that are up, in the order in which they were made. */
  private static List<InetAddress> addresses() {
    try {
      List<NetworkInterface> interfaces = NetworkInterface.networkInterfaces().toList();
      List<InetAddress> found = new ArrayList<>();
      for (NetworkInterface each :
          interfaces.stream()
              .sorted(Comparator.comparingInt(NetworkInterface::getIndex))
              .toList()) {
        if (each.isUp()) {
          found.addAll(each.inetAddresses().toList());
        }
      }
      return found;
    } catch (SocketException e) {
      return List.of(); // as without a network
    }
  }
}
