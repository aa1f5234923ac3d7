package io.tightwire.processor.generate;

import com.google.auto.common.MoreTypes;
import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ArrayTypeName;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.ParameterSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeMirror;

/** The parts of a generated method that follow from the user's method. Stateless. */
final class Signatures {

  private Signatures() {}

  /**
   * Begins a method with the user's name and parameters. The array of a varargs parameter is only
   * read, so {@code @SafeVarargs} spares callers a warning about generic ones; only final methods
   * may have that annotation.
   */
  static MethodSpec.Builder declare(MethodModel method) {
    return declare(method, method.name(), method.declaredParameters());
  }

  /** Begins a method with another name, and some of the user's parameters. */
  static MethodSpec.Builder declare(
      MethodModel method, String name, List<ParameterModel> parameters) {
    MethodSpec.Builder builder = MethodSpec.methodBuilder(name).varargs(method.varargs());
    method
        .deprecation()
        .ifPresent(deprecated -> builder.addAnnotation(AnnotationSpec.get(deprecated)));
    if (hasGenericVarargs(method)) {
      builder.addAnnotation(SafeVarargs.class).addModifiers(Modifier.FINAL);
    }
    return builder.addParameters(parameters.stream().map(Signatures::declare).toList());
  }

  /**
   * Returns whether a method's last parameter is generic varargs, such as {@code List<String>...}.
   */
  static boolean hasGenericVarargs(MethodModel method) {
    int last = method.parameters().size() - 1;
    return method.varargs() && isGeneric(TypeName.get(method.parameters().get(last).javaType()));
  }

  private static boolean isGeneric(TypeName type) {
    return type instanceof ArrayTypeName array
        ? isGeneric(array.componentType)
        : type instanceof ParameterizedTypeName;
  }

  /** Returns the type of a call's result, or of its items, and whether null is allowed in it. */
  static TypeName result(MethodModel method) {
    TypeMirror type = method.javaType();
    return switch (method.kind()) {
      case VALUE ->
          method.isVoid() || type.getKind().isPrimitive()
              ? TypeName.get(type).box()
              : Wildcards.replaced(NullableTypes.of(type, method.nullability()));
      case STAGE, FUTURE ->
          Wildcards.replaced(NullableTypes.of(argument(type), method.nullability().part(0)));
      case STREAM, PUBLISHER -> Wildcards.replaced(TypeName.get(argument(type)));
    };
  }

  /** Returns the type of an item of the stream that a method takes. */
  static TypeName item(InputModel input) {
    return Wildcards.replaced(TypeName.get(argument(input.parameter().javaType())));
  }

  private static TypeMirror argument(TypeMirror type) {
    return ((DeclaredType) type).getTypeArguments().get(0);
  }

  private static ParameterSpec declare(ParameterModel parameter) {
    return ParameterSpec.builder(
            NullableTypes.of(parameter.javaType(), parameter.nullability()), name(parameter))
        .addAnnotations(NullableTypes.specs(parameter.annotations()))
        .build();
  }

  /** Returns the parameter's name in generated code. */
  static String name(ParameterModel parameter) {
    return Identifiers.variable(parameter.name());
  }

  /** Returns an allocator of names that differ from the method's parameters. */
  static NameAllocator parameterNames(MethodModel method) {
    NameAllocator names = new NameAllocator();
    method.declaredParameters().forEach(parameter -> names.newName(name(parameter)));
    return names;
  }

  /**
   * Returns a reference to a field of the generated class, even if a parameter has the same name.
   */
  static CodeBlock field(String name, MethodModel method) {
    boolean hidden = method.declaredParameters().stream().anyMatch(p -> p.name().equals(name));
    return CodeBlock.of(hidden ? "this.$N" : "$N", name);
  }

  /** Returns the parameters as arguments of a call: {@code a, b}. */
  static String arguments(MethodModel method) {
    return method.declaredParameters().stream()
        .map(Signatures::name)
        .collect(Collectors.joining(", "));
  }

  /** Returns the type without type arguments, as it tells overloads apart. */
  static TypeName erased(TypeMirror type) {
    return switch (type.getKind()) {
      case ARRAY -> ArrayTypeName.of(erased(MoreTypes.asArray(type).getComponentType()));
      case DECLARED -> ClassName.get(MoreTypes.asTypeElement(type));
      case INTERSECTION -> erased(((IntersectionType) type).getBounds().get(0));
      case TYPEVAR -> erased(MoreTypes.asTypeVariable(type).getUpperBound());
      default -> TypeName.get(type).withoutAnnotations();
    };
  }
}
