package io.tightwire.testing;

import io.tightwire.RpcClient;
import java.util.ArrayList;
import java.util.List;

/** One of a bed's clients, and a proxy between it and each server. Thread-safe. */
final class BedClient implements AutoCloseable {

  private final List<FaultProxy> proxies;
  private final RpcClient client;

  private BedClient(RpcClient client, List<FaultProxy> proxies) {
    this.client = client;
    this.proxies = proxies;
  }

  /** Connects a client to all servers, through proxies. */
  static BedClient connect(List<BedServer> servers, RpcClient.Builder configured) {
    List<FaultProxy> proxies = new ArrayList<>();
    boolean connected = false;
    try {
      for (BedServer server : servers) {
        proxies.add(new FaultProxy(server.server().endpoint(), server.path().plan()));
      }
      BedClient bedClient = new BedClient(build(configured, proxies), proxies);
      connected = true;
      for (int i = 0; i < servers.size(); i++) {
        servers.get(i).path().join(new ProxiedClient(proxies.get(i), bedClient.client));
      }
      return bedClient;
    } finally {
      if (!connected) {
        proxies.forEach(FaultProxy::close);
      }
    }
  }

  private static RpcClient build(RpcClient.Builder configured, List<FaultProxy> proxies) {
    String[] endpoints = proxies.stream().map(FaultProxy::endpoint).toArray(String[]::new);
    return endpoints.length == 1
        ? configured.endpoint(endpoints[0]).build() // a client of one server can shut it down
        : configured.endpoints(endpoints).build();
  }

  RpcClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    proxies.forEach(FaultProxy::close);
  }
}
