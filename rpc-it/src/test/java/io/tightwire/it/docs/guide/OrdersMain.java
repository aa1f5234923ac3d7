package io.tightwire.it.docs.guide;

import io.tightwire.RpcServer;

/** A process that serves orders until it is shut down. */
public final class OrdersMain {

  private OrdersMain() {}

  public static void main(String[] args) throws InterruptedException {
    String endpoint = args[0];

    RpcServer server =
        RpcServer.builder()
            .service(new OrdersSkeleton(new OrderBook()))
            .lane("stocktaking", 1)
            .build();
    server.bind(endpoint);
    server.start();
    Runtime.getRuntime()
        .addShutdownHook(new Thread(server::close)); // SIGTERM, Ctrl-C: drains, then closes
    server.awaitTermination(); // the server's threads are daemons
  }
}
