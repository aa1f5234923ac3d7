package io.tightwire.cli.describe;

import io.tightwire.cli.describe.Service.Custom;
import io.tightwire.cli.describe.Service.Definition;
import io.tightwire.cli.describe.Service.Enumeration;
import io.tightwire.cli.describe.Service.Field;
import io.tightwire.cli.describe.Service.Method;
import io.tightwire.cli.describe.Service.Structure;
import io.tightwire.cli.describe.Service.Union;
import io.tightwire.cli.describe.Service.WireType;
import io.tightwire.cli.json.JsonException;
import io.tightwire.cli.json.JsonReader;
import io.tightwire.cli.json.JsonValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON that the annotation processor writes for each service. Keys that it does not know
 * are ignored. Confined to one use.
 */
public final class DescriptionReader {

  private static final String VERSION = "1";

  private final String source;

  private DescriptionReader(String source) {
    this.source = source;
  }

  /**
   * Reads a description.
   *
   * @param source where it is from, for messages
   * @param text the JSON
   * @throws DescriptionException if it is no description, or one of another version
   */
  public static Service read(String source, String text) {
    try {
      return new DescriptionReader(source).service(JsonReader.parse(source, text));
    } catch (JsonException e) {
      throw new DescriptionException(String.valueOf(e.getMessage()));
    }
  }

  private Service service(JsonValue json) {
    Map<String, JsonValue> service = object(json, "");
    if (!(service.get("version") instanceof JsonValue.Num version)
        || !version.digits().equals(VERSION)) {
      throw new DescriptionException(
          source
              + " is no description of a service in version "
              + VERSION
              + " of the format: those are in META-INF/tightwire, next to the service's classes");
    }
    return new Service(
        text(service, "service"),
        list(service, "methods", this::method),
        map(service, "types", this::definition),
        map(service, "exceptions", json2 -> fields(object(json2, "exceptions"), "state")));
  }

  private Method method(JsonValue json) {
    Map<String, JsonValue> method = object(json, "methods");
    boolean streaming = bool(method, "streaming");
    return new Method(
        text(method, "name"),
        text(method, "fingerprint"),
        streaming,
        bool(method, "idempotent"),
        method.containsKey("timeout") ? text(method, "timeout") : null,
        fields(method, "parameters"),
        method.containsKey("input") ? input(method.get("input")) : null,
        type(method.get(streaming ? "item" : "result")),
        list(method, "exceptions", this::text));
  }

  private Field input(@Nullable JsonValue json) {
    Map<String, JsonValue> input = object(json, "input");
    return new Field(text(input, "name"), type(input.get("item")));
  }

  private Definition definition(JsonValue json) {
    Map<String, JsonValue> type = object(json, "types");
    String kind = text(type, "kind");
    return switch (kind) {
      case "record" -> new Structure(fields(type, "components"));
      case "enum" -> new Enumeration(list(type, "constants", this::text));
      case "sealed" -> new Union(map(type, "cases", this::type));
      case "custom" -> new Custom(text(type, "java"));
      default -> throw unusable("a type of kind \"" + kind + "\"; this program may be too old");
    };
  }

  private List<Field> fields(Map<String, JsonValue> from, String key) {
    return list(
        from,
        key,
        json -> {
          Map<String, JsonValue> field = object(json, key);
          return new Field(text(field, "name"), type(field.get("type")));
        });
  }

  private WireType type(@Nullable JsonValue json) {
    Map<String, JsonValue> type = object(json, "type");
    String kind = text(type, "kind");
    List<WireType> parts =
        switch (kind) {
          case "list" -> List.of(type(type.get("element")));
          case "map" -> List.of(type(type.get("key")), type(type.get("value")));
          default -> List.of();
        };
    String name = kind.equals("type") ? text(type, "name") : "";
    return new WireType(kind, name, bool(type, "nullable"), parts);
  }

  private <T> List<T> list(Map<String, JsonValue> from, String key, Function<JsonValue, T> reader) {
    if (!(from.get(key) instanceof JsonValue.Array array)) {
      throw unusable("no array \"" + key + "\" where one belongs");
    }
    List<T> list = new ArrayList<>();
    array.elements().forEach(element -> list.add(reader.apply(element)));
    return List.copyOf(list);
  }

  private <T> Map<String, T> map(
      Map<String, JsonValue> from, String key, Function<JsonValue, T> reader) {
    Map<String, T> map = new LinkedHashMap<>();
    object(from.get(key), key).forEach((name, value) -> map.put(name, reader.apply(value)));
    return map;
  }

  private Map<String, JsonValue> object(@Nullable JsonValue json, String what) {
    if (json instanceof JsonValue.Obj object) {
      return object.members();
    }
    throw unusable("no object " + (what.isEmpty() ? "" : '"' + what + "\" ") + "where one belongs");
  }

  private boolean bool(Map<String, JsonValue> from, String key) {
    return from.get(key) instanceof JsonValue.Bool bool && bool.value();
  }

  private String text(Map<String, JsonValue> from, String key) {
    JsonValue value = from.get(key);
    if (value == null) {
      throw unusable("no \"" + key + "\" where one belongs");
    }
    return text(value);
  }

  private String text(JsonValue value) {
    if (value instanceof JsonValue.Text text) {
      return text.value();
    }
    throw unusable(value.kind() + " where a string belongs");
  }

  private DescriptionException unusable(String found) {
    return new DescriptionException(source + " is no description of a service: it has " + found);
  }
}
