package io.tightwire.processor.model;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/** A type of the user's that travels. Immutable. */
public sealed interface Definition {

  /** Its name in messages: {@code Outer.Inner}. */
  String label();

  /** An identifier for it: {@code Inner}, {@code PageOfOrder}. Not unique. */
  String name();

  /** The Java type, with its type arguments. */
  TypeMirror javaType();

  /** Whether a codec object writes and reads it, rather than a pair of generated methods. */
  default boolean hasCodec() {
    return this instanceof Enumeration || this instanceof CustomType;
  }

  /** Where it is written. */
  Element origin();

  /** The types that it is directly made of. */
  List<WireType> parts();

  /**
   * Fields in order, and a constructor that takes them all: a record, or a declared exception.
   *
   * @param origin where it is written
   * @param label its name in messages
   * @param name an identifier for it
   * @param javaType the Java type
   * @param components its fields, in the constructor's order
   */
  record Structure(
      Element origin, String label, String name, TypeMirror javaType, List<Component> components)
      implements Definition {
    @Override
    public List<WireType> parts() {
      return components.stream().map(Component::type).toList();
    }
  }

  /**
   * An enum.
   *
   * @param origin where it is written
   * @param label its name in messages
   * @param name an identifier for it
   * @param javaType the Java type
   * @param constants the names of its constants, in order
   */
  record Enumeration(
      Element origin, String label, String name, TypeMirror javaType, List<String> constants)
      implements Definition {
    @Override
    public List<WireType> parts() {
      return List.of();
    }
  }

  /**
   * A sealed interface: one of the records and enums that it permits, with the name of which.
   *
   * @param origin where it is written
   * @param label its name in messages
   * @param name an identifier for it
   * @param javaType the Java type
   * @param cases what it may be; those of sealed interfaces below it are among them
   */
  record Union(Element origin, String label, String name, TypeMirror javaType, List<Case> cases)
      implements Definition {

    /**
     * One of the types that it may be.
     *
     * @param tag its name on the wire
     * @param javaType the Java type
     * @param type its shape
     */
    public record Case(String tag, TypeMirror javaType, WireType type) {}

    @Override
    public List<WireType> parts() {
      return cases.stream().map(Case::type).toList();
    }
  }

  /**
   * A type for which the service names a codec.
   *
   * @param origin where it is written
   * @param label its name in messages
   * @param name an identifier for it
   * @param javaType the Java type
   * @param codec the codec's class
   */
  record CustomType(
      Element origin, String label, String name, TypeMirror javaType, TypeMirror codec)
      implements Definition {
    @Override
    public List<WireType> parts() {
      return List.of();
    }
  }
}
