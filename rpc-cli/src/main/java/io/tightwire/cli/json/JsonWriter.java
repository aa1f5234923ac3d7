package io.tightwire.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** Writes values as text. Stateless; thread-safe. */
public final class JsonWriter {

  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonWriter() {}

  /** Returns the value on one line. */
  public static String line(JsonValue value) {
    return text(value, false);
  }

  /** Returns the value on lines that are indented by two spaces. */
  public static String indented(JsonValue value) {
    return text(value, true);
  }

  private static String text(JsonValue value, boolean indented) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(text)) {
      if (indented) {
        out.setPrettyPrinter(printer());
      }
      write(out, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private static DefaultPrettyPrinter printer() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withArrayEmptySeparator("")
                .withObjectEmptySeparator(""));
    printer.indentObjectsWith(lines);
    printer.indentArraysWith(lines);
    return printer;
  }

  private static void write(JsonGenerator out, JsonValue value) throws IOException {
    if (value instanceof JsonValue.Text text) {
      out.writeString(text.value());
    } else if (value instanceof JsonValue.Num number) {
      out.writeNumber(number.digits());
    } else if (value instanceof JsonValue.Bool bool) {
      out.writeBoolean(bool.value());
    } else if (value instanceof JsonValue.Array array) {
      out.writeStartArray();
      for (JsonValue element : array.elements()) {
        write(out, element);
      }
      out.writeEndArray();
    } else if (value instanceof JsonValue.Obj object) {
      out.writeStartObject();
      for (Map.Entry<String, JsonValue> member : object.members().entrySet()) {
        out.writeFieldName(member.getKey());
        write(out, member.getValue());
      }
      out.writeEndObject();
    } else {
      out.writeNull();
    }
  }
}
