package io.tightwire.benchmarks.peers;

import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Ledger;
import io.tightwire.benchmarks.work.Peer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.layered.TFramedTransport;

/**
 * Apache Thrift: binary protocol, framed transport, a server thread for each connection. Used by
 * one thread.
 */
public final class ThriftPeer implements Peer {
  static final String ADD = "add";
  static final String ECHO = "echo";
  static final String BYTES = "bytes";
  static final String ONE_WAY = "oneWay";

  @Override
  public Server start(Map<String, String> options) throws TException {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TServerSocket socket =
        new TServerSocket(new TServerSocket.ServerSocketTransportArgs().bindAddr(any).backlog(256));
    TThreadPoolServer server =
        new TThreadPoolServer(
            new TThreadPoolServer.Args(socket)
                .processor(ThriftPeer::process)
                .transportFactory(new TFramedTransport.Factory())
                .protocolFactory(new TBinaryProtocol.Factory()));
    Thread thread = new Thread(server::serve, "thrift-server");
    thread.setDaemon(true);
    thread.start();
    String endpoint = Integer.toString(socket.getServerSocket().getLocalPort());
    return new Server() {
      @Override
      public String endpoint() {
        return endpoint;
      }

      @Override
      public void close() {
        server.stop();
      }
    };
  }

  /** One call, as a generated processor does it. */
  private static void process(TProtocol in, TProtocol out) throws TException {
    TMessage message = in.readMessageBegin();
    in.readStructBegin();
    switch (message.name) {
      case ADD -> {
        in.readFieldBegin();
        int a = in.readI32();
        in.readFieldBegin();
        int b = in.readI32();
        endStruct(in);
        reply(out, message, TType.I32, () -> out.writeI32(Addition.of(a, b)));
      }
      case ECHO -> {
        in.readFieldBegin();
        var order = ThriftOrders.read(in);
        endStruct(in);
        reply(out, message, TType.STRUCT, () -> ThriftOrders.write(out, order));
      }
      case BYTES -> {
        in.readFieldBegin();
        ByteBuffer data = in.readBinary();
        endStruct(in);
        reply(out, message, TType.STRING, () -> out.writeBinary(data));
      }
      case ONE_WAY -> {
        in.readFieldBegin();
        Ledger.enter(in.readI64());
        endStruct(in);
      }
      default ->
          throw new TApplicationException(
              TApplicationException.UNKNOWN_METHOD, "No method " + message.name);
    }
  }

  private interface Body {
    void write() throws TException;
  }

  private static void endStruct(TProtocol in) throws TException {
    in.readFieldBegin(); // the stop field
    in.readMessageEnd();
  }

  private static void reply(TProtocol out, TMessage to, byte type, Body body) throws TException {
    out.writeMessageBegin(new TMessage(to.name, TMessageType.REPLY, to.seqid));
    out.writeFieldBegin(new TField("success", type, (short) 0));
    body.write();
    out.writeFieldStop();
    out.writeMessageEnd();
    out.getTransport().flush();
  }

  @Override
  public Client connect(String endpoint, Map<String, String> options) {
    return new ThriftClient(Integer.parseInt(endpoint));
  }
}
