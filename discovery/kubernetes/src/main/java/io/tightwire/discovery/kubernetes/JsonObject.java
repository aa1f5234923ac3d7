package io.tightwire.discovery.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of JSON. A member that is null counts as missing. Immutable.
 *
 * @param members by their names; nothing changes them
 */
record JsonObject(Map<String, @Nullable Object> members) {

  private static final JsonObject EMPTY = new JsonObject(Map.of());

  private static JsonException wrong(String name, String type) {
    return new JsonException("\"" + name + "\" is missing, or is no " + type);
  }

  /** Returns a member that is a string. */
  String text(String name) throws JsonException {
    if (members.get(name) instanceof String text) {
      return text;
    }
    throw wrong(name, "string");
  }

  /** Returns a member that is a string, or a default. */
  String textOr(String name, String otherwise) throws JsonException {
    return members.get(name) == null ? otherwise : text(name);
  }

  /** Returns a member that is true or false, or a default. */
  boolean flagOr(String name, boolean otherwise) throws JsonException {
    Object value = members.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw wrong(name, "boolean");
  }

  /** Returns a member that is a whole number from 0 to a maximum, or a default. */
  int intOr(String name, int otherwise, int max) throws JsonException {
    Object value = members.get(name);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Long number && number >= 0 && number <= max) {
      return number.intValue();
    }
    throw wrong(name, "whole number from 0 to " + max);
  }

  /** Returns a member that is an object. */
  JsonObject object(String name) throws JsonException {
    if (members.get(name) instanceof JsonObject object) {
      return object;
    }
    throw wrong(name, "object");
  }

  /** Returns a member that is an object; an empty one if it is missing. */
  JsonObject objectOrEmpty(String name) throws JsonException {
    return members.get(name) == null ? EMPTY : object(name);
  }

  /** Returns a member that is an array of objects; an empty one if it is missing. */
  List<JsonObject> objects(String name) throws JsonException {
    return elements(name, JsonObject.class);
  }

  /** Returns a member that is an array of strings; an empty one if it is missing. */
  List<String> texts(String name) throws JsonException {
    return elements(name, String.class);
  }

  private <T> List<T> elements(String name, Class<T> type) throws JsonException {
    Object value = members.get(name);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof List<?> list)) {
      throw wrong(name, "array");
    }
    List<T> all = new ArrayList<>();
    for (Object element : list) {
      if (!type.isInstance(element)) {
        throw wrong(name, "array of " + (type == String.class ? "strings" : "objects"));
      }
      all.add(type.cast(element));
    }
    return all;
  }
}
