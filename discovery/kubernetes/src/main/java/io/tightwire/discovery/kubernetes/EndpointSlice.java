package io.tightwire.discovery.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a resolver reads of an EndpointSlice of {@code discovery.k8s.io/v1}. Immutable.
 *
 * @param name unique in its namespace
 * @param version the resource version of the object
 * @param addressType {@code IPv4}, {@code IPv6} or {@code FQDN}
 */
record EndpointSlice(
    String name, String version, String addressType, List<Port> ports, List<Pod> pods) {

  private static final Pattern IPV4 = Pattern.compile("[0-9.]{7,15}");
  private static final Pattern IPV6 = Pattern.compile("[0-9A-Fa-f:.]{2,45}");
  private static final Pattern HOST = Pattern.compile("[\\w.-]{1,253}");

  /**
   * A port.
   *
   * @param number 0 for all
   */
  record Port(String name, int number, boolean isTcp) {

    @Override
    public String toString() {
      return name.isEmpty() ? String.valueOf(number) : name + "=" + number;
    }
  }

  /**
   * An endpoint, which is usually a pod.
   *
   * @param host its address, as it stands in an endpoint
   * @param id what it is the endpoint of; null if that is not said
   * @param isReady whether it is to get new calls
   */
  record Pod(String host, @Nullable String id, @Nullable String zone, boolean isReady) {}

  /**
   * Reads an object.
   *
   * @throws JsonException if it is no EndpointSlice
   */
  static EndpointSlice of(JsonObject object) throws JsonException {
    JsonObject metadata = object.object("metadata");
    String addressType = object.text("addressType");
    List<Port> ports = new ArrayList<>();
    for (JsonObject port : object.objects("ports")) {
      ports.add(port(port));
    }
    List<Pod> pods = new ArrayList<>();
    for (JsonObject endpoint : object.objects("endpoints")) {
      pods.add(pod(endpoint, addressType));
    }
    return new EndpointSlice(
        metadata.text("name"),
        metadata.text("resourceVersion"),
        addressType,
        List.copyOf(ports),
        List.copyOf(pods));
  }

  private static Port port(JsonObject port) throws JsonException {
    String name = port.textOr("name", "");
    String protocol = port.textOr("protocol", "TCP");
    return new Port(name, port.intOr("port", 0, 65_535), protocol.equals("TCP"));
  }

  private static Pod pod(JsonObject endpoint, String addressType) throws JsonException {
    List<String> addresses = endpoint.texts("addresses");
    if (addresses.isEmpty()) {
      throw new JsonException("an endpoint has no address");
    }
    JsonObject conditions = endpoint.objectOrEmpty("conditions");
    // A condition that is missing: unknown readiness counts as ready, and no pod terminates.
    boolean ready = conditions.flagOr("ready", true) && !conditions.flagOr("terminating", false);
    JsonObject of = endpoint.objectOrEmpty("targetRef");
    String id = of.textOr("name", "");
    String zone = endpoint.textOr("zone", "");
    return new Pod(
        host(addresses.get(0), addressType), // further ones are not used, as the API demands
        id.isEmpty() ? null : id,
        zone.isEmpty() ? null : zone,
        ready);
  }

  private static String host(String address, String type) throws JsonException {
    boolean valid =
        switch (type) {
          case "IPv4" -> IPV4.matcher(address).matches();
          case "IPv6" -> IPV6.matcher(address).matches();
          case "FQDN" -> HOST.matcher(address).matches();
          default -> throw new JsonException("the address type is \"" + type + "\"");
        };
    if (!valid) {
      throw new JsonException("\"" + address + "\" is no address of type " + type);
    }
    return type.equals("IPv6") ? '[' + address + ']' : address;
  }
}
