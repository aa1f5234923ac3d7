package io.tightwire.cli.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads values of JSON, one after the other. Nesting, the length of strings and numbers, and the
 * number of values in one another are limited; a key that is there twice is an error. Confined to
 * one thread.
 */
public final class JsonReader implements AutoCloseable {

  /** Deeper than values of the wire can be, since a map may be an array of pairs. */
  static final int MAX_DEPTH = 200;

  static final int MAX_NUMBER = 10_000;

  /** The number of values in one; a message of 16 MiB can hold no more of one byte each. */
  static final int MAX_VALUES = 1 << 24;

  static final int MAX_TEXT = 1 << 26;

  private static final JsonFactory FACTORY =
      new JsonFactoryBuilder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNumberLength(MAX_NUMBER)
                  .maxStringLength(MAX_TEXT)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private final String source;
  private final JsonParser parser;
  private int values;

  /**
   * Creates a reader of values that follow one another.
   *
   * @param source what is read, for messages: {@code line 3 of orders.jsonl}
   * @param text where from
   */
  public JsonReader(String source, Reader text) {
    this.source = source;
    try {
      this.parser = FACTORY.createParser(text);
    } catch (IOException e) {
      throw new JsonException(source + " can't be read: " + e.getMessage());
    }
  }

  /**
   * Reads a text that is exactly one value.
   *
   * @throws JsonException if it is not
   */
  public static JsonValue parse(String source, String text) {
    try (JsonReader reader = new JsonReader(source, new StringReader(text))) {
      JsonValue value = reader.next();
      if (value == null) {
        throw new JsonException(source + " is empty, and no JSON");
      }
      if (reader.next() != null) {
        throw new JsonException(source + " has more than one value of JSON");
      }
      return value;
    }
  }

  /**
   * Reads the next value; waits for its end.
   *
   * @return null at the end
   * @throws JsonException if what comes next is no JSON
   */
  public @Nullable JsonValue next() {
    values = 0;
    try {
      JsonToken token = parser.nextToken();
      return token == null ? null : value(token);
    } catch (JsonProcessingException e) {
      throw new JsonException(
          source
              + " is no JSON: "
              + e.getOriginalMessage()
              + (e.getLocation() == null
                  ? ""
                  : " (line "
                      + e.getLocation().getLineNr()
                      + ", column "
                      + e.getLocation().getColumnNr()
                      + ")"));
    } catch (IOException e) {
      throw new JsonException(source + " can't be read: " + e.getMessage());
    }
  }

  /** Recursion is bounded by {@link #MAX_DEPTH}, which the parser checks. */
  private JsonValue value(JsonToken token) throws IOException {
    if (++values > MAX_VALUES) {
      throw new JsonException(source + " has more than " + MAX_VALUES + " values in one");
    }
    return switch (token) {
      case VALUE_NULL -> JsonValue.NULL;
      case VALUE_TRUE -> JsonValue.bool(true);
      case VALUE_FALSE -> JsonValue.bool(false);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Num(parser.getText());
      case VALUE_STRING -> JsonValue.text(parser.getText());
      case START_ARRAY -> array();
      case START_OBJECT -> object();
      default -> throw new JsonException(source + " is no JSON: " + token);
    };
  }

  private JsonValue array() throws IOException {
    List<JsonValue> elements = new ArrayList<>();
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      elements.add(value(token));
    }
    return new JsonValue.Array(elements);
  }

  private JsonValue object() throws IOException {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      members.put(key, value(parser.nextToken()));
    }
    return new JsonValue.Obj(members);
  }

  @Override
  public void close() {
    try {
      parser.close();
    } catch (IOException e) {
      throw new JsonException(source + " can't be closed: " + e.getMessage());
    }
  }
}
