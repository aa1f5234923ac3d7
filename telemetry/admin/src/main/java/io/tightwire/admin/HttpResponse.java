package io.tightwire.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Map;

/**
 * A response, to be sent on a connection that is closed afterwards.
 *
 * <p>Thread-safe: the content is not changed.
 */
final class HttpResponse {

  private static final String TEXT = "text/plain; charset=utf-8";
  private static final String JSON = "application/json";

  private static final Map<Integer, String> REASONS =
      Map.ofEntries(
          Map.entry(200, "OK"),
          Map.entry(400, "Bad Request"),
          Map.entry(403, "Forbidden"),
          Map.entry(404, "Not Found"),
          Map.entry(405, "Method Not Allowed"),
          Map.entry(431, "Request Header Fields Too Large"),
          Map.entry(500, "Internal Server Error"),
          Map.entry(503, "Service Unavailable"),
          Map.entry(505, "HTTP Version Not Supported"));

  /**
   * The fields of every response. What is shown is of this moment, and of this server alone: it is
   * not stored, not read by pages of other origins, and not shown inside of them. The page runs its
   * own script and no other.
   */
  private static final String FIELDS =
      """
      Connection: close\r
      Cache-Control: no-store\r
      Content-Security-Policy: default-src 'none'; script-src 'self'; style-src 'self'; \
      connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; \
      frame-ancestors 'none'\r
      Cross-Origin-Resource-Policy: same-origin\r
      Cross-Origin-Opener-Policy: same-origin\r
      Referrer-Policy: no-referrer\r
      X-Content-Type-Options: nosniff\r
      """;

  private final int status;
  private final String type;
  private final byte[] content;

  /**
   * Creates a response.
   *
   * @param type what the content is
   * @param content the bytes of the content; not to be changed any more
   */
  HttpResponse(int status, String type, byte[] content) {
    this.status = status;
    this.type = type;
    this.content = content;
  }

  static HttpResponse json(int status, String json) {
    return new HttpResponse(status, JSON, json.getBytes(UTF_8));
  }

  static HttpResponse text(int status, String text) {
    return new HttpResponse(status, TEXT, (text + '\n').getBytes(UTF_8));
  }

  static HttpResponse of(HttpException refusal) {
    return text(refusal.status(), String.valueOf(refusal.getMessage()));
  }

  /**
   * Returns the bytes to send.
   *
   * @param withContent false to leave the content out, as HEAD asks for
   */
  ByteBuffer encode(boolean withContent) {
    StringBuilder head = new StringBuilder(1_024);
    head.append("HTTP/1.1 ").append(status).append(' ').append(REASONS.getOrDefault(status, ""));
    head.append("\r\nContent-Type: ").append(type);
    head.append("\r\nContent-Length: ").append(content.length).append("\r\n");
    if (status == 405) {
      head.append("Allow: GET, HEAD\r\n");
    }
    byte[] fields = head.append(FIELDS).append("\r\n").toString().getBytes(ISO_8859_1);
    ByteBuffer bytes = ByteBuffer.allocate(fields.length + (withContent ? content.length : 0));
    bytes.put(fields);
    if (withContent) {
      bytes.put(content);
    }
    return bytes.flip();
  }
}
