package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.EnumCodec;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import io.tightwire.generated.DeclaredException;
import java.util.ArrayList;
import java.util.List;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Obscured} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class ObscuredCodecs {
  static final EnumCodec<Obscured.Kind> KIND = new EnumCodec<>("Obscured.Kind",
      Obscured.Kind.values());

  static final EnumCodec<OS> OS_ = new EnumCodec<>("OS", OS.values());

  static final EnumCodec<OS.Kind> KIND_ = new EnumCodec<>("OS.Kind", OS.Kind.values());

  static final Codec<Obscured.Hidden> HIDDEN = Codec.of(
      ObscuredCodecs::writeHidden, ObscuredCodecs::readHidden);

  static final Codec<Obscured.Codecs> CODECS = Codec.of(
      ObscuredCodecs::writeCodecs, ObscuredCodecs::readCodecs);

  static final DeclaredException<Exception> EXCEPTION = DeclaredException.of(
      Exception.class,
      Codec.of(
          ObscuredCodecs::writeException, ObscuredCodecs::readException));

  private ObscuredCodecs() {
  }

  static void writeHidden(WireWriter out, Obscured.Hidden value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(5);
    out.writeInt(value.Codecs());
    out.writeString(value.Objects());
    writeListOfString(out, value.ArrayList());
    KIND.write(out, value.ObscuredCodecs());
    out.writeInt(value.java());
    out.endArray();
  }

  static Obscured.Hidden readHidden(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int Codecs_ = present > 0 ? in.readInt() : 0;
    String Objects_ = present > 1 ? in.readString() : null;
    List<String> ArrayList_ = present > 2 ? readListOfString(in) : new ArrayList<>();
    Obscured.Kind ObscuredCodecs_ = present > 3 ? KIND.read(in) : null;
    int java_ = present > 4 ? in.readInt() : 0;
    in.endArray(present - 5);
    try {
      return new Obscured.Hidden(Codecs_, Objects_, ArrayList_, ObscuredCodecs_, java_);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.Hidden", e);
    }
  }

  static void writeCodecs(WireWriter out, Obscured.Codecs value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Obscured.Codecs readCodecs(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Obscured.Codecs(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.Codecs", e);
    }
  }

  static void writeWireReader(WireWriter out, Obscured.WireReader value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Obscured.WireReader readWireReader(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Obscured.WireReader(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.WireReader", e);
    }
  }

  static void writeWireWriter(WireWriter out, Obscured.WireWriter value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Obscured.WireWriter readWireWriter(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Obscured.WireWriter(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.WireWriter", e);
    }
  }

  static void writeArrayList(WireWriter out, Obscured.ArrayList value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    writeListOfInteger(out, value.value());
    out.endArray();
  }

  static Obscured.ArrayList readArrayList(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    List<Integer> value = present > 0 ? readListOfInteger(in) : new ArrayList<>();
    in.endArray(present - 1);
    try {
      return new Obscured.ArrayList(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.ArrayList", e);
    }
  }

  static void writeGenerated(WireWriter out, Obscured.Generated value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Obscured.Generated readGenerated(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Obscured.Generated(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.Generated", e);
    }
  }

  static void writeInvocation(WireWriter out, Obscured.Invocation value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Obscured.Invocation readInvocation(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Obscured.Invocation(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.Invocation", e);
    }
  }

  static void writeRpcChannel(WireWriter out, Obscured.RpcChannel value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeInt(value.value());
    out.endArray();
  }

  static Obscured.RpcChannel readRpcChannel(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    int value = present > 0 ? in.readInt() : 0;
    in.endArray(present - 1);
    try {
      return new Obscured.RpcChannel(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Obscured.RpcChannel", e);
    }
  }

  static void writeListOfWireWriter(WireWriter out, List<Obscured.WireWriter> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeWireWriter(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Obscured.WireWriter element : value) {
        writeWireWriter(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Obscured.WireWriter> readListOfWireWriter(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Obscured.WireWriter> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readWireWriter(in));
    }
    in.endArray(0);
    return value;
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

  static void writeListOfInteger(WireWriter out, List<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        Codecs.INT.write(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Integer element : value) {
        Codecs.INT.write(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Integer> readListOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Integer> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(Codecs.INT.read(in));
    }
    in.endArray(0);
    return value;
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
    String message = present > 0 ? in.readString() : null;
    in.endArray(present - 1);
    try {
      return new Exception(message);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Exception", e);
    }
  }
}
