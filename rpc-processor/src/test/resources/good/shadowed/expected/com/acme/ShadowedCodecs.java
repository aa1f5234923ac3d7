package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.lang.Exception;
import java.util.ArrayList;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Shadowed} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ShadowedCodecs {
  static final Codec<String> STRING = Codec.of(
      ShadowedCodecs::writeString, ShadowedCodecs::readString);

  static final Codec<java.util.List<List>> LIST_OF_LIST = Codec.of(
      ShadowedCodecs::writeListOfList, ShadowedCodecs::readListOfList);

  static final Codec<Integer> INTEGER = Codec.of(
      ShadowedCodecs::writeInteger, ShadowedCodecs::readInteger);

  static final Codec<Object> OBJECT = Codec.of(
      ShadowedCodecs::writeObject, ShadowedCodecs::readObject);

  static final Codec<java.util.Optional<Optional>> OPTIONAL_OF_OPTIONAL = Codec.of(
      ShadowedCodecs::writeOptionalOfOptional, ShadowedCodecs::readOptionalOfOptional);

  static final DeclaredException<Exception> EXCEPTION = DeclaredException.of(
      Exception.class,
      Codec.of(
          ShadowedCodecs::writeException, ShadowedCodecs::readException));

  private ShadowedCodecs() {
  }

  static void writeString(WireWriter out, String value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.value());
    out.endArray();
  }

  static String readString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    java.lang.String value = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new String(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("String", e);
    }
  }

  static void writeList(WireWriter out, List value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static List readList(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new List(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("List", e);
    }
  }

  static void writeInteger(WireWriter out, Integer value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    Codecs.INT.write(out, value.value());
    out.endArray();
  }

  static Integer readInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    java.lang.Integer value = present > 0 ? Codecs.INT.read(in) : null;
    in.endArray(present - 1);
    try {
      return new Integer(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Integer", e);
    }
  }

  static void writeObject(WireWriter out, Object value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeRuntimeException(out, value.value());
    out.endArray();
  }

  static Object readObject(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    RuntimeException value = present > 0 ? readRuntimeException(in) : null;
    in.endArray(present - 1);
    try {
      return new Object(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Object", e);
    }
  }

  static void writeRuntimeException(WireWriter out, RuntimeException value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeObjects(out, value.value());
    out.endArray();
  }

  static RuntimeException readRuntimeException(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Objects value = present > 0 ? readObjects(in) : null;
    in.endArray(present - 1);
    try {
      return new RuntimeException(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("RuntimeException", e);
    }
  }

  static void writeObjects(WireWriter out, Objects value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Objects readObjects(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Objects(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Objects", e);
    }
  }

  static void writeRemoteCall(WireWriter out, RemoteCall value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static RemoteCall readRemoteCall(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new RemoteCall(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("RemoteCall", e);
    }
  }

  static void writeCodec(WireWriter out, Shadowed.Codec value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeBlocking(out, value.value());
    out.endArray();
  }

  static Shadowed.Codec readCodec(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Shadowed.Blocking value = present > 0 ? readBlocking(in) : null;
    in.endArray(present - 1);
    try {
      return new Shadowed.Codec(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Shadowed.Codec", e);
    }
  }

  static void writeBlocking(WireWriter out, Shadowed.Blocking value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeOverride(out, value.value());
    out.endArray();
  }

  static Shadowed.Blocking readBlocking(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Shadowed.Override value = present > 0 ? readOverride(in) : null;
    in.endArray(present - 1);
    try {
      return new Shadowed.Blocking(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Shadowed.Blocking", e);
    }
  }

  static void writeOverride(WireWriter out, Shadowed.Override value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.value());
    out.endArray();
  }

  static Shadowed.Override readOverride(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    java.lang.String value = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Shadowed.Override(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Shadowed.Override", e);
    }
  }

  static void writeStub(WireWriter out, Shadowed.Stub value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Shadowed.Stub readStub(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Shadowed.Stub(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Shadowed.Stub", e);
    }
  }

  static void writeOptional(WireWriter out, Optional value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Optional readOptional(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Optional(value);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Optional", e);
    }
  }

  static void writeListOfString(WireWriter out, java.util.List<java.lang.String> value) {
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
      for (java.lang.String element : value) {
        out.writeString(element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static java.util.List<java.lang.String> readListOfString(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    java.util.List<java.lang.String> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(in.readString());
    }
    in.endArray(0);
    return value;
  }

  static void writeListOfList(WireWriter out, java.util.List<List> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeList(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (List element : value) {
        writeList(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static java.util.List<List> readListOfList(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    java.util.List<List> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readList(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfOptional(WireWriter out, java.util.Optional<Optional> value) {
    writeOptional(out, value == null ? null : value.orElse(null));
  }

  static java.util.Optional<Optional> readOptionalOfOptional(WireReader in) {
    return java.util.Optional.ofNullable(readOptional(in));
  }

  static void writeException(WireWriter out, Exception value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeString(value.getMessage());
    out.endArray();
  }

  static Exception readException(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    java.lang.String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Exception(message);
    } catch (java.lang.RuntimeException e) {
      throw CodecSupport.rejected("Exception", e);
    }
  }
}
