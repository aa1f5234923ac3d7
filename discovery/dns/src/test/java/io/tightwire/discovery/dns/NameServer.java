package io.tightwire.discovery.dns;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A name server on loopback, whose records the test changes. Responds over UDP, and over TCP if the
 * response is larger than 512 bytes. Thread-safe.
 */
final class NameServer implements AutoCloseable {

  private static final int A = 1;
  private static final int AAAA = 28;
  private static final int SRV = 33;

  private static final int SERVER_FAILURE = 2;
  private static final int NAME_ERROR = 3;

  private static final int MAX_UDP = 512;

  private final DatagramSocket udp;
  private final ServerSocket tcp;
  private final Map<String, Map<Integer, List<byte[]>>> names = new ConcurrentHashMap<>();
  private final AtomicInteger queries = new AtomicInteger();
  private volatile int failingType = -1;
  private volatile boolean silent;

  NameServer() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    tcp = new ServerSocket(0, 50, loopback);
    udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()));
    start("name-server-udp", this::serveUdp);
    start("name-server-tcp", this::serveTcp);
  }

  private static void start(String name, Runnable body) {
    Thread thread = new Thread(body, name);
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns its address for targets. */
  String address() {
    return "127.0.0.1:" + udp.getLocalPort();
  }

  void addresses(String name, String... addresses) {
    put(name, A, Arrays.stream(addresses).filter(a -> a.indexOf(':') < 0).map(NameServer::bytes));
    put(
        name,
        AAAA,
        Arrays.stream(addresses).filter(a -> a.indexOf(':') >= 0).map(NameServer::bytes));
  }

  /** Sets records such as {@code 0 10 5555 a.example}. */
  void services(String name, String... records) {
    put(name, SRV, Arrays.stream(records).map(NameServer::service));
  }

  private void put(String name, int type, Stream<byte[]> records) {
    names.computeIfAbsent(name, key -> new ConcurrentHashMap<>()).put(type, records.toList());
  }

  void remove(String name) {
    names.remove(name);
  }

  /** Fails for all queries of a type from now on; for none with -1. */
  void fail(int type) {
    failingType = type;
  }

  void failForServices() {
    fail(SRV);
  }

  void failForIpv6() {
    fail(AAAA);
  }

  void failForIpv4() {
    fail(A);
  }

  void beSilent(boolean now) {
    silent = now;
  }

  int queries() {
    return queries.get();
  }

  private static byte[] bytes(String address) {
    try {
      return InetAddress.getByName(address).getAddress();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] service(String record) {
    String[] parts = record.split(" ", -1);
    return written(
        out -> {
          for (int i = 0; i < 3; i++) {
            out.writeShort(Integer.parseInt(parts[i]));
          }
          for (String label : parts[3].split("\\.", -1)) {
            if (!label.isEmpty()) {
              out.writeByte(label.length());
              out.writeBytes(label);
            }
          }
          out.writeByte(0);
        });
  }

  private void serveUdp() {
    byte[] buffer = new byte[MAX_UDP];
    try {
      while (true) {
        DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
        udp.receive(packet);
        queries.incrementAndGet();
        if (!silent) {
          byte[] response = response(Arrays.copyOf(packet.getData(), packet.getLength()));
          if (response.length > MAX_UDP) {
            response = Arrays.copyOf(response, MAX_UDP);
            response[2] |= 2; // truncated
          }
          udp.send(new DatagramPacket(response, response.length, packet.getSocketAddress()));
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private void serveTcp() {
    try {
      while (true) {
        try (Socket client = tcp.accept()) {
          DataInputStream in = new DataInputStream(client.getInputStream());
          byte[] query = new byte[in.readUnsignedShort()];
          in.readFully(query);
          byte[] response = response(query);
          DataOutputStream out = new DataOutputStream(client.getOutputStream());
          out.writeShort(response.length);
          out.write(response);
        }
      }
    } catch (IOException e) {
      // closed
    }
  }

  private byte[] response(byte[] query) {
    StringBuilder name = new StringBuilder();
    int at = 12;
    while (query[at] != 0) {
      name.append(name.isEmpty() ? "" : ".")
          .append(new String(query, at + 1, query[at], StandardCharsets.US_ASCII));
      at += query[at] + 1;
    }
    int type = (query[at + 1] & 0xff) << 8 | (query[at + 2] & 0xff);
    int end = at + 5;
    Map<Integer, List<byte[]>> known = names.get(name.toString().toLowerCase(Locale.ROOT));
    int code = type == failingType ? SERVER_FAILURE : known == null ? NAME_ERROR : 0;
    List<byte[]> records =
        code != 0 || known == null ? List.of() : known.getOrDefault(type, List.of());
    return written(
        out -> {
          out.write(query, 0, 2);
          out.writeShort(0x8580 | code); // a response, authoritative, with recursion
          out.writeShort(1);
          out.writeShort(records.size());
          out.writeInt(0);
          out.write(query, 12, end - 12);
          for (byte[] record : records) {
            out.writeShort(0xc00c); // the name of the question
            out.writeShort(type);
            out.writeShort(1);
            out.writeInt(0); // may not be cached
            out.writeShort(record.length);
            out.write(record);
          }
        });
  }

  private interface Writing {
    void to(DataOutputStream out) throws IOException;
  }

  private static byte[] written(Writing writing) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writing.to(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }
}
