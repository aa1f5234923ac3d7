package io.tightwire.processor.generate;

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
                        "\n$T.<$T>$L($T.$N,$Wthis::$N)",
                        SERVER_METHOD,
                        context.types().boxed(method.result()),
                        factory(method.kind()),
                        context.methodsName(),
                        context.methodNames().descriptor(method),
                        context.methodNames().handler(method)))
            .collect(CodeBlock.joining(","));
    return CodeBlock.builder()
        .addStatement("$T[] methods = {$L}", SkeletonGenerator.ANY_METHOD, entries)
        .addStatement("return $T.of(methods)", List.class)
        .build();
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
      TypeName declared = TypeName.get(parameter.javaType());
      CodeBlock read = context.wire().read(parameter.type(), in);
      boolean requiresCast = Wildcards.requiresCast(declared);
      casts |= requiresCast;
      handler.addStatement(
          "$T $N =$W$L",
          declared,
          Signatures.name(parameter),
          requiresCast ? Wildcards.cast(declared, read) : read);
    }
    if (casts) {
      handler.addAnnotation(Wildcards.UNCHECKED);
    }
    return handler.addCode(invocation(method)).build();
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
    if (method.kind() != CallKind.VALUE
        && ((ParameterizedTypeName) declared).typeArguments.get(0)
            instanceof WildcardTypeName wildcard) {
      return Wildcards.occurIn(wildcard.upperBounds.get(0));
    }
    return Wildcards.occurIn(declared);
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
