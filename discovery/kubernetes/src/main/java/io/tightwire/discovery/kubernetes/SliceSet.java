package io.tightwire.discovery.kubernetes;

import io.tightwire.discovery.ServerAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The EndpointSlices of one service, and the servers that they list. Confined to the watch's
 * thread.
 */
final class SliceSet {

  /** The largest number of slices. Each has 1,000 endpoints at most, and usually 100. */
  private static final int MAX_SLICES = 10_000;

  /** In this order, a pod that has addresses of two types is listed with the first. */
  private static final List<String> ADDRESS_TYPES = List.of("IPv4", "IPv6", "FQDN");

  private final SlicePort port;

  /** By name, so that the order of servers does not depend on that of events. */
  private final Map<String, EndpointSlice> slices = new TreeMap<>();

  SliceSet(SlicePort port) {
    this.port = port;
  }

  /** Replaces all slices. */
  void replace(Collection<EndpointSlice> all) throws JsonException {
    slices.clear();
    for (EndpointSlice slice : all) {
      put(slice);
    }
  }

  /** Adds a slice, or replaces the former one of its name. */
  void put(EndpointSlice slice) throws JsonException {
    slices.put(slice.name(), slice);
    if (slices.size() > MAX_SLICES) {
      throw new JsonException("the service has more than " + MAX_SLICES + " EndpointSlices");
    }
  }

  void remove(EndpointSlice slice) {
    slices.remove(slice.name());
  }

  /**
   * Returns the servers: each ready pod once, though it may be in several slices while Kubernetes
   * moves it, and in a second one with its IPv6 address.
   *
   * @throws NoSuchPortException if there are slices, and none has the port
   */
  List<ServerAddress> servers() throws NoSuchPortException {
    Map<String, ServerAddress> servers = new LinkedHashMap<>();
    Map<String, String> typesOfPods = new HashMap<>();
    boolean found = slices.isEmpty();
    for (String type : ADDRESS_TYPES) {
      for (EndpointSlice slice : slices.values()) {
        int number = port.in(slice.ports());
        found |= number != 0;
        if (number != 0 && slice.addressType().equals(type)) {
          add(slice, number, typesOfPods, servers);
        }
      }
    }
    if (!found) {
      throw new NoSuchPortException(
          "no EndpointSlice has the TCP port "
              + port
              + "; name one of "
              + ports()
              + ": a port of the pods (targetPort), which may differ from the service's");
    }
    return List.copyOf(servers.values());
  }

  private static void add(
      EndpointSlice slice,
      int number,
      Map<String, String> typesOfPods,
      Map<String, ServerAddress> servers) {
    for (EndpointSlice.Pod pod : slice.pods()) {
      if (!pod.isReady()) {
        continue;
      }
      String id = pod.id();
      if (id != null
          && !slice
              .addressType()
              .equals(typesOfPods.computeIfAbsent(id, unused -> slice.addressType()))) {
        continue; // it is listed with its address of the other family
      }
      ServerAddress server = ServerAddress.of("tcp://" + pod.host() + ':' + number);
      if (pod.zone() != null) {
        server = server.with("zone", pod.zone());
      }
      if (id != null) {
        server = server.with("id", id);
      }
      servers.putIfAbsent(server.endpoint(), server);
    }
  }

  private String ports() {
    TreeSet<String> all = new TreeSet<>();
    for (EndpointSlice slice : slices.values()) {
      slice.ports().forEach(each -> all.add(each.toString()));
    }
    List<String> some = new ArrayList<>(all).subList(0, Math.min(all.size(), 10));
    return String.join(", ", some);
  }
}
