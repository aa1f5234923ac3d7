package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.ARGUMENTS_WRITER;
import static io.tightwire.processor.generate.RuntimeTypes.CHANNEL;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_CALL;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_STREAMING_CALL;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.FieldSpec;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** Writes {@code CalculatorStub}: what clients call. */
final class StubGenerator {

  private static final String CHANNEL_FIELD = "channel";

  private final ServiceContext context;
  private final StubComments comments;

  StubGenerator(ServiceContext context) {
    this.context = context;
    this.comments = new StubComments(context.interfaceName());
  }

  TypeSpec generate() {
    TypeSpec.Builder stub =
        TypeSpec.classBuilder(context.stubName())
            .addModifiers(context.visibility())
            .addJavadoc(
                """
                The client's side of {@link $T}. Each method describes a call; nothing is sent
                until one of the description's {@code remote} methods is called. Immutable;
                as safe for use by many threads as its channel is.
                """,
                context.interfaceName())
            .addField(
                FieldSpec.builder(CHANNEL, CHANNEL_FIELD, Modifier.PRIVATE, Modifier.FINAL).build())
            .addMethod(constructor());
    context
        .service()
        .deprecation()
        .ifPresent(deprecated -> stub.addAnnotation(AnnotationSpec.get(deprecated)));
    context.service().methods().forEach(method -> stub.addMethod(call(method)));
    BlockingGenerator blocking = new BlockingGenerator(context);
    return stub.addMethod(blocking.accessor()).addType(blocking.generate()).build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * public CalculatorStub(RpcChannel channel) {
   *   this.channel = Objects.requireNonNull(channel, "channel");
   * }
   * }</pre>
   */
  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Signatures.visibility(context))
        .addJavadoc("Creates a stub.\n\n@param channel what its calls go through\n")
        .addParameter(CHANNEL, CHANNEL_FIELD)
        .addStatement(
            "this.$N = $T.requireNonNull($N, $S)",
            CHANNEL_FIELD,
            Objects.class,
            CHANNEL_FIELD,
            CHANNEL_FIELD)
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * public RemoteCall<Integer> add(int a, int b) {
   *   return RemoteCall.of(channel, CalculatorMethods.ADD, out -> {
   *     out.writeInt(a);
   *     out.writeInt(b);
   *   });
   * }
   * }</pre>
   */
  private MethodSpec call(MethodModel method) {
    ClassName call = method.kind().isStreaming() ? REMOTE_STREAMING_CALL : REMOTE_CALL;
    TypeName result = Signatures.result(context, method);
    NameAllocator names = Signatures.parameterNames(method);
    MethodSpec.Builder builder = Signatures.declare(method).addJavadoc(comments.of(method));
    AnnotationSpec.Builder suppressed = AnnotationSpec.builder(SuppressWarnings.class);
    if (method.parameters().stream().anyMatch(StubGenerator::isCast)) {
      suppressed.addMember("value", "$S", "unchecked");
    }
    if (Signatures.hasGenericVarargs(method)) {
      suppressed.addMember("value", "$S", "varargs");
    }
    if (!suppressed.members.isEmpty()) {
      builder.addAnnotation(suppressed.build());
    }
    return builder
        .addModifiers(Signatures.visibility(context))
        .returns(ParameterizedTypeName.get(call, result))
        .addCode(
            "return $T.of($L, $T.$N,$W$L);\n",
            call,
            Signatures.field(CHANNEL_FIELD, method),
            context.methodsName(),
            context.methodNames().descriptor(method),
            arguments(method, names.newName("out")))
        .build();
  }

  /** {@code ArgumentsWriter.NONE}, {@code out -> out.writeInt(n)}, or a lambda with a block. */
  private CodeBlock arguments(MethodModel method, String out) {
    List<CodeBlock> writes =
        method.parameters().stream().map(parameter -> write(parameter, out)).toList();
    if (writes.isEmpty()) {
      return CodeBlock.of("$T.NONE", ARGUMENTS_WRITER);
    }
    if (writes.size() == 1) {
      return CodeBlock.of("$N ->$W$L", out, writes.get(0));
    }
    CodeBlock.Builder block = CodeBlock.builder().add("$N -> {\n$>", out);
    writes.forEach(write -> block.add("$L;\n", write));
    return block.add("$<}").build();
  }

  private static boolean isCast(ParameterModel parameter) {
    return Wildcards.occurIn(TypeName.get(parameter.javaType()));
  }

  private CodeBlock write(ParameterModel parameter, String out) {
    CodeBlock value = CodeBlock.of("$N", Signatures.name(parameter));
    return context
        .wire()
        .write(
            parameter.type(),
            out,
            isCast(parameter)
                ? Wildcards.cast(context.types().of(parameter.type()), value)
                : value);
  }
}
