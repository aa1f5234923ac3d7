package io.tightwire.processor.generate;

import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Sequence;
import io.tightwire.processor.model.WireType.Unsupported;
import java.util.Map;
import java.util.Optional;

/** The Java types of wire types. Immutable. */
final class JavaTypes implements WireType.Visitor<TypeName> {

  private final ServiceModel service;

  JavaTypes(ServiceModel service) {
    this.service = service;
  }

  /** Returns the Java type: {@code int}, {@code List<Account>}. */
  TypeName of(WireType type) {
    return type.accept(this);
  }

  /** Returns the Java type as a type argument: {@code Integer}. */
  TypeName boxed(WireType type) {
    return of(type).box();
  }

  @Override
  public TypeName primitive(PrimitiveType type) {
    return switch (type) {
      case BOOLEAN -> TypeName.BOOLEAN;
      case BYTE -> TypeName.BYTE;
      case SHORT -> TypeName.SHORT;
      case CHAR -> TypeName.CHAR;
      case INT -> TypeName.INT;
      case LONG -> TypeName.LONG;
      case FLOAT -> TypeName.FLOAT;
      case DOUBLE -> TypeName.DOUBLE;
    };
  }

  @Override
  public TypeName scalar(ScalarType type) {
    return type == ScalarType.BYTES
        ? ArrayTypeName.of(TypeName.BYTE)
        : ClassName.bestGuess(type.javaName());
  }

  @Override
  public TypeName voidType() {
    return ClassName.get(Void.class);
  }

  @Override
  public TypeName named(String id) {
    return TypeName.get(service.definition(id).javaType());
  }

  @Override
  public TypeName sequence(Sequence.Kind kind, WireType element) {
    return ParameterizedTypeName.get(ClassName.get("java.util", kind.simpleName()), boxed(element));
  }

  @Override
  public TypeName mapping(WireType key, WireType value) {
    return ParameterizedTypeName.get(ClassName.get(Map.class), boxed(key), boxed(value));
  }

  @Override
  public TypeName optional(WireType element) {
    return ParameterizedTypeName.get(ClassName.get(Optional.class), boxed(element));
  }

  @Override
  public TypeName optionalPrimitive(PrimitiveType type) {
    return ClassName.get("java.util", "Optional" + type.capitalized());
  }

  @Override
  public TypeName array(WireType component) {
    return ArrayTypeName.of(of(component));
  }

  @Override
  public TypeName nonNull(WireType type, String what) {
    return of(type);
  }

  @Override
  public TypeName unsupported(Unsupported type) {
    throw new IllegalArgumentException("Passed validation: " + type);
  }
}
