package io.tightwire.processor.model;

import java.util.List;

/**
 * What travels: the shape of a value, told apart by structure, so that two equal wire types share
 * one codec. Records, enums and sealed interfaces stand in it by id ({@link Named}), which is what
 * lets types be recursive; {@link ServiceModel#definitions} says what they are. Immutable.
 */
public sealed interface WireType {

  /** Dispatches on the type. */
  <R> R accept(Visitor<R> visitor);

  /** The types that this one is directly made of; definitions are not followed. */
  default List<WireType> parts() {
    return List.of();
  }

  /** The type itself, without the demand that a value be there. */
  default WireType bare() {
    return this;
  }

  /** A primitive. */
  record Primitive(PrimitiveType type) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.primitive(type);
    }
  }

  /** A reference type that travels as one value. */
  record Scalar(ScalarType type) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.scalar(type);
    }
  }

  /** No value: {@code void} and {@code Void}. */
  record VoidType() implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.voidType();
    }
  }

  /** A record, enum or sealed interface that a definition describes. */
  record Named(String id) implements WireType {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.named(id);
    }
  }

  /** Elements one after the other. */
  record Sequence(Kind kind, WireType element) implements WireType {

    /** Which collection it is. */
    public enum Kind {
      LIST("List"),
      SET("Set"),
      COLLECTION("Collection");

      private final String simpleName;

      Kind(String simpleName) {
        this.simpleName = simpleName;
      }

      /** The interface's name, without {@code java.util}. */
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

  /** A map. */
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

  /** An {@code Optional}. */
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

  /** An {@code OptionalInt}, {@code OptionalLong} or {@code OptionalDouble}. */
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

  /** An array, other than of bytes. */
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
   * A reference whose scope is null-marked and which is not marked as nullable.
   *
   * @param type the type itself
   * @param what what it is the type of, for messages at run time
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
   * A type that can't travel.
   *
   * @param type the type as messages name it
   * @param reason why not
   * @param supertypes what else it is, nearest first and without type arguments; told only where no
   *     codec is known
   */
  record Unsupported(String type, Reason reason, List<String> supertypes) implements WireType {

    public Unsupported {
      supertypes = List.copyOf(supertypes);
    }

    /** Why a type can't travel. */
    public enum Reason {
      /** The processor knows no way to write it. */
      NO_CODEC,
      /** It is a sealed class, of which records can't be a part. */
      SEALED_CLASS,
      /** It is generic, and used without type arguments. */
      RAW,
      /** It is {@code ?} or {@code ? super}. */
      WILDCARD,
      /** It is a type variable that nothing binds. */
      TYPE_VARIABLE,
      /** It is a stream, publisher or future somewhere else than as the result itself. */
      ASYNCHRONOUS_INSIDE,
      /** Its type arguments grow each time that it leads back to itself. */
      ENDLESS,
      /** A sealed interface permits it, whose type arguments do not say what its own are. */
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
   * One method for each kind of type; whoever adds a kind is told by the compiler what to extend.
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
