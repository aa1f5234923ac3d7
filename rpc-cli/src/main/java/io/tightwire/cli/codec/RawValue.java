package io.tightwire.cli.codec;

import io.tightwire.cli.json.JsonValue;
import io.tightwire.codec.CodecException;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessageUnpacker;
import org.msgpack.value.Value;

/**
 * MessagePack of a form that the description does not know (codecs of users' own), as the JSON that
 * is nearest to it: binary is {@code {"@bytes": "Base64"}}, and extensions are shown only.
 * Stateless; thread-safe.
 */
final class RawValue {

  private static final String BYTES = "@bytes";

  private RawValue() {}

  static JsonValue read(WireReader in) {
    byte[] encoded = in.readRaw(); // checks lengths and depth
    try (MessageUnpacker unpacker = MessagePack.newDefaultUnpacker(encoded)) {
      return json(unpacker.unpackValue());
    } catch (IOException | RuntimeException e) {
      throw new CodecException("A value can't be shown: " + e.getMessage());
    }
  }

  private static JsonValue json(Value value) {
    return switch (value.getValueType()) {
      case NIL -> JsonValue.NULL;
      case BOOLEAN -> JsonValue.bool(value.asBooleanValue().getBoolean());
      case INTEGER ->
          value.asIntegerValue().isInLongRange()
              ? ScalarReader.integer(value.asIntegerValue().asLong())
              : JsonValue.text(value.toString());
      case FLOAT -> ScalarReader.decimal(Double.toString(value.asFloatValue().toDouble()));
      case STRING -> JsonValue.text(value.asStringValue().asString());
      case BINARY -> bytes(value.asBinaryValue().asByteArray());
      case ARRAY -> array(value.asArrayValue());
      case MAP -> map(value.asMapValue().entrySet());
      case EXTENSION -> JsonValue.text(value.toString());
    };
  }

  private static JsonValue bytes(byte[] value) {
    return JsonValue.object().put(BYTES, Base64.getEncoder().encodeToString(value)).build();
  }

  private static JsonValue array(Iterable<Value> values) {
    List<JsonValue> elements = new ArrayList<>();
    values.forEach(value -> elements.add(json(value)));
    return new JsonValue.Array(elements);
  }

  private static JsonValue map(Iterable<Map.Entry<Value, Value>> entries) {
    Map<String, JsonValue> members = new LinkedHashMap<>();
    for (Map.Entry<Value, Value> entry : entries) {
      String key =
          entry.getKey().isStringValue()
              ? entry.getKey().asStringValue().asString()
              : entry.getKey().toJson();
      members.put(key, json(entry.getValue()));
    }
    return new JsonValue.Obj(members);
  }

  /** Writes JSON in the form that MessagePack has for it. */
  static void write(WireWriter out, JsonValue json, Place place) {
    if (json instanceof JsonValue.Bool bool) {
      out.writeBoolean(bool.value());
    } else if (json instanceof JsonValue.Num number) {
      write(out, number, place);
    } else if (json instanceof JsonValue.Text text) {
      out.writeString(text.value());
    } else if (json instanceof JsonValue.Array array) {
      out.beginArray(array.elements().size());
      for (int i = 0; i < array.elements().size(); i++) {
        write(out, array.elements().get(i), place.element(i));
      }
      out.endArray();
    } else if (json instanceof JsonValue.Obj object) {
      write(out, object.members(), place);
    } else {
      out.writeNil();
    }
  }

  private static void write(WireWriter out, JsonValue.Num number, Place place) {
    try {
      out.writeLong(new BigDecimal(number.digits()).longValueExact());
    } catch (ArithmeticException e) {
      out.writeDouble(Double.parseDouble(number.digits()));
    } catch (NumberFormatException e) {
      throw place.expected("a number with a smaller exponent", number);
    }
  }

  private static void write(WireWriter out, Map<String, JsonValue> members, Place place) {
    JsonValue bytes = members.get(BYTES);
    if (bytes != null && members.size() == 1) {
      ScalarWriter.write(out, "bytes", bytes, place);
      return;
    }
    out.beginMap(members.size());
    for (Map.Entry<String, JsonValue> member : members.entrySet()) {
      out.writeString(member.getKey());
      write(out, member.getValue(), place.member(member.getKey()));
    }
    out.endMap();
  }
}
