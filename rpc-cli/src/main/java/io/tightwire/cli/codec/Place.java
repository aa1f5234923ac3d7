package io.tightwire.cli.codec;

import io.tightwire.cli.json.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * A place in the JSON input, for messages: {@code order.items[2].price}. Its text is made when it
 * is needed. Immutable.
 */
record Place(@Nullable Place parent, String step) {

  private static final int MAX_SHOWN = 60;

  /** Returns the place of a parameter. */
  static Place of(String parameter) {
    return new Place(null, parameter);
  }

  Place member(String name) {
    return new Place(this, '.' + name);
  }

  Place element(int index) {
    return new Place(this, "[" + index + ']');
  }

  /** Creates the exception for a value of another kind. */
  InputException expected(String what, JsonValue found) {
    return new InputException(this + " is " + shown(found) + ", where " + what + " is expected");
  }

  private static String shown(JsonValue value) {
    if (value instanceof JsonValue.Num number) {
      return excerpt(number.digits());
    }
    if (value instanceof JsonValue.Text text) {
      return '"' + excerpt(text.value()) + '"';
    }
    return value instanceof JsonValue.Bool bool ? String.valueOf(bool.value()) : value.kind();
  }

  private static String excerpt(String text) {
    return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + '…';
  }

  @Override
  public String toString() {
    return parent == null ? step : parent + step;
  }
}
