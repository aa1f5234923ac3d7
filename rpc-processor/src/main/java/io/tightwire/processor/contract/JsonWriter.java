package io.tightwire.processor.contract;

/**
 * Writes JSON: values one after the other, each on a separate line, except for those inside a
 * {@linkplain #beginLine line}. Confined to one description.
 */
final class JsonWriter {

  private final StringBuilder text = new StringBuilder();
  private int depth;
  private int lines;

  /** Whether the next value is the first of its object or array. */
  private boolean first = true;

  /** Whether a key was written last, to which the next value belongs. */
  private boolean keyed;

  void beginObject() {
    open('{');
  }

  void endObject() {
    close('}');
  }

  void beginArray() {
    open('[');
  }

  void endArray() {
    close(']');
  }

  /** Begins an object that is written on one line, with everything in it. */
  void beginLine() {
    separate();
    text.append('{');
    lines++;
    first = true;
  }

  void endLine() {
    lines--;
    text.append('}');
    first = false;
  }

  /** Writes the key of the value that follows. */
  JsonWriter key(String name) {
    text(name);
    text.append(": ");
    keyed = true;
    return this;
  }

  void number(int value) {
    separate();
    text.append(value);
  }

  void bool(boolean value) {
    separate();
    text.append(value);
  }

  void text(String value) {
    separate();
    text.append('"');
    value.chars().forEach(c -> append((char) c));
    text.append('"');
  }

  private void append(char c) {
    if (c == '"' || c == '\\') {
      text.append('\\').append(c);
    } else if (c < ' ') {
      text.append(String.format("\\u%04x", (int) c));
    } else {
      text.append(c);
    }
  }

  private void open(char bracket) {
    separate();
    text.append(bracket);
    depth++;
    first = true;
  }

  private void close(char bracket) {
    depth--;
    if (!first) {
      newLine();
    }
    text.append(bracket);
    first = false;
  }

  private void separate() {
    if (keyed) {
      keyed = false;
    } else if (lines > 0) {
      text.append(first ? "" : ", ");
    } else if (depth > 0) {
      text.append(first ? "" : ",");
      newLine();
    }
    first = false;
  }

  private void newLine() {
    text.append('\n').append("  ".repeat(depth));
  }

  @Override
  public String toString() {
    return text.toString() + '\n';
  }
}
