package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.annotation.RpcMethod;
import io.tightwire.processor.model.CallKind;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.MethodModel.Settings;
import io.tightwire.processor.model.Nullability;
import io.tightwire.processor.model.ParameterModel;
import io.tightwire.processor.model.WireType;
import java.lang.annotation.AnnotationTypeMismatchException;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads one method of a service. Confined to the compiler's thread. */
final class MethodScanner {

  private final Types types;
  private final Elements elements;
  private final TypeScanner scanner;
  private final NullabilityScanner nullabilityScanner;
  private final MissingTypes missing;
  private final ExceptionScanner exceptions;

  MethodScanner(
      Types types,
      Elements elements,
      TypeScanner scanner,
      NullabilityScanner nullabilityScanner,
      Visibility visibility,
      MissingTypes missing) {
    this.types = types;
    this.elements = elements;
    this.scanner = scanner;
    this.nullabilityScanner = nullabilityScanner;
    this.missing = missing;
    this.exceptions = new ExceptionScanner(types, elements, scanner, visibility, missing);
  }

  /** Returns the model of a method, with inherited type variables bound. */
  MethodModel scan(DeclaredType service, ExecutableElement method) {
    ExecutableType type = Members.typeOf(types, service, method);
    String name = method.getSimpleName().toString();
    Settings settings = Settings.NONE;
    String wireName = "";
    @Nullable RpcMethod annotation = method.getAnnotation(RpcMethod.class);
    if (annotation != null) {
      try {
        wireName = annotation.name();
        settings = settings(annotation);
      } catch (AnnotationTypeMismatchException e) {
        missing.add("a constant in @RpcMethod of " + name);
      }
    }
    CallKind kind = kind(type.getReturnType());
    Nullability nullability = nullabilityScanner.ofResult(method);
    return new MethodModel(
        method,
        name,
        wireName.isEmpty() ? name : wireName,
        kind,
        type.getReturnType(),
        nullability,
        nullabilityScanner.declared(method, method.getReturnType(), nullability),
        result(kind, type.getReturnType(), nullability, method),
        parameters(method, type),
        exceptions.scan(type.getThrownTypes()),
        settings,
        !method.getTypeParameters().isEmpty(),
        method.isVarArgs(),
        Deprecations.of(method),
        DocCommentReader.of(elements, service.asElement(), method));
  }

  private static Settings settings(RpcMethod annotation) {
    return new Settings(
        annotation.timeout(), annotation.idempotent(), annotation.hedge(), annotation.lane());
  }

  private static CallKind kind(TypeMirror type) {
    if (type.getKind() != TypeKind.DECLARED
        || MoreTypes.asDeclared(type).getTypeArguments().size() != 1) {
      return CallKind.VALUE;
    }
    return switch (MoreTypes.asTypeElement(type).getQualifiedName().toString()) {
      case "java.util.concurrent.CompletionStage" -> CallKind.STAGE;
      case "java.util.concurrent.CompletableFuture" -> CallKind.FUTURE;
      case "java.util.stream.Stream" -> CallKind.STREAM;
      case "java.util.concurrent.Flow.Publisher" -> CallKind.PUBLISHER;
      default -> CallKind.VALUE;
    };
  }

  private WireType result(
      CallKind kind, TypeMirror type, Nullability nullability, ExecutableElement method) {
    boolean isValue = kind == CallKind.VALUE;
    Nullability those = isValue ? nullability : nullability.part(0);
    return scanner.scan(
        isValue ? type : MoreTypes.asDeclared(type).getTypeArguments().get(0),
        NullnessAnnotations.isNullable(method) ? those.allowingNull() : those,
        "The result");
  }

  private List<ParameterModel> parameters(ExecutableElement method, ExecutableType type) {
    List<ParameterModel> parameters = new ArrayList<>();
    for (int i = 0; i < method.getParameters().size(); i++) {
      VariableElement parameter = method.getParameters().get(i);
      TypeMirror javaType = type.getParameterTypes().get(i);
      String name = parameter.getSimpleName().toString();
      Nullability nullability = nullabilityScanner.ofParameter(method, i);
      WireType wireType = scanner.scan(javaType, nullability, "Argument \"" + name + '"');
      List<TypeElement> declared =
          nullabilityScanner.declared(parameter, parameter.asType(), nullability);
      parameters.add(
          new ParameterModel(parameter, name, javaType, nullability, declared, wireType));
    }
    return List.copyOf(parameters);
  }
}
