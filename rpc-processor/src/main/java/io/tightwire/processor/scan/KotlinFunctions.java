package io.tightwire.processor.scan;

import com.google.auto.common.AnnotationMirrors;
import com.google.auto.common.MoreElements;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.TypeElement;

/**
 * The names of the methods that an interface written in Kotlin has. Java sources that Kotlin's
 * compiler writes for annotation processors leave out methods whose names Java can't write; {@code
 * kotlin.Metadata}, which is a message in the format of Protocol Buffers, still names them.
 * Confined to one use.
 */
final class KotlinFunctions {

  private static final String METADATA = "kotlin.Metadata";

  /** Field numbers of Kotlin's {@code metadata.proto} and {@code jvm_metadata.proto}. */
  private static final int FUNCTION = 9;

  private static final int PROPERTY = 10;
  private static final int NAME = 2;
  private static final int ON_JVM = 100;
  private static final int NAME_ON_JVM = 1;
  private static final int GETTER = 3;
  private static final int SETTER = 4;

  private final List<String> texts;
  private final List<String> names = new ArrayList<>();

  private KotlinFunctions(List<String> texts) {
    this.texts = texts;
  }

  /**
   * Returns the names of the methods in class files; none if the type is not written in Kotlin, or
   * has metadata of an unknown form.
   */
  static List<String> of(TypeElement type) {
    for (AnnotationMirror annotation : type.getAnnotationMirrors()) {
      TypeElement element = MoreElements.asType(annotation.getAnnotationType().asElement());
      if (element.getQualifiedName().contentEquals(METADATA)) {
        try {
          return read(texts(annotation, "d1"), texts(annotation, "d2"));
        } catch (RuntimeException e) {
          return List.of(); // perhaps of a later version
        }
      }
    }
    return List.of();
  }

  private static List<String> texts(AnnotationMirror annotation, String name) {
    Object value = AnnotationMirrors.getAnnotationValue(annotation, name).getValue();
    return ((List<?>) value)
        .stream().map(text -> (String) ((AnnotationValue) text).getValue()).toList();
  }

  private static List<String> read(List<String> data, List<String> texts) {
    String all = String.join("", data);
    if (!all.startsWith("\0")) {
      return List.of(); // an old encoding
    }
    ByteBuffer in = ByteBuffer.wrap(all.substring(1).getBytes(StandardCharsets.ISO_8859_1));
    message(in); // the table of strings that are not plain names
    KotlinFunctions functions = new KotlinFunctions(texts);
    while (in.hasRemaining()) {
      int tag = number(in);
      switch (tag >>> 3) {
        case FUNCTION -> functions.function(message(in));
        case PROPERTY -> functions.property(message(in));
        default -> skip(in, tag);
      }
    }
    return functions.names;
  }

  private void function(ByteBuffer in) {
    int name = -1;
    int onJvm = -1;
    while (in.hasRemaining()) {
      int tag = number(in);
      switch (tag >>> 3) {
        case NAME -> name = number(in);
        case ON_JVM -> onJvm = nameOnJvm(message(in), name);
        default -> skip(in, tag);
      }
    }
    add(onJvm < 0 ? name : onJvm);
  }

  private void property(ByteBuffer in) {
    while (in.hasRemaining()) {
      int tag = number(in);
      if (tag >>> 3 == ON_JVM) {
        ByteBuffer methods = message(in);
        while (methods.hasRemaining()) {
          int method = number(methods);
          switch (method >>> 3) {
            case GETTER, SETTER -> add(nameOnJvm(message(methods), -1));
            default -> skip(methods, method);
          }
        }
      } else {
        skip(in, tag);
      }
    }
  }

  private static int nameOnJvm(ByteBuffer in, int otherwise) {
    int name = otherwise;
    while (in.hasRemaining()) {
      int tag = number(in);
      if (tag >>> 3 == NAME_ON_JVM) {
        name = number(in);
      } else {
        skip(in, tag);
      }
    }
    return name;
  }

  private void add(int name) {
    if (name >= 0) {
      names.add(texts.get(name));
    }
  }

  private static ByteBuffer message(ByteBuffer in) {
    int length = number(in);
    if (length < 0 || length > in.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer message = in.slice(in.position(), length);
    in.position(in.position() + length);
    return message;
  }

  private static void skip(ByteBuffer in, int tag) {
    switch (tag & 7) {
      case 0 -> number(in);
      case 1 -> in.position(in.position() + 8);
      case 2 -> message(in);
      case 5 -> in.position(in.position() + 4);
      default -> throw new IllegalArgumentException("Unknown type of field " + tag);
    }
  }

  private static int number(ByteBuffer in) {
    int value = 0;
    for (int shift = 0; ; shift += 7) {
      byte b = in.get();
      value |= shift < 32 ? (b & 0x7f) << shift : 0;
      if (b >= 0) {
        return value;
      }
    }
  }
}
