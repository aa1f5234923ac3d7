package io.tightwire.cli.codec;

import io.tightwire.cli.describe.Service;
import io.tightwire.cli.describe.Service.Definition;
import io.tightwire.cli.describe.Service.Field;
import io.tightwire.cli.describe.Service.WireType;
import io.tightwire.cli.json.JsonValue;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads values as JSON, by their description. It is more lenient than generated code: null is shown
 * where the type does not allow it, and so are constants and cases that a newer server has added.
 * Immutable; thread-safe.
 */
final class ValueReader {

  private static final String TAG = "@type";
  private static final String VALUE = "value";

  private final Service service;
  private final boolean nulls;

  /**
   * Creates a reader.
   *
   * @param nulls whether components that are null are shown
   */
  ValueReader(Service service, boolean nulls) {
    this.service = service;
    this.nulls = nulls;
  }

  /** Reads one value. Recursion is bounded by the reader, which refuses deep values. */
  JsonValue read(WireReader in, WireType type) {
    return switch (type.kind()) {
      case "type" -> in.tryReadNil() ? JsonValue.NULL : defined(in, type);
      case "list" -> in.tryReadNil() ? JsonValue.NULL : list(in, type.parts().get(0));
      case "map" ->
          in.tryReadNil() ? JsonValue.NULL : map(in, type.parts().get(0), type.parts().get(1));
      case "void" -> {
        in.skip();
        yield JsonValue.NULL;
      }
      default -> ScalarReader.read(in, type.kind());
    };
  }

  private JsonValue defined(WireReader in, WireType type) {
    Definition definition = service.definition(type);
    if (definition instanceof Service.Structure structure) {
      Map<String, JsonValue> members = new LinkedHashMap<>();
      fields(in, structure.components(), members);
      return new JsonValue.Obj(members);
    }
    if (definition instanceof Service.Enumeration) {
      return ScalarReader.read(in, "string");
    }
    return definition instanceof Service.Union union ? union(in, union) : RawValue.read(in);
  }

  /** Reads an array of values into the members of an object. */
  void fields(WireReader in, List<Field> fields, Map<String, JsonValue> members) {
    int present = in.beginArray();
    for (int i = 0; i < fields.size(); i++) {
      Field field = fields.get(i);
      JsonValue value = i < present ? read(in, field.type()) : absent(field.type());
      if (nulls || !(value instanceof JsonValue.Null)) {
        members.put(field.name(), value);
      }
    }
    in.endArray(present - fields.size());
  }

  private static JsonValue absent(WireType type) {
    if (type.nullable()) {
      return JsonValue.NULL;
    }
    return switch (type.kind()) {
      case "list" -> new JsonValue.Array(List.of());
      case "map" -> new JsonValue.Obj(Map.of());
      default -> ScalarReader.absent(type.kind());
    };
  }

  private JsonValue union(WireReader in, Service.Union union) {
    int elements = in.beginArray();
    if (elements != 2) {
      throw new CodecException("Expected [tag, value], found " + elements + " elements");
    }
    String tag = String.valueOf(in.readString());
    Map<String, JsonValue> members = new LinkedHashMap<>();
    members.put(TAG, JsonValue.text(tag));
    WireType type = union.cases().get(tag);
    if (type == null) {
      members.put(VALUE, RawValue.read(in));
    } else if (service.definition(type) instanceof Service.Structure structure) {
      fields(in, structure.components(), members);
    } else {
      members.put(VALUE, read(in, type));
    }
    in.endArray(0);
    return new JsonValue.Obj(members);
  }

  private JsonValue list(WireReader in, WireType element) {
    int size = in.beginArray();
    List<JsonValue> elements = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      elements.add(read(in, element));
    }
    in.endArray(0);
    return new JsonValue.Array(elements);
  }

  private JsonValue map(WireReader in, WireType key, WireType value) {
    int size = in.beginMap();
    Map<String, JsonValue> members = new LinkedHashMap<>();
    List<JsonValue> pairs = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      JsonValue name = read(in, key);
      JsonValue each = read(in, value);
      if (name instanceof JsonValue.Text text) {
        members.put(text.value(), each);
      }
      pairs.add(new JsonValue.Array(List.of(name, each)));
    }
    in.endMap();
    boolean named = isText(key) && members.size() == pairs.size();
    return named ? new JsonValue.Obj(members) : new JsonValue.Array(pairs);
  }

  /** Returns whether values of a type are strings, so that their maps are objects. */
  private boolean isText(WireType type) {
    return type.isReference()
        ? service.definition(type) instanceof Service.Enumeration
        : type.parts().isEmpty() && ScalarReader.isText(type.kind());
  }
}
