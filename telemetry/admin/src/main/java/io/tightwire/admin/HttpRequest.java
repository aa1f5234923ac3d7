package io.tightwire.admin;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The head of a request: its line and its header fields. Immutable.
 *
 * @param method {@code GET} or {@code HEAD}
 * @param path the path as it was sent, without the query
 * @param fields the header fields by their names in lower case
 */
record HttpRequest(String method, String path, Map<String, String> fields) {

  /** Tokens of RFC 9110: what methods and names of fields consist of. */
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private static final Pattern LINE =
      Pattern.compile("(" + TOKEN + ") (/[\\x21-\\x7e]*) HTTP/([0-9])\\.([0-9])");

  /** Without continuation lines and control characters, by which requests are smuggled. */
  private static final Pattern FIELD =
      Pattern.compile("(" + TOKEN + "):[ \\t]*([\\x20-\\x7e\\x80-\\xff\\t]*?)[ \\t]*");

  /**
   * Parses the head of a request.
   *
   * @param head what was received before the empty line, one character for each byte
   * @throws HttpException if it is none, or asks for something else than reading
   */
  static HttpRequest parse(String head) throws HttpException {
    String[] lines = head.split("\r\n", -1);
    Matcher line = LINE.matcher(lines[0]);
    if (!line.matches()) {
      throw new HttpException(400, "The request line is not \"GET /path HTTP/1.1\"");
    }
    if (!line.group(3).equals("1")) {
      throw new HttpException(505, "HTTP/1.1 is spoken here");
    }
    Map<String, String> fields = new TreeMap<>();
    for (int i = 1; i < lines.length; i++) {
      Matcher field = FIELD.matcher(lines[i]);
      if (!field.matches()) {
        throw new HttpException(400, "Line " + (i + 1) + " is not a header field");
      }
      String name = field.group(1).toLowerCase(Locale.ROOT);
      if (fields.put(name, field.group(2)) != null && name.equals("host")) {
        throw new HttpException(400, "There is more than one Host");
      }
    }
    if (!fields.containsKey("host") && !line.group(4).equals("0")) {
      throw new HttpException(400, "There is no Host");
    }
    String method = line.group(1);
    if (!method.equals("GET") && !method.equals("HEAD")) {
      throw new HttpException(405, "Only GET and HEAD are allowed here");
    }
    return new HttpRequest(method, line.group(2).split("[?#]", 2)[0], fields);
  }

  /** Returns whether the response has no content. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Returns the value of a field, by its name in lower case; null if there is none. */
  @Nullable String field(String name) {
    return fields.get(name);
  }
}
