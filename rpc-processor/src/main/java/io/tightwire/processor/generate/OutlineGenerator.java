package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.CHANNEL;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_CALL;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_STREAMING_CALL;
import static io.tightwire.processor.generate.RuntimeTypes.SERVER_METHOD;
import static io.tightwire.processor.generate.RuntimeTypes.SKELETON;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ServiceModel;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.element.Modifier;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;

/**
 * Writes stub and skeleton of a service with mistakes: the signatures are there, so that code which
 * uses them compiles and the mistakes themselves are all that the compiler reports.
 */
final class OutlineGenerator {

  private final ServiceModel service;
  private final ClassName interfaceName;

  OutlineGenerator(ServiceModel service) {
    this.service = service;
    this.interfaceName = ClassName.get(service.origin());
  }

  List<TypeSpec> generate() {
    return List.of(stub(), skeleton());
  }

  private TypeSpec stub() {
    TypeSpec.Builder stub =
        TypeSpec.classBuilder(service.names().stub())
            .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
            .addMethod(constructor(CHANNEL, "channel"))
            .addMethod(absent(MethodSpec.methodBuilder("blocking").returns(interfaceName)));
    for (MethodModel method : service.methods()) {
      if (!method.generic() && !isObjectMethod(method)) {
        stub.addMethod(absent(Signatures.declare(method).returns(call(method))));
      }
    }
    return stub.build();
  }

  private static boolean isObjectMethod(MethodModel method) {
    return method.parameters().isEmpty()
        && List.of("clone", "finalize", "blocking").contains(method.name());
  }

  private TypeSpec skeleton() {
    TypeName anyMethod =
        ParameterizedTypeName.get(SERVER_METHOD, WildcardTypeName.subtypeOf(Object.class));
    TypeName methods = ParameterizedTypeName.get(ClassName.get(List.class), anyMethod);
    return TypeSpec.classBuilder(service.names().skeleton())
        .addModifiers(Modifier.PUBLIC, Modifier.FINAL)
        .addSuperinterface(SKELETON)
        .addMethod(constructor(interfaceName, "implementation"))
        .addMethod(
            absent(
                MethodSpec.methodBuilder("serviceName")
                    .addAnnotation(Override.class)
                    .returns(String.class)))
        .addMethod(
            absent(
                MethodSpec.methodBuilder("methods").addAnnotation(Override.class).returns(methods)))
        .build();
  }

  private static MethodSpec constructor(TypeName type, String name) {
    return absent(MethodSpec.constructorBuilder().addParameter(type, name));
  }

  private static MethodSpec absent(MethodSpec.Builder method) {
    return method
        .addModifiers(Modifier.PUBLIC)
        .addStatement(
            "throw new $T($S)",
            UnsupportedOperationException.class,
            "The service did not compile; see its errors")
        .build();
  }

  private static TypeName call(MethodModel method) {
    TypeMirror type = method.javaType();
    List<TypeName> result = new ArrayList<>();
    switch (method.kind()) {
      case VALUE ->
          result.add(method.isVoid() ? ClassName.get(Void.class) : TypeName.get(type).box());
      default -> result.add(TypeName.get(((DeclaredType) type).getTypeArguments().get(0)));
    }
    return ParameterizedTypeName.get(
        method.kind().isStreaming() ? REMOTE_STREAMING_CALL : REMOTE_CALL,
        result.toArray(TypeName[]::new));
  }
}
