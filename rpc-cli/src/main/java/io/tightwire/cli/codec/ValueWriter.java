package io.tightwire.cli.codec;

import io.tightwire.cli.describe.NearMiss;
import io.tightwire.cli.describe.Service;
import io.tightwire.cli.describe.Service.Definition;
import io.tightwire.cli.describe.Service.Field;
import io.tightwire.cli.describe.Service.WireType;
import io.tightwire.cli.json.JsonValue;
import io.tightwire.codec.WireWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Writes JSON as the values that a description asks for. Immutable; thread-safe. */
final class ValueWriter {

  private static final String TAG = "@type";
  private static final String CONSTANT = "value";

  private final Service service;

  ValueWriter(Service service) {
    this.service = service;
  }

  /** Writes one value. Recursion is bounded by the writer, which refuses deep values. */
  void write(WireWriter out, WireType type, JsonValue json, Place place) {
    if (json == JsonValue.NULL || json instanceof JsonValue.Null) {
      nil(out, type, place);
      return;
    }
    switch (type.kind()) {
      case "type" -> defined(out, type, json, place);
      case "list" -> list(out, type.parts().get(0), json, place);
      case "map" -> map(out, type.parts().get(0), type.parts().get(1), json, place);
      case "void" -> out.writeNil();
      default -> ScalarWriter.write(out, type.kind(), json, place);
    }
  }

  private static void nil(WireWriter out, WireType type, Place place) {
    if (!type.nullable() && !type.kind().equals("void")) {
      throw new InputException(place + " is null, which its type does not allow");
    }
    out.writeNil();
  }

  private void defined(WireWriter out, WireType type, JsonValue json, Place place) {
    Definition definition = service.definition(type);
    if (definition instanceof Service.Structure structure) {
      structure(out, type.name(), structure.components(), members(json, type.name(), place), place);
    } else if (definition instanceof Service.Enumeration enumeration) {
      constant(out, type.name(), enumeration.constants(), json, place);
    } else if (definition instanceof Service.Union union) {
      union(out, type.name(), union, json, place);
    } else {
      RawValue.write(out, json, place);
    }
  }

  private static Map<String, JsonValue> members(JsonValue json, String type, Place place) {
    if (json instanceof JsonValue.Obj object) {
      return object.members();
    }
    throw place.expected("an object (" + type + ")", json);
  }

  private void structure(
      WireWriter out,
      String name,
      List<Field> fields,
      Map<String, JsonValue> members,
      Place place) {
    requireKnown(members.keySet(), fields, name + " has no component", place);
    out.beginArray(fields.size());
    for (Field field : fields) {
      JsonValue value = members.get(field.name());
      Place there = place.member(field.name());
      if (value == null) {
        absent(out, field.type(), there);
      } else {
        write(out, field.type(), value, there);
      }
    }
    out.endArray();
  }

  /** Refuses names that there are not; the tag of a case is none of its components. */
  static void requireKnown(Set<String> given, List<Field> fields, String message, Place place) {
    Set<String> unknown = new HashSet<>(given);
    unknown.remove(TAG);
    List<String> names = fields.stream().map(Field::name).toList();
    names.forEach(unknown::remove);
    for (String name : given) {
      if (unknown.contains(name)) {
        throw new InputException(
            place + ": " + message + " \"" + name + '"' + NearMiss.hint(name, names));
      }
    }
  }

  /** Writes what stands for a component that is not there, as the protocol says. */
  private static void absent(WireWriter out, WireType type, Place place) {
    if (type.nullable()) {
      out.writeNil();
      return;
    }
    switch (type.kind()) {
      case "boolean" -> out.writeBoolean(false);
      case "byte", "short", "char", "int", "long" -> out.writeLong(0);
      case "float" -> out.writeFloat(0);
      case "double" -> out.writeDouble(0);
      case "list" -> {
        out.beginArray(0);
        out.endArray();
      }
      case "map" -> {
        out.beginMap(0);
        out.endMap();
      }
      default -> throw new InputException(place + " is missing, and must not be null");
    }
  }

  private static void constant(
      WireWriter out, String name, List<String> constants, JsonValue json, Place place) {
    if (!(json instanceof JsonValue.Text text)) {
      throw place.expected("a constant of " + name, json);
    }
    if (!constants.contains(text.value())) {
      throw new InputException(
          place
              + ": "
              + name
              + " has no constant \""
              + text.value()
              + '"'
              + NearMiss.hint(text.value(), constants));
    }
    out.writeString(text.value());
  }

  private void union(
      WireWriter out, String name, Service.Union union, JsonValue json, Place place) {
    Map<String, JsonValue> members = members(json, name, place);
    List<String> tags = new ArrayList<>(union.cases().keySet());
    if (!(members.get(TAG) instanceof JsonValue.Text tag)) {
      throw new InputException(
          place + " has no \"" + TAG + "\", which says which case of " + name + " it is: " + tags);
    }
    WireType type = union.cases().get(tag.value());
    if (type == null) {
      throw new InputException(
          place
              + ": "
              + name
              + " has no case \""
              + tag.value()
              + '"'
              + NearMiss.hint(tag.value(), tags));
    }
    out.beginArray(2);
    out.writeString(tag.value());
    if (type.isReference() && service.definition(type) instanceof Service.Structure) {
      write(out, type, json, place);
    } else {
      JsonValue value = members.getOrDefault(CONSTANT, JsonValue.NULL);
      write(out, type, value, place.member(CONSTANT));
    }
    out.endArray();
  }

  private void list(WireWriter out, WireType element, JsonValue json, Place place) {
    if (!(json instanceof JsonValue.Array array)) {
      throw place.expected("an array", json);
    }
    List<JsonValue> elements = array.elements();
    out.beginArray(elements.size());
    for (int i = 0; i < elements.size(); i++) {
      write(out, element, elements.get(i), place.element(i));
    }
    out.endArray();
  }

  /** Writes an object, or an array of pairs, which may have keys of any type. */
  private void map(WireWriter out, WireType key, WireType value, JsonValue json, Place place) {
    if (json instanceof JsonValue.Obj object) {
      out.beginMap(object.members().size());
      object
          .members()
          .forEach(
              (name, each) -> {
                write(out, key, JsonValue.text(name), place.member(name + " (the key)"));
                write(out, value, each, place.member(name));
              });
      out.endMap();
      return;
    }
    if (!(json instanceof JsonValue.Array array)) {
      throw place.expected("an object, or an array of pairs of key and value", json);
    }
    out.beginMap(array.elements().size());
    for (int i = 0; i < array.elements().size(); i++) {
      JsonValue entry = array.elements().get(i);
      if (!(entry instanceof JsonValue.Array pair) || pair.elements().size() != 2) {
        throw place.element(i).expected("a pair: [key, value]", entry);
      }
      write(out, key, pair.elements().get(0), place.element(i).element(0));
      write(out, value, pair.elements().get(1), place.element(i).element(1));
    }
    out.endMap();
  }
}
