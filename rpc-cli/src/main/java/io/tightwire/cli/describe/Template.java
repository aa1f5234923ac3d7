package io.tightwire.cli.describe;

import io.tightwire.cli.describe.Service.Definition;
import io.tightwire.cli.describe.Service.Field;
import io.tightwire.cli.describe.Service.Method;
import io.tightwire.cli.describe.Service.WireType;
import io.tightwire.cli.json.JsonValue;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Examples of arguments, to be filled in. Confined to one use. */
public final class Template {

  private static final Map<String, String> EXAMPLES =
      Map.ofEntries(
          Map.entry("string", ""),
          Map.entry("bytes", ""),
          Map.entry("char", "a"),
          Map.entry("big_integer", "0"),
          Map.entry("big_decimal", "0.00"),
          Map.entry("uuid", "00000000-0000-0000-0000-000000000000"),
          Map.entry("instant", "2026-01-31T12:00:00Z"),
          Map.entry("duration", "PT1S"),
          Map.entry("local_date", "2026-01-31"),
          Map.entry("local_time", "12:00:00"),
          Map.entry("local_date_time", "2026-01-31T12:00:00"),
          Map.entry("offset_date_time", "2026-01-31T12:00:00Z"),
          Map.entry("zoned_date_time", "2026-01-31T12:00:00+01:00[Europe/Zurich]"),
          Map.entry("zone_id", "Europe/Zurich"),
          Map.entry("uri", "https://example.com"));

  private final Service service;
  private final Set<String> open = new HashSet<>();

  private Template(Service service) {
    this.service = service;
  }

  /** Returns an example of a method's arguments. */
  public static JsonValue of(Service service, Method method) {
    return new Template(service).object(method.parameters(), new LinkedHashMap<>());
  }

  private JsonValue object(List<Field> fields, Map<String, JsonValue> members) {
    fields.forEach(field -> members.put(field.name(), value(field.type())));
    return new JsonValue.Obj(members);
  }

  private JsonValue value(WireType type) {
    return switch (type.kind()) {
      case "type" -> named(type);
      case "list" -> new JsonValue.Array(List.of(value(type.parts().get(0))));
      case "map" -> new JsonValue.Obj(Map.of());
      case "boolean" -> JsonValue.bool(false);
      case "void" -> JsonValue.NULL;
      default -> {
        String example = EXAMPLES.get(type.kind());
        yield example == null ? JsonValue.number(0) : JsonValue.text(example);
      }
    };
  }

  /** A type that contains itself is null inside. */
  private JsonValue named(WireType type) {
    if (!open.add(type.name())) {
      return JsonValue.NULL;
    }
    JsonValue value = defined(service.definition(type));
    open.remove(type.name());
    return value;
  }

  private JsonValue defined(Definition definition) {
    if (definition instanceof Service.Structure structure) {
      return object(structure.components(), new LinkedHashMap<>());
    }
    if (definition instanceof Service.Enumeration enumeration) {
      return JsonValue.text(String.join("|", enumeration.constants()));
    }
    if (definition instanceof Service.Union union && !union.cases().isEmpty()) {
      Map.Entry<String, WireType> first = union.cases().entrySet().iterator().next();
      Map<String, JsonValue> members = new LinkedHashMap<>();
      members.put("@type", JsonValue.text(first.getKey()));
      JsonValue value = value(first.getValue());
      if (value instanceof JsonValue.Obj object) {
        members.putAll(object.members());
      } else {
        members.put("value", value);
      }
      return new JsonValue.Obj(members);
    }
    return JsonValue.NULL;
  }
}
