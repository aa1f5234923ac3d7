package io.tightwire.benchmarks.peers;

import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.tightwire.benchmarks.work.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * grpc-java over netty, plaintext, with generated stubs and protobuf messages; one channel, thus
 * one connection, for all callers. Option: {@code executor=default|direct}, direct being {@code
 * directExecutor()} on both sides, fit for services that never block. Used by one thread.
 */
public final class GrpcPeer implements Peer {

  @Override
  public Server start(Map<String, String> options) throws IOException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    NettyServerBuilder builder = NettyServerBuilder.forAddress(any).addService(new GrpcService());
    if (direct(options)) {
      builder.directExecutor();
    }
    io.grpc.Server server = builder.build().start();
    return new Server() {
      @Override
      public String endpoint() {
        return Integer.toString(server.getPort());
      }

      @Override
      public void close() {
        server.shutdownNow();
      }
    };
  }

  @Override
  public Client connect(String endpoint, Map<String, String> options) {
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress("127.0.0.1", Integer.parseInt(endpoint)).usePlaintext();
    if (direct(options)) {
      builder.directExecutor();
    }
    ManagedChannel channel = builder.build();
    return new GrpcClient(channel, direct(options));
  }

  private static boolean direct(Map<String, String> options) {
    return "direct".equals(options.get("executor"));
  }
}
