package io.tightwire.discovery.kubernetes;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads JSON (RFC 8259), and nothing that only resembles it. Depth and number of values are
 * limited, so that a text takes memory in proportion to its length, and no stack. Confined to one
 * thread.
 */
final class JsonReader {

  /** The EndpointSlices of a list have a depth of eight. */
  private static final int MAX_DEPTH = 32;

  private static final int MAX_VALUES = 1_000_000;

  /** The longest number that surely fits into a long. */
  private static final int LONG_DIGITS = 18;

  private final String text;
  private int at;
  private int values;

  private JsonReader(String text) {
    this.text = text;
  }

  /**
   * Reads a text that is one object.
   *
   * @param bytes in UTF-8
   * @throws JsonException if it is none
   */
  static JsonObject object(byte[] bytes) throws JsonException {
    String text;
    try {
      text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw new JsonException("it is not UTF-8");
    }
    JsonReader reader = new JsonReader(text);
    Object value = reader.value(0);
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw reader.unexpected("the end");
    }
    if (value instanceof JsonObject object) {
      return object;
    }
    throw new JsonException("it is no object");
  }

  private @Nullable Object value(int depth) throws JsonException {
    if (depth > MAX_DEPTH) {
      throw new JsonException("it is nested more than " + MAX_DEPTH + " deep");
    }
    if (++values > MAX_VALUES) {
      throw new JsonException("it has more than " + MAX_VALUES + " values");
    }
    skipSpace();
    return switch (peek()) {
      case '{' -> members(depth);
      case '[' -> elements(depth);
      case '"' -> string();
      case 't' -> literal("true", true);
      case 'f' -> literal("false", false);
      case 'n' -> literal("null", null);
      default -> number();
    };
  }

  private JsonObject members(int depth) throws JsonException {
    at++;
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    skipSpace();
    if (skip('}')) {
      return new JsonObject(members);
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      require(':');
      if (members.containsKey(name)) {
        throw new JsonException("a member is there twice, before character " + at);
      }
      members.put(name, value(depth + 1));
      skipSpace();
    } while (skip(','));
    require('}');
    return new JsonObject(members);
  }

  private List<@Nullable Object> elements(int depth) throws JsonException {
    at++;
    List<@Nullable Object> elements = new ArrayList<>();
    skipSpace();
    if (skip(']')) {
      return elements;
    }
    do {
      elements.add(value(depth + 1));
      skipSpace();
    } while (skip(','));
    require(']');
    return elements;
  }

  private String string() throws JsonException {
    require('"');
    int start = at;
    while (peek() != '"' && peek() != '\\') {
      requireNoControl();
      at++;
    }
    if (peek() == '"') {
      return text.substring(start, at++);
    }
    StringBuilder unescaped = new StringBuilder(text.substring(start, at));
    while (peek() != '"') {
      requireNoControl();
      char next = text.charAt(at++);
      unescaped.append(next == '\\' ? escaped() : next);
    }
    at++;
    return unescaped.toString();
  }

  private void requireNoControl() throws JsonException {
    if (peek() < ' ') {
      throw unexpected("no control character in a string");
    }
  }

  private char escaped() throws JsonException {
    char kind = (char) Math.max(0, peek());
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> fourHexDigits();
      default -> {
        at--;
        throw unexpected("an escape sequence");
      }
    };
  }

  private char fourHexDigits() throws JsonException {
    int value = 0;
    for (int i = 0; i < 4; i++, at++) {
      int c = peek();
      int digit = c < 128 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw unexpected("a hexadecimal digit");
      }
      value = value * 16 + digit;
    }
    return (char) value;
  }

  private @Nullable Object literal(String word, @Nullable Object value) throws JsonException {
    if (!text.startsWith(word, at)) {
      throw unexpected("a value");
    }
    at += word.length();
    return value;
  }

  /** Returns a Long, or a Double if it has a fraction or an exponent, or is too large. */
  private Object number() throws JsonException {
    int start = at;
    skip('-');
    if (!skip('0')) {
      digits();
    }
    boolean whole = true;
    if (skip('.')) {
      whole = false;
      digits();
    }
    if (skip('e') || skip('E')) {
      whole = false;
      if (!skip('+')) {
        skip('-');
      }
      digits();
    }
    String number = text.substring(start, at);
    if (whole && number.length() <= LONG_DIGITS) {
      return Long.valueOf(number);
    }
    return Double.valueOf(number);
  }

  private void digits() throws JsonException {
    int start = at;
    while (peek() >= '0' && peek() <= '9') {
      at++;
    }
    if (at == start) {
      throw unexpected("a value");
    }
  }

  /** Returns the next character; -1 at the end. */
  private int peek() {
    return at < text.length() ? text.charAt(at) : -1;
  }

  private void skipSpace() {
    while (peek() == ' ' || peek() == '\n' || peek() == '\r' || peek() == '\t') {
      at++;
    }
  }

  private boolean skip(char expected) {
    if (peek() != expected) {
      return false;
    }
    at++;
    return true;
  }

  private void require(char expected) throws JsonException {
    if (!skip(expected)) {
      throw unexpected("'" + expected + "'");
    }
  }

  private JsonException unexpected(String expected) {
    String found = at < text.length() ? "another character" : "the end";
    return new JsonException(
        "at character " + at + " there is " + found + " instead of " + expected);
  }
}
