package io.tightwire.processor.contract;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * Writes a contract as JSON, for programs that generate clients in other languages, or
 * documentation. The same contract gives the same bytes. Confined to one use.
 */
public final class DescriptionWriter {

  private static final int VERSION = 1;
  private static final List<String> ELEMENT = List.of("element");
  private static final List<String> ENTRY = List.of("key", "value");

  private final Contract contract;
  private final Map<String, String> fingerprints;
  private final JsonWriter json = new JsonWriter();

  private DescriptionWriter(Contract contract, Map<String, String> fingerprints) {
    this.contract = contract;
    this.fingerprints = fingerprints;
  }

  /** Returns the whole description, with the operations' fingerprints. */
  public static String of(Contract contract, Map<String, String> fingerprints) {
    return new DescriptionWriter(contract, fingerprints).text();
  }

  private String text() {
    json.beginObject();
    json.key("version").number(VERSION);
    json.key("service").text(contract.service());
    json.key("methods").beginArray();
    contract.operations().values().forEach(this::operation);
    json.endArray();
    json.key("types").beginObject();
    contract.shapes().forEach(this::shape);
    json.endObject();
    json.key("exceptions").beginObject();
    for (Map.Entry<String, Shape.Structure> each : contract.exceptions().entrySet()) {
      json.key(each.getKey()).beginObject();
      fields("state", each.getValue().fields().stream());
      json.endObject();
    }
    json.endObject();
    json.endObject();
    return json.toString();
  }

  private void operation(Operation operation) {
    json.beginObject();
    json.key("name").text(operation.name());
    json.key("fingerprint").text(fingerprints.getOrDefault(operation.name(), ""));
    json.key("streaming").bool(operation.streaming());
    json.key("idempotent").bool(operation.hints().idempotent());
    if (!operation.hints().timeout().isEmpty()) {
      json.key("timeout").text(operation.hints().timeout());
    }
    if (!operation.hints().hedge().isEmpty()) {
      json.key("hedge").text(operation.hints().hedge());
    }
    fields("parameters", operation.parameters().stream());
    if (operation.input() != null) {
      input(operation.input());
    }
    json.key(operation.streaming() ? "item" : "result");
    form(operation.result());
    texts("exceptions", operation.exceptions());
    json.endObject();
  }

  private void input(Field input) {
    json.key("input").beginLine();
    json.key("name").text(input.name());
    json.key("item");
    form(input.form());
    json.endLine();
  }

  private void shape(String name, Shape shape) {
    json.key(name).beginObject();
    if (shape instanceof Shape.Structure structure) {
      json.key("kind").text("record");
      fields("components", structure.fields().stream());
    } else if (shape instanceof Shape.Enumeration enumeration) {
      json.key("kind").text("enum");
      texts("constants", enumeration.constants());
    } else if (shape instanceof Shape.Union union) {
      json.key("kind").text("sealed");
      cases(union.cases());
    } else if (shape instanceof Shape.CustomType custom) {
      json.key("kind").text("custom");
      json.key("java").text(custom.javaName());
    }
    json.endObject();
  }

  private void cases(SortedMap<String, WireForm> cases) {
    json.key("cases").beginObject();
    cases.forEach(
        (tag, form) -> {
          json.key(tag);
          form(form);
        });
    json.endObject();
  }

  private void fields(String key, Stream<Field> fields) {
    json.key(key).beginArray();
    fields.forEach(
        field -> {
          json.beginLine();
          json.key("name").text(field.name());
          json.key("type");
          form(field.form());
          json.endLine();
        });
    json.endArray();
  }

  private void texts(String key, Iterable<String> texts) {
    json.key(key).beginArray();
    texts.forEach(json::text);
    json.endArray();
  }

  private void form(WireForm form) {
    json.beginLine();
    json.key("kind").text(form.isReference() ? "type" : form.head());
    if (form.isReference()) {
      json.key("name").text(form.shape());
    }
    json.key("nullable").bool(form.nullable());
    Iterator<WireForm> parts = form.parts().iterator();
    for (String part : form.parts().size() == 1 ? ELEMENT : ENTRY) {
      if (parts.hasNext()) {
        json.key(part);
        form(parts.next());
      }
    }
    json.endLine();
  }
}
