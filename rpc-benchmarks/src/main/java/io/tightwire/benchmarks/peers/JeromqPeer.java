package io.tightwire.benchmarks.peers;

import io.tightwire.benchmarks.work.Addition;
import io.tightwire.benchmarks.work.Ledger;
import io.tightwire.benchmarks.work.Order;
import io.tightwire.benchmarks.work.Peer;
import java.io.IOException;
import java.util.Map;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/**
 * A service written directly with JeroMQ and msgpack-core. The server is one thread that reads a
 * ROUTER and responds on the same thread; each calling thread has its own DEALER. No asynchronous
 * calls, deadlines, limits or errors. Used by one thread.
 */
public final class JeromqPeer implements Peer {
  private static final int ADD = 1;
  private static final int ECHO = 2;
  private static final int BYTES = 3;
  private static final int STREAM = 4;
  private static final int ONE_WAY = 5;

  // Milliseconds. Some handshakes of JeroMQ 0.6.0 stall, and are retried only after this time.
  private static final int HANDSHAKE = 300;

  @Override
  public Server start(Map<String, String> options) {
    ZContext context = new ZContext();
    ZMQ.Socket router = socket(context, SocketType.ROUTER);
    int port = router.bindToRandomPort("tcp://127.0.0.1");
    Thread thread = new Thread(() -> serve(router), "jeromq-peer");
    thread.setDaemon(true);
    thread.start();
    return new Server() {
      @Override
      public String endpoint() {
        return "tcp://127.0.0.1:" + port;
      }

      @Override
      public void close() {} // a socket belongs to its thread, and the thread ends with its JVM
    };
  }

  private static ZMQ.Socket socket(ZContext context, SocketType type) {
    ZMQ.Socket socket = context.createSocket(type);
    socket.setHWM(0);
    socket.setHandshakeIvl(HANDSHAKE);
    return socket;
  }

  /** A failure ends the thread with a stack trace. The callers then wait for ever. */
  private static void serve(ZMQ.Socket router) {
    while (true) {
      byte[] peer = router.recv();
      try (MessageUnpacker in = MessagePack.newDefaultUnpacker(router.recv())) {
        respond(router, peer, in);
      } catch (IOException e) {
        throw new IllegalStateException("A request that can't be read", e);
      }
    }
  }

  private static void respond(ZMQ.Socket router, byte[] peer, MessageUnpacker in)
      throws IOException {
    MessageBufferPacker out = MessagePack.newDefaultBufferPacker();
    switch (in.unpackInt()) {
      case ADD -> out.packInt(Addition.of(in.unpackInt(), in.unpackInt()));
      case ECHO -> MsgpackOrders.pack(out, MsgpackOrders.unpack(in));
      case BYTES -> {
        byte[] data = in.readPayload(in.unpackBinaryHeader());
        out.packBinaryHeader(data.length).writePayload(data);
      }
      case STREAM -> {
        int n = in.unpackInt();
        for (int i = 0; i < n; i++) {
          MessageBufferPacker item = MessagePack.newDefaultBufferPacker();
          item.packLong(i);
          send(router, peer, item);
        }
        out.packNil();
      }
      case ONE_WAY -> {
        Ledger.enter(in.unpackLong());
        return;
      }
      default -> throw new IOException("No such method");
    }
    send(router, peer, out);
  }

  private static void send(ZMQ.Socket router, byte[] peer, MessageBufferPacker out) {
    router.send(peer, ZMQ.SNDMORE);
    router.send(out.toByteArray());
  }

  @Override
  public Client connect(String endpoint, Map<String, String> options) {
    return new Calls(endpoint);
  }

  private static final class Calls implements Client {
    private final ZContext context = new ZContext();
    private final ThreadLocal<ZMQ.Socket> mine;

    Calls(String endpoint) {
      mine =
          ThreadLocal.withInitial(
              () -> {
                ZMQ.Socket dealer = socket(context, SocketType.DEALER);
                dealer.connect(endpoint);
                return dealer;
              });
    }

    private static MessageBufferPacker request(int method) throws IOException {
      MessageBufferPacker out = MessagePack.newDefaultBufferPacker();
      out.packInt(method);
      return out;
    }

    private MessageUnpacker call(MessageBufferPacker request) {
      ZMQ.Socket socket = mine.get();
      socket.send(request.toByteArray());
      return MessagePack.newDefaultUnpacker(socket.recv());
    }

    @Override
    public int add(int a, int b) throws IOException {
      MessageBufferPacker out = request(ADD);
      out.packInt(a).packInt(b);
      return call(out).unpackInt();
    }

    @Override
    public long echo(long id) throws IOException {
      MessageBufferPacker out = request(ECHO);
      MsgpackOrders.pack(out, Order.sample(id));
      return MsgpackOrders.unpack(call(out)).checksum();
    }

    @Override
    public byte[] bytes(byte[] data) throws IOException {
      MessageBufferPacker out = request(BYTES);
      out.packBinaryHeader(data.length).writePayload(data);
      MessageUnpacker in = call(out);
      return in.readPayload(in.unpackBinaryHeader());
    }

    @Override
    public long stream(int n) throws IOException {
      MessageBufferPacker out = request(STREAM);
      out.packInt(n);
      MessageUnpacker in = call(out);
      long sum = 0;
      while (!in.tryUnpackNil()) {
        sum += in.unpackLong();
        in = MessagePack.newDefaultUnpacker(mine.get().recv());
      }
      return sum;
    }

    @Override
    public void oneWay(long value) throws IOException {
      MessageBufferPacker out = request(ONE_WAY);
      out.packLong(value);
      mine.get().send(out.toByteArray());
    }

    @Override
    public void close() {} // a socket belongs to its thread, and the threads end with their JVM
  }
}
