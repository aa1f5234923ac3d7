package io.tightwire.processor.generate;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import java.util.List;
import java.util.Set;
import javax.lang.model.AnnotatedConstruct;
import javax.lang.model.element.Element;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;

/**
 * Declared types with what the user wrote of null, in the user's own dialect, so that generated
 * code needs no library that the interface does not. Stateless.
 */
final class NullableTypes {

  private static final Set<String> NULLABLE = Set.of("Nullable", "CheckForNull");

  private NullableTypes() {}

  /** {@code @Nullable String}, {@code List<@Nullable String>}. */
  static TypeName of(TypeMirror type) {
    return plain(type).annotated(annotations(type));
  }

  private static TypeName plain(TypeMirror type) {
    if (type.getKind() == TypeKind.ARRAY) {
      return ArrayTypeName.of(of(((ArrayType) type).getComponentType()));
    }
    TypeName name = TypeName.get(type);
    if (type.getKind() == TypeKind.DECLARED && name instanceof ParameterizedTypeName generic) {
      TypeName[] arguments =
          ((DeclaredType) type)
              .getTypeArguments().stream().map(NullableTypes::of).toArray(TypeName[]::new);
      return ParameterizedTypeName.get(generic.rawType, arguments);
    }
    return name;
  }

  /** What stands before a declaration and is not part of its type. */
  static List<AnnotationSpec> declared(Element element, TypeMirror type) {
    List<AnnotationSpec> ofType = annotations(type);
    return annotations(element).stream().filter(each -> !ofType.contains(each)).toList();
  }

  private static List<AnnotationSpec> annotations(AnnotatedConstruct construct) {
    return construct.getAnnotationMirrors().stream()
        .filter(
            annotation ->
                NULLABLE.contains(
                    annotation.getAnnotationType().asElement().getSimpleName().toString()))
        .map(AnnotationSpec::get)
        .distinct()
        .toList();
  }
}
