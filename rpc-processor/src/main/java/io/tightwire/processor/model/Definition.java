package io.tightwire.processor.model;

import java.util.List;
import javax.lang.model.type.TypeMirror;

/** A type of the user's that travels. Immutable. */
public sealed interface Definition {

  /** Its name in messages: {@code Outer.Inner}. */
  String label();

  /** An identifier for it: {@code Inner}, {@code PageOfOrder}. Not unique. */
  String name();

  /** The Java type, with its type arguments. */
  TypeMirror javaType();

  /** The types that it is directly made of. */
  List<WireType> parts();

  /**
   * Fields in order, and a constructor that takes them all: a record, or a declared exception.
   *
   * @param label its name in messages
   * @param name an identifier for it
   * @param javaType the Java type
   * @param components its fields, in the constructor's order
   */
  record Structure(String label, String name, TypeMirror javaType, List<Component> components)
      implements Definition {
    @Override
    public List<WireType> parts() {
      return components.stream().map(Component::type).toList();
    }
  }

  /**
   * An enum.
   *
   * @param label its name in messages
   * @param name an identifier for it
   * @param javaType the Java type
   */
  record Enumeration(String label, String name, TypeMirror javaType) implements Definition {
    @Override
    public List<WireType> parts() {
      return List.of();
    }
  }
}
