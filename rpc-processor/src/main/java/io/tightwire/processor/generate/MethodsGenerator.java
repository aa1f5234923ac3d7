package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.METHOD_DESCRIPTOR;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.MethodModel;
import java.time.Duration;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code CalculatorMethods}: the service's methods as data, which both sides use. Confined
 * to the compiler's thread.
 */
final class MethodsGenerator {

  private final ServiceContext context;

  MethodsGenerator(ServiceContext context) {
    this.context = context;
  }

  TypeSpec generate() {
    TypeSpec.Builder methods =
        TypeSpec.classBuilder(context.methodsName())
            .addModifiers(Modifier.FINAL)
            .addJavadoc(
                "The methods of {@link $T}, as both sides know them.\n", context.interfaceName())
            .addField(
                FieldSpec.builder(
                        String.class, MethodNames.SERVICE, Modifier.STATIC, Modifier.FINAL)
                    .initializer("$S", context.service().wireName())
                    .build());
    context.service().methods().forEach(method -> methods.addField(descriptor(method)));
    return methods
        .addMethod(MethodSpec.constructorBuilder().addModifiers(Modifier.PRIVATE).build())
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * static final MethodDescriptor<Integer> ADD = MethodDescriptor.unary(
   *         SERVICE, "add", 2, Codecs.INT.nonNull())
   *     .withFingerprint("c2ee062442a618a1")
   *     .withTimeout(Duration.parse("PT2S"));
   * }</pre>
   */
  private FieldSpec descriptor(MethodModel method) {
    return FieldSpec.builder(
            ParameterizedTypeName.get(METHOD_DESCRIPTOR, Signatures.result(method)),
            context.methodNames().descriptor(method),
            Modifier.STATIC,
            Modifier.FINAL)
        .initializer(
            "$T.$L(\n$>$>$N, $S, $L, $L)$<$<$L",
            METHOD_DESCRIPTOR,
            method.kind().isStreaming() ? "streaming" : "unary",
            MethodNames.SERVICE,
            method.wireName(),
            method.parameters().size(),
            context.wire().codec(method.result()),
            settings(method))
        .build();
  }

  private CodeBlock settings(MethodModel method) {
    CodeBlock.Builder settings = CodeBlock.builder().add("$>$>");
    settings.add(
        "\n.withFingerprint($S)", context.fingerprints().getOrDefault(method.wireName(), ""));
    if (method.input().isPresent()) {
      settings.add("\n.takingStream()");
    }
    if (!method.settings().timeout().isEmpty()) {
      settings.add("\n.withTimeout($T.parse($S))", Duration.class, method.settings().timeout());
    }
    if (method.settings().idempotent()) {
      settings.add("\n.asIdempotent()");
    }
    if (!method.settings().hedge().isEmpty()) {
      settings.add("\n.withHedge($T.parse($S))", Duration.class, method.settings().hedge());
    }
    if (!method.settings().lane().isEmpty()) {
      settings.add("\n.onLane($S)", method.settings().lane());
    }
    if (!method.exceptions().isEmpty()) {
      settings.add(
          "\n.throwing($L)",
          method.exceptions().stream()
              .map(
                  exception ->
                      CodeBlock.of(
                          "$T.$N",
                          context.codecsName(),
                          context.codecNames().exceptionConstant(exception)))
              .collect(CodeBlock.joining(", ")));
    }
    return settings.add("$<$<").build();
  }
}
