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
 * @param origin where it is declared
 * @param name its Java name
 * @param wireName its name on the wire
 * @param kind how it returns its result
 * @param javaType its declared result
 * @param nullability where null is allowed in the result
 * @param annotations the annotations of the method that say so, which are no part of the type
 * @param result the type of its result on the wire, or of one item of its stream
 * @param parameters its parameters, in order, without a stream
 * @param input the stream that it takes, as its last parameter
 * @param exceptions the checked exceptions that it declares, subclasses before their parents
 * @param settings the settings of its {@code @RpcMethod}
 * @param generic whether it has type parameters
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
    Optional<InputModel> input,
    List<ExceptionModel> exceptions,
    Settings settings,
    boolean generic,
    boolean varargs,
    Optional<AnnotationMirror> deprecation,
    Optional<DocComment> comment) {

  /** Returns whether the method is {@code void}. */
  public boolean isVoid() {
    return kind == CallKind.VALUE && result instanceof WireType.VoidType;
  }

  /** Returns whether every object has a method of that signature, with another result. */
  public boolean isReserved() {
    return parameters.isEmpty() && (name.equals("clone") || name.equals("finalize"));
  }

  /** Returns its parameters as declared, with the stream that it takes. */
  public List<ParameterModel> declaredParameters() {
    return Stream.concat(parameters.stream(), input.stream().map(InputModel::parameter)).toList();
  }

  /** Returns the types of its parameters, of the items that it takes, and of its result. */
  public Stream<WireType> types() {
    return Stream.concat(
        declaredParameters().stream().map(ParameterModel::type), Stream.of(result));
  }

  /**
   * The settings of {@code @RpcMethod}, as written. Immutable.
   *
   * @param timeout an ISO-8601 duration, or empty
   * @param idempotent whether it may be retried
   * @param hedge an ISO-8601 duration, or empty
   * @param lane the server's dispatch lane, or empty
   */
  public record Settings(String timeout, boolean idempotent, String hedge, String lane) {

    /** The settings of a method without the annotation. */
    public static final Settings NONE = new Settings("", false, "", "");
  }
}
