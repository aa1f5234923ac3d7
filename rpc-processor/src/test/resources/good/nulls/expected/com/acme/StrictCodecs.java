package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;
import org.jspecify.annotations.NullUnmarked;

/**
 * Writes and reads what the methods of {@link Strict} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
@NullUnmarked
final class StrictCodecs {
  static final EnumCodec<Strict.Color> COLOR = new EnumCodec<>("Strict.Color",
      Strict.Color.values());

  static final Codec<List<String>> LIST_OF_STRING_ = Codec.of(
      StrictCodecs::writeListOfString_, StrictCodecs::readListOfString_);

  static final Codec<List<Strict.Person>> LIST_OF_PERSON = Codec.of(
      StrictCodecs::writeListOfPerson, StrictCodecs::readListOfPerson);

  static final Codec<String[]> ARRAY_OF_STRING = Codec.of(
      StrictCodecs::writeArrayOfString, StrictCodecs::readArrayOfString);

  static final Codec<Strict.Box<String>> BOX_OF_STRING = Codec.of(
      StrictCodecs::writeBoxOfString, StrictCodecs::readBoxOfString);

  static final Codec<Strict.Lax> LAX = Codec.of(
      StrictCodecs::writeLax, StrictCodecs::readLax);

  private StrictCodecs() {
  }

  static void writePerson(WireWriter out, Strict.Person value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(5);
    out.writeString(Codecs.nonNull(value.name(), "Strict.Person.name"));
    out.writeString(value.nick());
    writeListOfString_(out, Codecs.nonNull(value.tags(), "Strict.Person.tags"));
    COLOR.write(out, Codecs.nonNull(value.color(), "Strict.Person.color"));
    out.writeInt(value.age());
    out.endArray();
  }

  static Strict.Person readPerson(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String name = Codecs.nonNull(present > 0 ? in.readString() : null, "Strict.Person.name");
    String nick = present > 1 ? in.readString() : null;
    List<String> tags = Codecs.nonNull(present > 2 ? readListOfString_(in) : new ArrayList<>(),
        "Strict.Person.tags");
    Strict.Color color = Codecs.nonNull(present > 3 ? COLOR.read(in) : null, "Strict.Person.color");
    int age = present > 4 ? in.readInt() : 0;
    in.endArray(present - 5);
    try {
      return new Strict.Person(name, nick, tags, color, age);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Strict.Person", e);
    }
  }

  static void writeBoxOfString(WireWriter out, Strict.Box<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(Codecs.nonNull(value.content(), "Strict.Box.content"));
    out.endArray();
  }

  static Strict.Box<String> readBoxOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String content = Codecs.nonNull(present > 0 ? in.readString() : null, "Strict.Box.content");
    in.endArray(present - 1);
    try {
      return new Strict.Box<String>(content);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Strict.Box", e);
    }
  }

  static void writeBoxOfString_(WireWriter out, Strict.Box<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.content());
    out.endArray();
  }

  static Strict.Box<String> readBoxOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String content = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Strict.Box<String>(content);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Strict.Box", e);
    }
  }

  static void writeLax(WireWriter out, Strict.Lax value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.anything());
    out.endArray();
  }

  static Strict.Lax readLax(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String anything = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Strict.Lax(anything);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Strict.Lax", e);
    }
  }

  static void writeOptionalOfString(WireWriter out, Optional<String> value) {
    out.writeString(value == null ? null : value.orElse(null));
  }

  static Optional<String> readOptionalOfString(WireReader in) {
    return Optional.ofNullable(in.readString());
  }

  static void writeListOfString(WireWriter out, List<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        out.writeString(value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (String element : value) {
        out.writeString(element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<String> readListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(in.readString());
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfString_(WireWriter out, List<String> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        out.writeString(Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (String element : value) {
        out.writeString(Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<String> readListOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<String> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(in.readString(), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToPerson(WireWriter out, Map<String, Strict.Person> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Strict.Person> entry : value.entrySet()) {
      out.writeString(Codecs.nonNull(entry.getKey(), "A key"));
      writePerson(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Strict.Person> readMapOfStringToPerson(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Strict.Person> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(Codecs.nonNull(in.readString(), "A key"), readPerson(in));
    }
    in.endMap();
    return value;
  }

  static void writeListOfPerson(WireWriter out, List<Strict.Person> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writePerson(out, Codecs.nonNull(value.get(i), "An element"));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Strict.Person element : value) {
        writePerson(out, Codecs.nonNull(element, "An element"));
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Strict.Person> readListOfPerson(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Strict.Person> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.nonNull(readPerson(in), "An element"));
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfString(WireWriter out, String[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (String element : value) {
      out.writeString(Codecs.nonNull(element, "An element"));
    }
    out.endArray();
  }

  static String[] readArrayOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    String[] value = new String[size];
    for (int i = 0; i < size; i++) {
      value[i] = Codecs.nonNull(in.readString(), "An element");
    }
    in.endArray(0);
    return value;
  }

  static void writeArrayOfString_(WireWriter out, String[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (String element : value) {
      out.writeString(element);
    }
    out.endArray();
  }

  static String[] readArrayOfString_(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    String[] value = new String[size];
    for (int i = 0; i < size; i++) {
      value[i] = in.readString();
    }
    in.endArray(0);
    return value;
  }
}
