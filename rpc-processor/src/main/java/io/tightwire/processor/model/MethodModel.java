package io.tightwire.processor.model;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * One remote method. Immutable.
 *
 * @param origin where it is written
 * @param name its Java name
 * @param wireName its name on the wire
 * @param kind how it hands out its result
 * @param javaType what it returns, as declared
 * @param nullability where null may stand in that
 * @param annotations what stands before it to say so, and is no part of the type
 * @param result the shape of its result, or of one item of its stream
 * @param parameters its parameters, in order
 * @param exceptions the checked exceptions that it declares, subclasses before their parents
 * @param settings what {@code @RpcMethod} says of it
 * @param generic whether it has type parameters of its own
 * @param varargs whether the last parameter is declared with {@code ...}
 * @param deprecation its {@code @Deprecated}
 * @param comment its comment, if it has one
 */
public record MethodModel(
    Element origin,
    String name,
    String wireName,
    CallKind kind,
    TypeMirror javaType,
    Nullability nullability,
    List<TypeElement> annotations,
    WireType result,
    List<ParameterModel> parameters,
    List<ExceptionModel> exceptions,
    Settings settings,
    boolean generic,
    boolean varargs,
    Optional<AnnotationMirror> deprecation,
    Optional<DocComment> comment) {

  /** Whether it returns nothing. */
  public boolean isVoid() {
    return kind == CallKind.VALUE && result instanceof WireType.VoidType;
  }

  /** Returns whether every object has a method of that signature, with another result. */
  public boolean isReserved() {
    return parameters.isEmpty() && (name.equals("clone") || name.equals("finalize"));
  }

  /** The shapes of its parameters and of its result. */
  public Stream<WireType> types() {
    return Stream.concat(parameters.stream().map(ParameterModel::type), Stream.of(result));
  }

  /**
   * What {@code @RpcMethod} says, as written.
   *
   * @param timeout an ISO-8601 duration, or empty
   * @param idempotent whether it may be retried
   * @param lane the server's dispatch lane, or empty
   */
  public record Settings(String timeout, boolean idempotent, String lane) {}
}
