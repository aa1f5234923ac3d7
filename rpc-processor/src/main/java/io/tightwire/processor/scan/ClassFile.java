package io.tightwire.processor.scan;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The annotations of types in a class file (JVMS 4.7.20). Not all compilers show them to
 * processors. Only those that records and interfaces can have are kept. Immutable.
 */
final class ClassFile {

  private static final int MAGIC = 0xCAFEBABE;
  private static final int CLASS = 7;
  private static final int MAX_NESTING = 32;
  private static final Set<String> OF_TYPES =
      Set.of("RuntimeVisibleTypeAnnotations", "RuntimeInvisibleTypeAnnotations");

  private final Map<Integer, String> texts = new HashMap<>();
  private final Map<Integer, Integer> classes = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private final Map<Position, Map<String, Set<String>>> annotations = new HashMap<>();
  private final String name;

  /**
   * Reads a class file. *
   *
   * @throws IOException if it is not a class file, or of an unknown kind
   */
  ClassFile(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    if (in.readInt() != MAGIC) {
      throw new IOException("Not a class file");
    }
    skip(in, 4); // its version
    readConstants(in);
    skip(in, 2); // its modifiers
    name = text(classes.getOrDefault(in.readUnsignedShort(), 0));
    skip(in, 2); // its superclass
    int parents = in.readUnsignedShort();
    for (int i = 0; i < parents; i++) {
      members.add(Position.ofParent(i).member());
      skip(in, 2); // its name
    }
    readMembers(in, true);
    readMembers(in, false);
    readAttributes(in, Position.ELSEWHERE);
  }

  /** Returns the name of the class: {@code com/acme/Outer$Inner}. */
  String name() {
    return name;
  }

  /** Returns whether the class has the member that a position belongs to. */
  boolean has(Position position) {
    return members.contains(position.member());
  }

  /**
   * Returns the names of the annotations of a type or of a part of it, such as {@code
   * org/acme/Outer$Nullable}.
   *
   * @param path the way to the part: {@code [} is what an array holds, {@code 1;} the second type
   *     argument, {@code .} an inner class
   */
  List<String> annotations(Position position, String path) {
    return List.copyOf(
        annotations.getOrDefault(position, Map.of()).getOrDefault(path, new LinkedHashSet<>()));
  }

  private void readConstants(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 1; i < count; i++) {
      int tag = in.readUnsignedByte();
      switch (tag) {
        case 1 -> texts.put(i, in.readUTF());
        case CLASS -> classes.put(i, in.readUnsignedShort());
        case 8, 16, 19, 20 -> skip(in, 2);
        case 15 -> skip(in, 3);
        case 3, 4, 9, 10, 11, 12, 17, 18 -> skip(in, 4);
        case 5, 6 -> {
          skip(in, 8);
          i++; // long and double take two places
        }
        default -> throw new IOException("Unknown constant " + tag);
      }
    }
  }

  /**
   * Reads fields or methods. Not all compilers annotate components in class files, but the fields
   * of components have the same annotations.
   */
  private void readMembers(DataInputStream in, boolean fields) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      skip(in, 2); // its modifiers
      String member = text(in.readUnsignedShort());
      String descriptor = text(in.readUnsignedShort());
      Position position =
          fields ? Position.ofComponent(member) : Position.ofResult(member + descriptor);
      members.add(position.member());
      readAttributes(in, position);
    }
  }

  private void readAttributes(DataInputStream in, Position position) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      String attribute = text(in.readUnsignedShort());
      int length = in.readInt();
      int after = in.available() - length;
      if (OF_TYPES.contains(attribute)) {
        readAnnotations(in, position);
      } else if (attribute.equals("Record") && position.equals(Position.ELSEWHERE)) {
        readComponents(in);
      } else {
        skip(in, length);
      }
      if (in.available() != after) {
        throw new IOException(attribute + " is not as long as it says");
      }
    }
  }

  private void readComponents(DataInputStream in) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      Position position = Position.ofComponent(text(in.readUnsignedShort()));
      skip(in, 2); // its descriptor
      readAttributes(in, position);
    }
  }

  private void readAnnotations(DataInputStream in, Position enclosing) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      Position position = readTarget(in, enclosing);
      String path = readPath(in);
      String name = text(in.readUnsignedShort());
      skipValues(in, 0);
      if (name.startsWith("L") && name.endsWith(";")) {
        String annotation = name.substring(1, name.length() - 1);
        annotations
            .computeIfAbsent(position, k -> new HashMap<>())
            .computeIfAbsent(path, k -> new LinkedHashSet<>())
            .add(annotation);
      }
    }
  }

  private static Position readTarget(DataInputStream in, Position enclosing) throws IOException {
    int type = in.readUnsignedByte();
    return switch (type) {
      case 0x10 -> Position.ofParent(in.readUnsignedShort());
      case 0x13, 0x14 -> enclosing;
      case 0x16 -> new Position(enclosing.member(), in.readUnsignedByte());
      case 0x15 -> Position.ELSEWHERE;
      case 0x00, 0x01 -> {
        skip(in, 1);
        yield Position.ELSEWHERE;
      }
      case 0x11, 0x12, 0x17 -> {
        skip(in, 2);
        yield Position.ELSEWHERE;
      }
      default -> throw new IOException("Unknown target " + type);
    };
  }

  private static String readPath(DataInputStream in) throws IOException {
    int length = in.readUnsignedByte();
    StringBuilder path = new StringBuilder();
    for (int i = 0; i < length; i++) {
      int kind = in.readUnsignedByte();
      int argument = in.readUnsignedByte();
      switch (kind) {
        case 0 -> path.append('[');
        case 1 -> path.append('.');
        case 2 -> path.append('*');
        case 3 -> path.append(argument).append(';');
        default -> throw new IOException("Unknown step " + kind);
      }
    }
    return path.toString();
  }

  private static void skipValues(DataInputStream in, int nesting) throws IOException {
    int count = in.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      skip(in, 2); // its name
      skipValue(in, nesting);
    }
  }

  private static void skipValue(DataInputStream in, int nesting) throws IOException {
    if (nesting > MAX_NESTING) {
      throw new IOException("Nested too deeply");
    }
    char tag = (char) in.readUnsignedByte();
    switch (tag) {
      case 'e' -> skip(in, 4);
      case '@' -> {
        skip(in, 2); // its type
        skipValues(in, nesting + 1);
      }
      case '[' -> {
        int count = in.readUnsignedShort();
        for (int i = 0; i < count; i++) {
          skipValue(in, nesting + 1);
        }
      }
      default -> {
        if ("BCDFIJSZcs".indexOf(tag) < 0) {
          throw new IOException("Unknown value " + tag);
        }
        skip(in, 2);
      }
    }
  }

  private String text(int index) throws IOException {
    String text = texts.get(index);
    if (text == null) {
      throw new IOException("No text at " + index);
    }
    return text;
  }

  private static void skip(DataInputStream in, int bytes) throws IOException {
    if (bytes < 0 || in.skipBytes(bytes) < bytes) {
      throw new EOFException();
    }
  }

  /**
   * Where a type occurs in a class. Immutable.
   *
   * @param member the member that it belongs to
   * @param parameter the index of the method's parameter whose type it is, or -1
   */
  record Position(String member, int parameter) {

    private static final Position ELSEWHERE = new Position("", -1);

    static Position ofParent(int index) {
      return new Position("parent " + index, -1);
    }

    static Position ofComponent(String name) {
      return new Position("component " + name, -1);
    }

    /** Returns the position of a method's result. {@link JvmDescriptors} has the method's name. */
    static Position ofResult(String method) {
      return new Position("method " + method, -1);
    }

    /** Returns the position of a method's parameter. */
    static Position ofParameter(String method, int index) {
      return new Position("method " + method, index);
    }
  }
}
