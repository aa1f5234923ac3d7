package io.tightwire.processor.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;

/**
 * An annotated interface, and everything that generated code must know of it. Immutable.
 *
 * @param origin the interface
 * @param label its name in messages: {@code Calculator}
 * @param wireName its name on the wire
 * @param names the names of the generated classes
 * @param traits what is unusual about it
 * @param methods its remote methods, inherited ones first
 * @param unwritable its methods whose names Java can't write
 * @param definitions the records, enums and sealed interfaces that its methods reach, by id, in the
 *     order in which they are reached
 * @param codecs the codecs that it names
 * @param missing the types that it needs and that do not exist, at least not yet
 * @param deprecation its {@code @Deprecated}
 */
public record ServiceModel(
    TypeElement origin,
    String label,
    String wireName,
    GeneratedNames names,
    Set<Trait> traits,
    List<MethodModel> methods,
    List<Unwritable> unwritable,
    Map<String, Definition> definitions,
    List<CodecModel> codecs,
    Set<String> missing,
    Optional<AnnotationMirror> deprecation) {

  /**
   * A method whose name Java can't write. Immutable.
   *
   * @param name its name
   * @param origin where it is declared
   */
  public record Unwritable(String name, Element origin) {}

  /** The traits of an annotated type. Immutable. */
  public enum Trait {
    /** It is a class, record, enum or annotation. */
    NOT_AN_INTERFACE,
    /** It has type parameters. */
    GENERIC,
    /** It, or a type around it, is private. */
    PRIVATE,
    /** It is sealed. */
    SEALED,
    /** It is public, and so are the types around it. */
    PUBLIC,
    /** It, or something that it reaches, is deprecated. */
    DEPRECATED,
    /** A type of its package has the name of one in {@code java.lang}. */
    SHADOWS_JAVA_LANG,
    /** It is in a scope where types are not nullable unless they say so (JSpecify). */
    NULL_MARKED
  }

  /** Returns the interface's qualified name: {@code com.acme.Calculator}. */
  public String qualifiedName() {
    return names.packageName().isEmpty() ? label : names.packageName() + '.' + label;
  }

  /** Returns whether the type has a trait. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  /** Returns the definition of a type that is referred to by id. */
  public Definition definition(String id) {
    Definition definition = definitions.get(id);
    if (definition == null) {
      throw new IllegalArgumentException("No definition of " + id + " in " + label);
    }
    return definition;
  }

  /** Returns whether a type that it needs does not exist, at least not yet. */
  public boolean isIncomplete() {
    return !missing.isEmpty();
  }
}
