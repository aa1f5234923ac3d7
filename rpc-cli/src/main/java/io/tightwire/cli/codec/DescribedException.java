package io.tightwire.cli.codec;

import io.tightwire.cli.json.JsonValue;
import java.io.Serial;
import java.util.Map;

/** Stands for an exception that a method declares, whose class is not here. Immutable. */
public final class DescribedException extends Exception {

  @Serial private static final long serialVersionUID = 1L;

  private final transient Map<String, JsonValue> state;

  DescribedException(String type, Map<String, JsonValue> state) {
    super(type, null, false, false);
    this.state = state;
  }

  /** Returns the state that was sent, by the names of the description. */
  public Map<String, JsonValue> state() {
    return state;
  }
}
