package io.tightwire.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** A connection to an admin server, on which a test sends any bytes. Confined to its test. */
final class Wire implements AutoCloseable {

  private static final int PATIENCE_MILLIS = 30_000;

  private final Socket socket;

  Wire(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(PATIENCE_MILLIS);
  }

  Wire send(String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    return this;
  }

  /** Returns all that the server sends until it closes the connection, or its half of it. */
  String read() throws IOException {
    return new String(socket.getInputStream().readAllBytes(), UTF_8);
  }

  /** Returns the response to a request with these fields. */
  static String ask(int port, String line, String... fields) throws IOException {
    try (Wire wire = new Wire(port)) {
      return wire.send(line + "\r\n" + String.join("\r\n", fields) + "\r\n\r\n").read();
    }
  }

  static String get(int port, String path) throws IOException {
    return ask(port, "GET " + path + " HTTP/1.1", "Host: localhost:" + port);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
