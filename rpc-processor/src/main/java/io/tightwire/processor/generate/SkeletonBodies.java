package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.HANDLER_INPUT;
import static io.tightwire.processor.generate.RuntimeTypes.INVOCATION;
import static io.tightwire.processor.generate.RuntimeTypes.READER;
import static io.tightwire.processor.generate.RuntimeTypes.SERVER_METHOD;
import static io.tightwire.processor.generate.RuntimeTypes.SERVICE_DESCRIPTION;

import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.NameAllocator;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import io.tightwire.processor.model.CallKind;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;

/** The code inside the skeleton of a valid service. Confined to the compiler's thread. */
final class SkeletonBodies implements SkeletonGenerator.Bodies {

  private static final String IMPLEMENTATION = SkeletonGenerator.IMPLEMENTATION_PARAMETER;

  private final ServiceContext context;

  SkeletonBodies(ServiceContext context) {
    this.context = context;
  }

  /** Emits {@code this.implementation = Objects.requireNonNull(implementation, …);}. */
  @Override
  public CodeBlock constructor() {
    return CodeBlock.builder()
        .addStatement(
            "this.$N = $T.requireNonNull($N, $S)",
            IMPLEMENTATION,
            Objects.class,
            IMPLEMENTATION,
            IMPLEMENTATION)
        .build();
  }

  @Override
  public CodeBlock serviceName() {
    return CodeBlock.builder()
        .addStatement("return $T.$N", context.methodsName(), MethodNames.SERVICE)
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * ServerMethod<?>[] methods = {
   *     ServerMethod.<Integer>returning(CalculatorMethods.ADD, this::add),
   *     ServerMethod.<Integer>publishing(CalculatorMethods.COUNT, this::count)};
   * return List.of(methods);
   * }</pre>
   *
   * An array, with type arguments: if compilers had to infer them, for each method and then for all
   * together, that would take longer than the rest of a large skeleton.
   */
  @Override
  public CodeBlock methods() {
    CodeBlock entries =
        context.service().methods().stream()
            .map(
                method ->
                    CodeBlock.of(
                        "\n$T.<$T>$L($T.$N,$Wthis::$N)$L",
                        SERVER_METHOD,
                        context.types().boxed(method.result()),
                        factory(method.kind()),
                        context.methodsName(),
                        context.methodNames().descriptor(method),
                        context.methodNames().handler(method),
                        isPublished(method) ? ".subscribing()" : ""))
            .collect(CodeBlock.joining(","));
    return CodeBlock.builder()
        .addStatement("$T[] methods = {$L}", SkeletonGenerator.ANY_METHOD, entries)
        .addStatement("return $T.of(methods)", List.class)
        .build();
  }

  /** Returns whether the implementation subscribes to the stream that it takes. */
  private static boolean isPublished(MethodModel method) {
    return method.input().filter(i -> i.kind() == InputModel.Kind.PUBLISHED).isPresent();
  }

  /**
   * Emits {@code return ServiceDescription.read(CalculatorSkeleton.class, "com.acme.Calculator");}.
   */
  @Override
  public CodeBlock description() {
    return CodeBlock.builder()
        .addStatement(
            "return $T.read($T.class, $S)",
            SERVICE_DESCRIPTION,
            context.names().skeleton(),
            context.service().qualifiedName())
        .build();
  }

  private static String factory(CallKind kind) {
    return switch (kind) {
      case VALUE -> "returning";
      case STAGE, FUTURE -> "completing";
      case STREAM -> "streaming";
      case PUBLISHER -> "publishing";
    };
  }

  @Override
  public void addMembers(TypeSpec.Builder skeleton) {
    skeleton.addField(context.interfaceName(), IMPLEMENTATION, Modifier.PRIVATE, Modifier.FINAL);
    context.service().methods().forEach(method -> skeleton.addMethod(handler(method)));
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * private Invocation<Integer> add(WireReader in) {
   *   int a = in.readInt();
   *   int b = in.readInt();
   *   return () -> implementation.add(a, b);
   * }
   * }</pre>
   *
   * and for a method that takes a stream:
   *
   * <pre>{@code
   * private Invocation<Receipt> upload(WireReader in, HandlerInput input) {
   *   String name = in.readString();
   *   Stream<Line> lines = input.stream(LedgerCodecs.LINE.nonNull());
   *   return () -> implementation.upload(name, lines);
   * }
   * }</pre>
   */
  private MethodSpec handler(MethodModel method) {
    NameAllocator names = Signatures.parameterNames(method);
    String in = names.newName("in");
    MethodSpec.Builder handler =
        MethodSpec.methodBuilder(context.methodNames().handler(method))
            .addModifiers(Modifier.PRIVATE)
            .addParameter(READER, in)
            .returns(ParameterizedTypeName.get(INVOCATION, returned(method)));
    boolean casts = isCast(method);
    for (ParameterModel parameter : method.parameters()) {
      casts |= addArgument(handler, parameter, context.wire().read(parameter.type(), in));
    }
    if (method.input().isPresent()) {
      String input = names.newName("input");
      handler.addParameter(HANDLER_INPUT, input);
      casts |= addInput(handler, method.input().get(), input);
    }
    if (casts) {
      handler.addAnnotation(Wildcards.UNCHECKED);
    }
    return handler.addCode(invocation(method)).build();
  }

  private boolean addInput(MethodSpec.Builder handler, InputModel model, String input) {
    ParameterModel parameter = model.parameter();
    CodeBlock items =
        CodeBlock.of(
            "$N.$L($L)",
            input,
            model.kind() == InputModel.Kind.PULLED ? "stream" : "publisher",
            context.wire().codec(parameter.type()));
    return addArgument(handler, parameter, items);
  }

  /** Adds the declaration of an argument. Returns whether its value is cast. */
  private static boolean addArgument(
      MethodSpec.Builder handler, ParameterModel parameter, CodeBlock value) {
    TypeName declared = TypeName.get(parameter.javaType());
    boolean requiresCast = Wildcards.requiresCast(declared);
    handler.addStatement(
        "$T $N =$W$L",
        declared,
        Signatures.name(parameter),
        requiresCast ? Wildcards.cast(declared, value) : value);
    return requiresCast;
  }

  private CodeBlock invocation(MethodModel method) {
    CodeBlock call =
        CodeBlock.of(
            "$L.$N($L)",
            Signatures.field(IMPLEMENTATION, method),
            method.name(),
            Signatures.arguments(method));
    if (isCast(method)) {
      return CodeBlock.of("return () -> $L;\n", Wildcards.cast(returned(method), call));
    }
    return method.isVoid()
        ? CodeBlock.of("return () -> {\n$>$L;\nreturn null;\n$<};\n", call)
        : CodeBlock.of("return () -> $L;\n", call);
  }

  /** Returns whether the declared result must be cast to the type that the runtime takes. */
  private static boolean isCast(MethodModel method) {
    TypeName declared = TypeName.get(method.javaType());
    return method.kind() == CallKind.VALUE
        ? Wildcards.occurIn(declared)
        : Wildcards.occurInsideArgument(declared);
  }

  /** Returns the result of the implementation, as the type that the runtime takes. */
  private TypeName returned(MethodModel method) {
    TypeName result = context.types().boxed(method.result());
    return switch (method.kind()) {
      case VALUE -> result;
      case STAGE, FUTURE -> of(CompletionStage.class, result);
      case STREAM -> of(Stream.class, result);
      case PUBLISHER -> of(Flow.Publisher.class, result);
    };
  }

  private static TypeName of(Class<?> type, TypeName result) {
    return ParameterizedTypeName.get(ClassName.get(type), WildcardTypeName.subtypeOf(result));
  }
}
