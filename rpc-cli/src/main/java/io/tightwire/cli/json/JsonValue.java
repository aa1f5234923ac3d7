package io.tightwire.cli.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of JSON. Immutable. */
public sealed interface JsonValue {

  /** The value {@code null}. */
  JsonValue NULL = new Null();

  /** Returns what kind of value it is, for messages: {@code a string}. */
  String kind();

  /** {@code null}. */
  record Null() implements JsonValue {
    @Override
    public String kind() {
      return "null";
    }
  }

  /** {@code true} or {@code false}. */
  record Bool(boolean value) implements JsonValue {
    @Override
    public String kind() {
      return "a boolean";
    }
  }

  /**
   * A number, as it is written: no digit is lost.
   *
   * @param digits a number by the grammar of JSON
   */
  record Num(String digits) implements JsonValue {
    @Override
    public String kind() {
      return "a number";
    }
  }

  /** A string. */
  record Text(String value) implements JsonValue {
    @Override
    public String kind() {
      return "a string";
    }
  }

  /** An array. */
  record Array(List<JsonValue> elements) implements JsonValue {
    /** Creates an array; does not copy the list, which must not change any more. */
    public Array {
      elements = Collections.unmodifiableList(elements);
    }

    @Override
    public String kind() {
      return "an array";
    }
  }

  /** An object, in the order of its keys. */
  record Obj(Map<String, JsonValue> members) implements JsonValue {
    /** Creates an object; does not copy the map, which must not change any more. */
    public Obj {
      members = Collections.unmodifiableMap(members);
    }

    @Override
    public String kind() {
      return "an object";
    }
  }

  /** Returns a string. */
  static JsonValue text(String value) {
    return new Text(value);
  }

  /** Returns an integer. */
  static JsonValue number(long value) {
    return new Num(Long.toString(value));
  }

  /** Returns a boolean. */
  static JsonValue bool(boolean value) {
    return new Bool(value);
  }

  /** Starts an object. */
  static ObjectBuilder object() {
    return new ObjectBuilder();
  }

  /** Collects the members of an object. Confined to one use. */
  final class ObjectBuilder {

    private final Map<String, JsonValue> members = new LinkedHashMap<>();

    private ObjectBuilder() {}

    /** Adds a member. */
    public ObjectBuilder put(String key, JsonValue value) {
      members.put(key, value);
      return this;
    }

    /** Adds a string. */
    public ObjectBuilder put(String key, String value) {
      return put(key, text(value));
    }

    /** Adds an integer. */
    public ObjectBuilder put(String key, long value) {
      return put(key, number(value));
    }

    /** Returns the object. */
    public JsonValue build() {
      return new Obj(members);
    }
  }
}
