package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.ARGUMENTS_WRITER;
import static io.tightwire.processor.generate.RuntimeTypes.CALL_INPUT;
import static io.tightwire.processor.generate.RuntimeTypes.CHANNEL;

import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import java.util.List;
import java.util.Objects;
import javax.lang.model.element.Modifier;

/** The code inside the stub of a valid service. Confined to the compiler's thread. */
final class StubBodies implements StubGenerator.Bodies {

  private static final String CHANNEL_FIELD = StubGenerator.CHANNEL_PARAMETER;

  private final ServiceContext context;
  private final BlockingGenerator blocking;

  StubBodies(ServiceContext context) {
    this.context = context;
    this.blocking = new BlockingGenerator(context);
  }

  /** Emits {@code this.channel = Objects.requireNonNull(channel, "channel");}. */
  @Override
  public CodeBlock constructor() {
    return CodeBlock.builder()
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
   * return RemoteCall.of(channel, CalculatorMethods.ADD, out -> {
   *   out.writeInt(a);
   *   out.writeInt(b);
   * });
   * }</pre>
   *
   * A stream that the method takes is the last argument: {@code CallInput.pulled(codec, lines)}.
   */
  @Override
  public CodeBlock call(MethodModel method) {
    CodeBlock input =
        method.input().map(i -> CodeBlock.of(",$W$L", input(i))).orElse(CodeBlock.of(""));
    return CodeBlock.of(
        "return $T.of($L, $T.$N,$W$L$L);\n",
        StubGenerator.callType(method),
        Signatures.field(CHANNEL_FIELD, method),
        context.methodsName(),
        context.methodNames().descriptor(method),
        arguments(method, Signatures.parameterNames(method).newName("out")),
        input);
  }

  private CodeBlock input(InputModel input) {
    CodeBlock stream = CodeBlock.of("$N", Signatures.name(input.parameter()));
    TypeName declared = TypeName.get(input.parameter().javaType());
    return CodeBlock.of(
        "$T.$L($L,$W$L)",
        CALL_INPUT,
        input.kind() == InputModel.Kind.PULLED ? "pulled" : "published",
        context.wire().codec(input.parameter().type()),
        Wildcards.occurInsideArgument(declared)
            ? Wildcards.cast(Wildcards.replaced(declared), stream)
            : stream);
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * return RemoteUpload.of(channel, LedgerMethods.UPLOAD, LedgerCodecs.LINE.nonNull(), out ->
   *     out.writeString(name));
   * }</pre>
   */
  @Override
  public CodeBlock open(MethodModel method, InputModel input) {
    return CodeBlock.of(
        "return $T.of($L, $T.$N,$W$L,$W$L);\n",
        StubGenerator.openCallType(method),
        Signatures.field(CHANNEL_FIELD, method),
        context.methodsName(),
        context.methodNames().descriptor(method),
        context.wire().codec(input.parameter().type()),
        arguments(method, Signatures.parameterNames(method).newName("out")));
  }

  /** Emits {@code ArgumentsWriter.NONE}, {@code out -> out.writeInt(n)}, or a lambda block. */
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

  private CodeBlock write(ParameterModel parameter, String out) {
    CodeBlock value = CodeBlock.of("$N", Signatures.name(parameter));
    boolean isCast = Wildcards.occurIn(TypeName.get(parameter.javaType()));
    return context
        .wire()
        .write(
            parameter.type(),
            out,
            isCast ? Wildcards.cast(context.types().of(parameter.type()), value) : value);
  }

  /** Emits {@code return new Blocking(this);}. */
  @Override
  public CodeBlock blocking() {
    return CodeBlock.builder().addStatement("return new $T(this)", blocking.name()).build();
  }

  @Override
  public void addMembers(TypeSpec.Builder stub) {
    stub.addField(CHANNEL, CHANNEL_FIELD, Modifier.PRIVATE, Modifier.FINAL)
        .addType(blocking.generate());
  }
}
