package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_EXCEPTION;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_STREAM;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.MethodModel;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import javax.lang.model.element.Modifier;

/**
 * Writes the part of a stub that implements the service's interface itself. Confined to the
 * compiler's thread.
 */
final class BlockingGenerator {

  private static final String STUB_FIELD = "stub";

  private final ServiceContext context;
  private final ClassName name;
  private final ShadowedNames hidden;

  BlockingGenerator(ServiceContext context) {
    this.context = context;
    this.name = context.names().stub().nestedClass("Blocking");
    this.hidden = ShadowedNames.of(context.service().origin());
  }

  /** Returns the name of the class, which is nested in the stub. */
  ClassName name() {
    return name;
  }

  TypeSpec generate() {
    TypeSpec.Builder view =
        TypeSpec.classBuilder(name)
            .addModifiers(Modifier.PRIVATE, Modifier.STATIC, Modifier.FINAL)
            .addSuperinterface(context.interfaceName())
            .avoidClashesWithNestedClasses(context.service().origin())
            .addField(context.names().stub(), STUB_FIELD, Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(
                MethodSpec.constructorBuilder()
                    .addParameter(context.names().stub(), STUB_FIELD)
                    .addStatement("this.$N = $N", STUB_FIELD, STUB_FIELD)
                    .build());
    context.service().methods().forEach(method -> view.addMethod(implement(method)));
    return view.build();
  }

  private MethodSpec implement(MethodModel method) {
    MethodSpec.Builder builder =
        Signatures.declare(method)
            .addAnnotation(Override.class)
            .addModifiers(Modifier.PUBLIC)
            .addAnnotations(NullableTypes.specs(method.annotations()))
            .returns(hidden.qualify(NullableTypes.of(method.javaType(), method.nullability())));
    hidden.qualify(builder);
    CodeBlock call =
        CodeBlock.of(
            "$L.$N($L)",
            Signatures.field(STUB_FIELD, method),
            method.name(),
            Signatures.arguments(method));
    if (Wildcards.requiresCast(TypeName.get(method.javaType()))) {
      builder.addAnnotation(Wildcards.UNCHECKED);
    }
    return switch (method.kind()) {
      case VALUE -> value(builder, method, call);
      case STAGE -> builder.addStatement(returned(method, "$L.remoteAsync()", call)).build();
      case FUTURE -> builder.addStatement(returned(method, "$L.remoteFuture()", call)).build();
      case PUBLISHER ->
          builder.addStatement(returned(method, "$L.remotePublisher()", call)).build();
      case STREAM -> stream(builder, method, call);
    };
  }

  /** Emits {@code return stub.add(a, b).remote()}, as the type that the interface declares. */
  private static CodeBlock returned(MethodModel method, String format, Object... arguments) {
    CodeBlock value = CodeBlock.of(format, arguments);
    TypeName declared = TypeName.get(method.javaType());
    return CodeBlock.of(
        "return $L", Wildcards.requiresCast(declared) ? Wildcards.cast(declared, value) : value);
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * public Account withdraw(String id, BigDecimal amount) throws InsufficientFundsException {
   *   try {
   *     return stub.withdraw(id, amount).remote();
   *   } catch (RpcRemoteException e) {
   *     if (e.getCause() instanceof InsufficientFundsException declared) {
   *       throw declared;
   *     }
   *     throw e;
   *   }
   * }
   * }</pre>
   */
  private MethodSpec value(MethodSpec.Builder builder, MethodModel method, CodeBlock call) {
    CodeBlock remote =
        method.isVoid() ? CodeBlock.of("$L.remote()", call) : returned(method, "$L.remote()", call);
    if (method.exceptions().isEmpty()) {
      return builder.addStatement(remote).build();
    }
    NameAllocator names = Signatures.parameterNames(method);
    String caught = names.newName("e");
    String declared = names.newName("declared");
    builder
        .beginControlFlow("try")
        .addStatement(remote)
        .nextControlFlow("catch ($T $N)", REMOTE_EXCEPTION, caught);
    for (ExceptionModel exception : method.exceptions()) {
      TypeName type = hidden.qualify(TypeName.get(exception.javaType()));
      builder.addException(type);
      if (exception.id().equals("java.lang.Throwable")) { // no pattern for it before Java 21
        builder
            .beginControlFlow("if ($N.getCause() != null)", caught)
            .addStatement("throw $N.getCause()", caught)
            .endControlFlow();
      } else {
        builder
            .beginControlFlow("if ($N.getCause() instanceof $T $N)", caught, type, declared)
            .addStatement("throw $N", declared)
            .endControlFlow();
      }
    }
    return builder.addStatement("throw $N", caught).endControlFlow().build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * public Stream<Integer> squares(int n) {
   *   RemoteStream<Integer> items = stub.squares(n).remoteStreaming();
   *   return StreamSupport.stream(
   *           Spliterators.spliteratorUnknownSize(items, Spliterator.ORDERED), false)
   *       .onClose(items::close);
   * }
   * }</pre>
   */
  private MethodSpec stream(MethodSpec.Builder builder, MethodModel method, CodeBlock call) {
    String items = Signatures.parameterNames(method).newName("items");
    return builder
        .addStatement(
            "$T $N = $L.remoteStreaming()",
            ParameterizedTypeName.get(
                REMOTE_STREAM, hidden.qualify(context.types().boxed(method.result()))),
            items,
            call)
        .addStatement(
            returned(
                method,
                "$T.stream(\n$T.spliteratorUnknownSize($N, $T.ORDERED), false)\n.onClose($N::close)",
                StreamSupport.class,
                Spliterators.class,
                items,
                Spliterator.class,
                items))
        .build();
  }
}
