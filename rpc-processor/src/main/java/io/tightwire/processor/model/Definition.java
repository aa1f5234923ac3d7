package io.tightwire.processor.model;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/** A type of the user's whose values are sent. Immutable. */
public sealed interface Definition {

  /** Returns the type's name in messages: {@code Outer.Inner}. */
  String label();

  /** Returns an identifier for the type: {@code Inner}, {@code PageOfOrder}. It is not unique. */
  String name();

  /** Returns the Java type, with its type arguments. */
  TypeMirror javaType();

  /**
   * Returns whether a codec object writes and reads the type, rather than a pair of generated
   * methods.
   */
  default boolean hasCodec() {
    return this instanceof Enumeration || this instanceof CustomType;
  }

  /** Returns where the type is declared. */
  Element origin();

  /** Returns the types that are directly inside. */
  List<WireType> parts();

  /**
   * Fields in order, and a constructor that takes them all: a record, or a declared exception.
   * Immutable.
   *
   * @param origin where it is declared
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
   * An enum. Immutable.
   *
   * @param origin where it is declared
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
   * A sealed interface: one of the records and enums that it permits, with its tag. Immutable.
   *
   * @param origin where it is declared
   * @param label its name in messages
   * @param name an identifier for it
   * @param javaType the Java type
   * @param cases the records and enums that it permits, also through sealed interfaces below it
   */
  record Union(Element origin, String label, String name, TypeMirror javaType, List<Case> cases)
      implements Definition {

    /**
     * One of the types that a sealed interface permits. Immutable.
     *
     * @param tag its name on the wire
     * @param javaType the Java type
     * @param type its type on the wire
     */
    public record Case(String tag, TypeMirror javaType, WireType type) {}

    @Override
    public List<WireType> parts() {
      return cases.stream().map(Case::type).toList();
    }
  }

  /**
   * A type for which the service names a codec. Immutable.
   *
   * @param origin where it is declared
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
