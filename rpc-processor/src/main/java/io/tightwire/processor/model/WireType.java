package io.tightwire.processor.model;

import java.util.List;

/**
 * The type of a value that is sent. Wire types are equal if their structure is, and equal ones
 * share one codec. Records, enums and sealed interfaces are referred to by id ({@link Named}), so
 * that types can be recursive; {@link ServiceModel#definitions} has their definitions. Immutable.
 */
public sealed interface WireType {

  /** Calls the visitor's method for this kind of type. */
  <R> R accept(Visitor<R> visitor);

  /** Returns the types that are directly inside this one. Definitions are not followed. */
  default List<WireType> parts() {
    return List.of();
  }

  /** Returns the type without {@link NonNull} around it. */
  default WireType bare() {
    return this;
  }

  /** A primitive. Immutable. */
  record Primitive(PrimitiveType type) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.primitive(type);
    }
  }

  /** A reference type that is sent as one value. Immutable. */
  record Scalar(ScalarType type) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scalar(type);
    }
  }

  /** No value: {@code void} and {@code Void}. Immutable. */
  record VoidType() implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.voidType();
    }
  }

  /**
   * A record, enum, sealed interface or type with a custom codec, which a definition describes.
   * Immutable.
   */
  record Named(String id) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.named(id);
    }
  }

  /** Elements one after the other. Immutable. */
  record Sequence(Kind kind, WireType element) implements WireType {

    /** The collection's interface. Immutable. */
    public enum Kind {
      LIST("List"),
      SET("Set"),
      COLLECTION("Collection");

      private final String simpleName;

      Kind(String simpleName) {
        this.simpleName = simpleName;
      }

      /** Returns the interface's name, without {@code java.util}. */
      public String simpleName() {
        return simpleName;
      }
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.sequence(kind, element);
    }

    @Override
    public List<WireType> parts() {
      return List.of(element);
    }
  }

  /** A map. Immutable. */
  record Mapping(WireType key, WireType value) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.mapping(key, value);
    }

    @Override
    public List<WireType> parts() {
      return List.of(key, value);
    }
  }

  /** An {@code Optional}. Immutable. */
  record OptionalType(WireType element) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.optional(element);
    }

    @Override
    public List<WireType> parts() {
      return List.of(element);
    }
  }

  /** An {@code OptionalInt}, {@code OptionalLong} or {@code OptionalDouble}. Immutable. */
  record OptionalPrimitive(PrimitiveType type) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.optionalPrimitive(type);
    }

    @Override
    public List<WireType> parts() {
      return List.of(new Primitive(type));
    }
  }

  /** An array, except of bytes. Immutable. */
  record Array(WireType component) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.array(component);
    }

    @Override
    public List<WireType> parts() {
      return List.of(component);
    }
  }

  /**
   * A reference that must not be null: its scope is null-marked, and it is not marked as nullable.
   * Immutable.
   *
   * @param type the type itself
   * @param what the name of the value in messages at run time
   */
  record NonNull(WireType type, String what) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.nonNull(type, what);
    }

    @Override
    public List<WireType> parts() {
      return List.of(type);
    }

    @Override
    public WireType bare() {
      return type;
    }
  }

  /**
   * A type whose values can't be sent. Immutable.
   *
   * @param type the type's name in messages
   * @param reason the reason
   * @param supertypes its supertypes, nearest first and without type arguments; given only where no
   *     codec is known
   */
  record Unsupported(String type, Reason reason, List<String> supertypes) implements WireType {

    public Unsupported {
      supertypes = List.copyOf(supertypes);
    }

    /** The reasons why values of a type can't be sent. Immutable. */
    public enum Reason {
      /** The processor knows no way to write it. */
      NO_CODEC,
      /** It is a sealed class, which records can't extend. */
      SEALED_CLASS,
      /** It is generic, and used without type arguments. */
      RAW,
      /** It is {@code ?} or {@code ? super}. */
      WILDCARD,
      /** It is a type variable that nothing binds. */
      TYPE_VARIABLE,
      /** It is a stream, publisher or future, but neither the whole result nor a parameter. */
      ASYNCHRONOUS_INSIDE,
      /** It is a parameter that is a stream or publisher, but not the last one. */
      MISPLACED_INPUT,
      /** Its type arguments grow each time that it leads back to itself. */
      ENDLESS,
      /** A sealed interface permits it, and does not determine its type arguments. */
      UNDETERMINED,
      /** Generated code, in the service's package, may not name it. */
      INACCESSIBLE,
      /** It is a component whose name Java can't write. */
      UNWRITABLE,
      /** It does not exist (yet): another processor may be about to generate it. */
      UNRESOLVED
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unsupported(this);
    }
  }

  /**
   * One method for each kind of type. If a kind is added, the compiler finds the code to extend.
   * Confined to the compiler's thread.
   *
   * @param <R> the result
   */
  interface Visitor<R> {
    R primitive(PrimitiveType type);

    R scalar(ScalarType type);

    R voidType();

    R named(String id);

    R sequence(Sequence.Kind kind, WireType element);

    R mapping(WireType key, WireType value);

    R optional(WireType element);

    R optionalPrimitive(PrimitiveType type);

    R array(WireType component);

    R nonNull(WireType type, String what);

    R unsupported(Unsupported type);
  }
}
