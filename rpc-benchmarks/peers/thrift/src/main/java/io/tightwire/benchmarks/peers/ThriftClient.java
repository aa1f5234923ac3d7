package io.tightwire.benchmarks.peers;

import io.tightwire.benchmarks.work.Order;
import io.tightwire.benchmarks.work.Peer;
import java.nio.ByteBuffer;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TMessageType;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TType;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.layered.TFramedTransport;

/** Uses a connection for each caller, since Thrift connections must not be shared. Thread-safe. */
final class ThriftClient implements Peer.Client {
  private static final TField FIRST_INT = new TField("a", TType.I32, (short) 1);
  private static final TField SECOND_INT = new TField("b", TType.I32, (short) 2);
  private static final TField LONG = new TField("value", TType.I64, (short) 1);
  private static final TField BINARY = new TField("data", TType.STRING, (short) 1);
  private static final TField STRUCT = new TField("order", TType.STRUCT, (short) 1);

  private final int port;
  private final Queue<TTransport> all = new ConcurrentLinkedQueue<>();
  private final ThreadLocal<Connection> mine = ThreadLocal.withInitial(this::open);

  ThriftClient(int port) {
    this.port = port;
  }

  private Connection open() {
    try {
      TTransport transport =
          new TFramedTransport(new TSocket(new TConfiguration(), "127.0.0.1", port));
      transport.open();
      all.add(transport);
      return new Connection(new TBinaryProtocol(transport));
    } catch (TException e) {
      throw new IllegalStateException("No connection to port " + port, e);
    }
  }

  /** One call, as a generated client makes it. Confined to one thread. */
  private static final class Connection {
    final TProtocol protocol;
    private int sequence;

    Connection(TProtocol protocol) {
      this.protocol = protocol;
    }

    void begin(String method, byte type) throws TException {
      protocol.writeMessageBegin(new TMessage(method, type, ++sequence));
    }

    void send() throws TException {
      protocol.writeFieldStop();
      protocol.writeMessageEnd();
      protocol.getTransport().flush();
    }

    /** Sends the call and reads the reply up to the result. */
    void receive() throws TException {
      TMessage reply = protocol.readMessageBegin();
      if (reply.type == TMessageType.EXCEPTION) {
        throw TApplicationException.readFrom(protocol);
      }
      if (reply.seqid != sequence) {
        throw new TApplicationException(
            TApplicationException.BAD_SEQUENCE_ID, "Out of sequence: " + reply);
      }
      protocol.readStructBegin();
      protocol.readFieldBegin();
    }

    void end() throws TException {
      protocol.readFieldBegin(); // the stop field
      protocol.readMessageEnd();
    }
  }

  @Override
  public int add(int a, int b) throws TException {
    Connection connection = mine.get();
    TProtocol protocol = connection.protocol;
    connection.begin(ThriftPeer.ADD, TMessageType.CALL);
    protocol.writeFieldBegin(FIRST_INT);
    protocol.writeI32(a);
    protocol.writeFieldBegin(SECOND_INT);
    protocol.writeI32(b);
    connection.send();
    connection.receive();
    int sum = protocol.readI32();
    connection.end();
    return sum;
  }

  @Override
  public long echo(long id) throws TException {
    Connection connection = mine.get();
    connection.begin(ThriftPeer.ECHO, TMessageType.CALL);
    connection.protocol.writeFieldBegin(STRUCT);
    ThriftOrders.write(connection.protocol, Order.sample(id));
    connection.send();
    connection.receive();
    Order order = ThriftOrders.read(connection.protocol);
    connection.end();
    return order.checksum();
  }

  @Override
  public byte[] bytes(byte[] data) throws TException {
    Connection connection = mine.get();
    connection.begin(ThriftPeer.BYTES, TMessageType.CALL);
    connection.protocol.writeFieldBegin(BINARY);
    connection.protocol.writeBinary(ByteBuffer.wrap(data));
    connection.send();
    connection.receive();
    ByteBuffer binary = connection.protocol.readBinary();
    connection.end();
    byte[] response = new byte[binary.remaining()];
    binary.get(response);
    return response;
  }

  @Override
  public void oneWay(long value) throws TException {
    Connection connection = mine.get();
    connection.begin(ThriftPeer.ONE_WAY, TMessageType.ONEWAY);
    connection.protocol.writeFieldBegin(LONG);
    connection.protocol.writeI64(value);
    connection.send();
  }

  @Override
  public void close() {
    all.forEach(TTransport::close);
  }
}
