package io.tightwire.admin;

/**
 * Writes JSON. Texts are escaped so that they are safe in HTML as well, and in any encoding that
 * has ASCII. The caller is responsible for the structure.
 *
 * <p>The responses of an admin server are the only JSON that is written, and a library for it would
 * be larger than the module.
 *
 * <p>Not thread-safe.
 */
final class JsonWriter {

  private final StringBuilder json = new StringBuilder(256);
  private boolean first = true;

  JsonWriter beginObject() {
    return begin('{');
  }

  JsonWriter endObject() {
    return end('}');
  }

  JsonWriter beginArray() {
    return begin('[');
  }

  JsonWriter endArray() {
    return end(']');
  }

  /** Writes the name of an object's next member. */
  JsonWriter name(String name) {
    separate();
    text(name);
    json.append(':');
    first = true; // no comma before the value
    return this;
  }

  JsonWriter value(String value) {
    separate();
    text(value);
    return this;
  }

  JsonWriter value(long value) {
    separate();
    json.append(value);
    return this;
  }

  JsonWriter value(boolean value) {
    separate();
    json.append(value);
    return this;
  }

  /** Writes a number, or null for what is not a number in JSON. */
  JsonWriter value(double value) {
    separate();
    json.append(Double.isFinite(value) ? Double.toString(value) : "null");
    return this;
  }

  JsonWriter values(Iterable<String> values) {
    beginArray();
    values.forEach(this::value);
    return endArray();
  }

  private JsonWriter begin(char bracket) {
    separate();
    json.append(bracket);
    first = true;
    return this;
  }

  private JsonWriter end(char bracket) {
    json.append(bracket);
    first = false;
    return this;
  }

  private void separate() {
    if (!first) {
      json.append(',');
    }
    first = false;
  }

  private void text(String text) {
    json.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= ' ' && c < 0x7f && "\"\\<>&'".indexOf(c) < 0) {
        json.append(c);
      } else {
        json.append(String.format("\\u%04x", (int) c));
      }
    }
    json.append('"');
  }

  @Override
  public String toString() {
    return json.toString();
  }
}
