package io.tightwire.processor.generate;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.WildcardTypeName;
import io.tightwire.processor.model.Nullability;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.WildcardType;

/**
 * Declared types with the user's annotations for null. They are copied as the user wrote them, so
 * that generated code needs no library that the interface does not. Stateless.
 */
final class NullableTypes {

  private NullableTypes() {}

  /**
   * Returns the type with its annotations: {@code @Nullable String}, {@code List<@Nullable
   * String>}.
   */
  static TypeName of(TypeMirror type, Nullability nullability) {
    if (type.getKind() == TypeKind.WILDCARD) {
      return plain(type, nullability); // an annotation there belongs to its bound
    }
    return plain(type, nullability).annotated(specs(nullability.annotations()));
  }

  private static TypeName plain(TypeMirror type, Nullability nullability) {
    if (type.getKind() == TypeKind.ARRAY) {
      return ArrayTypeName.of(of(((ArrayType) type).getComponentType(), nullability.part(0)));
    }
    if (type.getKind() == TypeKind.WILDCARD && ((WildcardType) type).getExtendsBound() != null) {
      return WildcardTypeName.subtypeOf(of(((WildcardType) type).getExtendsBound(), nullability));
    }
    TypeName name = TypeName.get(type);
    if (type.getKind() == TypeKind.DECLARED && name instanceof ParameterizedTypeName generic) {
      List<TypeName> arguments = new ArrayList<>();
      for (TypeMirror argument : ((DeclaredType) type).getTypeArguments()) {
        arguments.add(of(argument, nullability.part(arguments.size())));
      }
      return ParameterizedTypeName.get(generic.rawType, arguments.toArray(TypeName[]::new));
    }
    return name;
  }

  /** Returns the annotations as JavaPoet writes them. */
  static List<AnnotationSpec> specs(List<TypeElement> annotations) {
    return annotations.stream()
        .map(annotation -> AnnotationSpec.builder(ClassName.get(annotation)).build())
        .toList();
  }
}
