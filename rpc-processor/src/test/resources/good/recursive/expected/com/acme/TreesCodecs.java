package com.acme;

import io.tightwire.codec.Codec;
import io.tightwire.codec.Codecs;
import io.tightwire.codec.WireReader;
import io.tightwire.codec.WireWriter;
import io.tightwire.generated.CodecSupport;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.annotation.processing.Generated;

/**
 * Writes and reads what the methods of {@link Trees} take and return.
 */
@Generated("io.tightwire.processor.RpcProcessor")
final class TreesCodecs {
  static final Codec<Trees.Tree> TREE = Codec.of(
      TreesCodecs::writeTree, TreesCodecs::readTree);

  static final Codec<Trees.Chain<Integer>> CHAIN_OF_INTEGER = Codec.of(
      TreesCodecs::writeChainOfInteger, TreesCodecs::readChainOfInteger);

  static final Codec<Trees.Expression> EXPRESSION = Codec.of(
      TreesCodecs::writeExpression, TreesCodecs::readExpression);

  private TreesCodecs() {
  }

  static void writeTree(WireWriter out, Trees.Tree value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(4);
    out.writeString(value.name());
    writeListOfTree(out, value.children());
    writeMapOfStringToTree(out, value.byName());
    writeArrayOfTree(out, value.more());
    out.endArray();
  }

  static Trees.Tree readTree(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    String name = present > 0 ? in.readString() : null;
    List<Trees.Tree> children = present > 1 ? readListOfTree(in) : new ArrayList<>();
    Map<String, Trees.Tree> byName =
        present > 2 ? readMapOfStringToTree(in) : new LinkedHashMap<>();
    Trees.Tree[] more = present > 3 ? readArrayOfTree(in) : null;
    in.endArray(present - 4);
    try {
      return new Trees.Tree(name, children, byName, more);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Trees.Tree", e);
    }
  }

  static void writeChainOfInteger(WireWriter out, Trees.Chain<Integer> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    Codecs.INT.write(out, value.head());
    writeOptionalOfChainOfInteger(out, value.tail());
    out.endArray();
  }

  static Trees.Chain<Integer> readChainOfInteger(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Integer head = present > 0 ? Codecs.INT.read(in) : null;
    Optional<Trees.Chain<Integer>> tail =
        present > 1 ? readOptionalOfChainOfInteger(in) : Optional.empty();
    in.endArray(present - 2);
    try {
      return new Trees.Chain<Integer>(head, tail);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Trees.Chain", e);
    }
  }

  static void writeExpression(WireWriter out, Trees.Expression value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    if (value instanceof Trees.Number actual) {
      out.writeString("Number");
      writeNumber(out, actual);
    } else if (value instanceof Trees.Sum actual) {
      out.writeString("Sum");
      writeSum(out, actual);
    } else {
      throw CodecSupport.unknownCase("Trees.Expression", value);
    }
    out.endArray();
  }

  static Trees.Expression readExpression(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    String tag = CodecSupport.beginTagged(in, "Trees.Expression");
    Trees.Expression value = switch (tag) {
      case "Number" -> readNumber(in);
      case "Sum" -> readSum(in);
      default -> throw CodecSupport.unknownTag("Trees.Expression", tag);
    };
    in.endArray(0);
    return value;
  }

  static void writeNumber(WireWriter out, Trees.Number value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(1);
    out.writeLong(value.value());
    out.endArray();
  }

  static Trees.Number readNumber(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    long value = present > 0 ? in.readLong() : 0;
    in.endArray(present - 1);
    try {
      return new Trees.Number(value);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Trees.Number", e);
    }
  }

  static void writeSum(WireWriter out, Trees.Sum value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(2);
    writeExpression(out, value.left());
    writeExpression(out, value.right());
    out.endArray();
  }

  static Trees.Sum readSum(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int present = in.beginArray();
    Trees.Expression left = present > 0 ? readExpression(in) : null;
    Trees.Expression right = present > 1 ? readExpression(in) : null;
    in.endArray(present - 2);
    try {
      return new Trees.Sum(left, right);
    } catch (RuntimeException e) {
      throw CodecSupport.rejected("Trees.Sum", e);
    }
  }

  static void writeListOfTree(WireWriter out, List<Trees.Tree> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int size = value.size();
    int start = out.size();
    out.beginArray(size);
    if (CodecSupport.isIndexed(value)) {
      for (int i = 0; i < size; i++) {
        writeTree(out, value.get(i));
      }
      out.endArray();
    } else {
      int count = 0;
      for (Trees.Tree element : value) {
        writeTree(out, element);
        count++;
      }
      out.endArray(start, count);
    }
  }

  static List<Trees.Tree> readListOfTree(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    List<Trees.Tree> value = new ArrayList<>(size);
    for (int i = 0; i < size; i++) {
      value.add(readTree(in));
    }
    in.endArray(0);
    return value;
  }

  static void writeMapOfStringToTree(WireWriter out, Map<String, Trees.Tree> value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    int start = out.size();
    out.beginMap(value.size());
    int count = 0;
    for (Map.Entry<String, Trees.Tree> entry : value.entrySet()) {
      out.writeString(entry.getKey());
      writeTree(out, entry.getValue());
      count++;
    }
    out.endMap(start, count);
  }

  static Map<String, Trees.Tree> readMapOfStringToTree(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginMap();
    Map<String, Trees.Tree> value = new LinkedHashMap<>();
    for (int i = 0; i < size; i++) {
      value.put(in.readString(), readTree(in));
    }
    in.endMap();
    return value;
  }

  static void writeArrayOfTree(WireWriter out, Trees.Tree[] value) {
    if (value == null) {
      out.writeNil();
      return;
    }
    out.beginArray(value.length);
    for (Trees.Tree element : value) {
      writeTree(out, element);
    }
    out.endArray();
  }

  static Trees.Tree[] readArrayOfTree(WireReader in) {
    if (in.tryReadNil()) {
      return null;
    }
    int size = in.beginArray();
    Trees.Tree[] value = new Trees.Tree[size];
    for (int i = 0; i < size; i++) {
      value[i] = readTree(in);
    }
    in.endArray(0);
    return value;
  }

  static void writeOptionalOfChainOfInteger(WireWriter out, Optional<Trees.Chain<Integer>> value) {
    writeChainOfInteger(out, value == null ? null : value.orElse(null));
  }

  static Optional<Trees.Chain<Integer>> readOptionalOfChainOfInteger(WireReader in) {
    return Optional.ofNullable(readChainOfInteger(in));
  }
}
