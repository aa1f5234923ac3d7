package io.tightwire.it.docs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Parses JSON of the documentation into maps, lists, texts, numbers and booleans. Confined to its
 * test.
 */
final class JsonText {

  private final String text;
  private int at;

  private JsonText(String text) {
    this.text = text;
  }

  /** Returns the value; fails if there is something wrong with the text. */
  static Object parse(String text) {
    JsonText json = new JsonText(text);
    Object value = json.value();
    json.skipSpace();
    if (json.at != text.length()) {
      throw json.wrong("the end");
    }
    return value;
  }

  private Object value() {
    skipSpace();
    return switch (text.charAt(at)) {
      case '{' -> object();
      case '[' -> array();
      case '"' -> string();
      case 't' -> word("true", true);
      case 'f' -> word("false", false);
      default -> number();
    };
  }

  private Map<String, Object> object() {
    Map<String, Object> members = new LinkedHashMap<>();
    at++;
    while (!skip('}')) {
      if (!members.isEmpty()) {
        expect(',');
      }
      skipSpace();
      String name = string();
      expect(':');
      if (members.put(name, value()) != null) {
        throw wrong("one " + name);
      }
    }
    return members;
  }

  private List<Object> array() {
    List<Object> values = new ArrayList<>();
    at++;
    while (!skip(']')) {
      if (!values.isEmpty()) {
        expect(',');
      }
      values.add(value());
    }
    return values;
  }

  private String string() {
    if (text.charAt(at) != '"') {
      throw wrong("a text");
    }
    StringBuilder value = new StringBuilder();
    for (at++; text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\') {
        at++;
        if ("\"\\/".indexOf(text.charAt(at)) < 0) {
          throw wrong("a simple escape");
        }
      }
      value.append(text.charAt(at));
    }
    at++;
    return value.toString();
  }

  private Object word(String word, Object value) {
    if (!text.startsWith(word, at)) {
      throw wrong(word);
    }
    at += word.length();
    return value;
  }

  private Double number() {
    int start = at;
    while ("+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (start == at) {
      throw wrong("a value");
    }
    return Double.valueOf(text.substring(start, at));
  }

  private boolean skip(char c) {
    skipSpace();
    if (text.charAt(at) != c) {
      return false;
    }
    at++;
    return true;
  }

  private void expect(char c) {
    if (!skip(c)) {
      throw wrong(String.valueOf(c));
    }
  }

  private void skipSpace() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private AssertionError wrong(String expected) {
    return new AssertionError("Expected " + expected + " at character " + at + " of the JSON");
  }
}
