package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.annotation.RpcMethod;
import io.tightwire.processor.model.CallKind;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.MethodModel.Settings;
import io.tightwire.processor.model.Nullability;
import io.tightwire.processor.model.ParameterModel;
import io.tightwire.processor.model.WireType;
import java.lang.annotation.AnnotationTypeMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.ExecutableElement;
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
    Optional<InputModel> input = input(method, type);
    return new MethodModel(
        method,
        name,
        wireName.isEmpty() ? name : wireName,
        kind,
        type.getReturnType(),
        nullability,
        nullabilityScanner.declared(method, method.getReturnType(), nullability),
        result(kind, type.getReturnType(), nullability, method),
        parameters(method, type, input.isPresent()),
        input,
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

  private List<ParameterModel> parameters(
      ExecutableElement method, ExecutableType type, boolean lastIsInput) {
    List<ParameterModel> parameters = new ArrayList<>();
    int count = method.getParameters().size() - (lastIsInput ? 1 : 0);
    for (int i = 0; i < count; i++) {
      VariableElement parameter = method.getParameters().get(i);
      TypeMirror javaType = type.getParameterTypes().get(i);
      Nullability nullability = nullabilityScanner.ofParameter(method, i);
      WireType wireType =
          kind(javaType).isStreaming()
              ? new WireType.Unsupported(
                  javaType.toString(), WireType.Unsupported.Reason.MISPLACED_INPUT, List.of())
              : scanner.scan(
                  javaType, nullability, "Argument \"" + parameter.getSimpleName() + '"');
      parameters.add(parameter(parameter, javaType, nullability, wireType));
    }
    return List.copyOf(parameters);
  }

  /** Returns the stream that the method takes, if its last parameter is one. */
  private Optional<InputModel> input(ExecutableElement method, ExecutableType type) {
    int last = method.getParameters().size() - 1;
    if (last < 0 || !kind(type.getParameterTypes().get(last)).isStreaming()) {
      return Optional.empty();
    }
    VariableElement parameter = method.getParameters().get(last);
    TypeMirror javaType = type.getParameterTypes().get(last);
    Nullability nullability = nullabilityScanner.ofParameter(method, last);
    WireType item =
        scanner.scan(
            MoreTypes.asDeclared(javaType).getTypeArguments().get(0),
            nullability.part(0),
            "An item of \"" + parameter.getSimpleName() + '"');
    return Optional.of(
        new InputModel(
            kind(javaType) == CallKind.STREAM ? InputModel.Kind.PULLED : InputModel.Kind.PUBLISHED,
            parameter(parameter, javaType, nullability, item),
            NullnessAnnotations.isNullable(parameter)
                || NullnessAnnotations.isNullable(parameter.asType())));
  }

  private ParameterModel parameter(
      VariableElement parameter, TypeMirror javaType, Nullability nullability, WireType type) {
    return new ParameterModel(
        parameter,
        parameter.getSimpleName().toString(),
        javaType,
        nullability,
        nullabilityScanner.declared(parameter, parameter.asType(), nullability),
        type);
  }
}
