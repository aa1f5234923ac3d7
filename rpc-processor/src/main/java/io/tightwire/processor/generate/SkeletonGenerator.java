package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.INVOCATION;
import static io.tightwire.processor.generate.RuntimeTypes.READER;
import static io.tightwire.processor.generate.RuntimeTypes.SERVER_METHOD;
import static io.tightwire.processor.generate.RuntimeTypes.SKELETON;

import com.squareup.javapoet.AnnotationSpec;
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

/** Writes {@code CalculatorSkeleton}: what servers host. */
final class SkeletonGenerator {

  private static final String IMPLEMENTATION = "implementation";

  private final ServiceContext context;

  SkeletonGenerator(ServiceContext context) {
    this.context = context;
  }

  TypeSpec generate() {
    TypeSpec.Builder skeleton =
        TypeSpec.classBuilder(context.skeletonName())
            .addModifiers(context.visibility())
            .addSuperinterface(SKELETON)
            .addJavadoc(
                """
                The server's side of {@link $T}: decodes calls and runs them on an
                implementation, which is called by many threads at once. Immutable.
                """,
                context.interfaceName())
            .addField(context.interfaceName(), IMPLEMENTATION, Modifier.PRIVATE, Modifier.FINAL)
            .addMethod(constructor())
            .addMethod(serviceName())
            .addMethod(methods());
    context
        .service()
        .deprecation()
        .ifPresent(deprecated -> skeleton.addAnnotation(AnnotationSpec.get(deprecated)));
    context.service().methods().forEach(method -> skeleton.addMethod(handler(method)));
    return skeleton.build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * public CalculatorSkeleton(Calculator implementation) {
   *   this.implementation = Objects.requireNonNull(implementation, "implementation");
   * }
   * }</pre>
   */
  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(Signatures.visibility(context))
        .addJavadoc("Creates a skeleton.\n\n@param implementation what runs the calls\n")
        .addParameter(context.interfaceName(), IMPLEMENTATION)
        .addStatement(
            "this.$N = $T.requireNonNull($N, $S)",
            IMPLEMENTATION,
            Objects.class,
            IMPLEMENTATION,
            IMPLEMENTATION)
        .build();
  }

  private MethodSpec serviceName() {
    return MethodSpec.methodBuilder("serviceName")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(String.class)
        .addStatement("return $T.$N", context.methodsName(), MethodNames.SERVICE)
        .build();
  }

  /**
   * Emits:
   *
   * <pre>{@code
   * public List<ServerMethod<?>> methods() {
   *   ServerMethod<?>[] methods = {
   *       ServerMethod.<Integer>returning(CalculatorMethods.ADD, this::add),
   *       ServerMethod.<Integer>publishing(CalculatorMethods.COUNT, this::count)};
   *   return List.of(methods);
   * }
   * }</pre>
   *
   * An array, with type arguments: inferring them, once for each and again for all together, takes
   * compilers longer than all the rest of a large skeleton.
   */
  private MethodSpec methods() {
    TypeName anyMethod =
        ParameterizedTypeName.get(SERVER_METHOD, WildcardTypeName.subtypeOf(Object.class));
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
    return MethodSpec.methodBuilder("methods")
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(ParameterizedTypeName.get(ClassName.get(List.class), anyMethod))
        .addStatement("$T[] methods = {$L}", anyMethod, entries)
        .addStatement("return $T.of(methods)", List.class)
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

  /** Whether what the implementation returns is not what travels, as far as Java knows. */
  private static boolean isCast(MethodModel method) {
    TypeName declared = TypeName.get(method.javaType());
    if (method.kind() != CallKind.VALUE
        && ((ParameterizedTypeName) declared).typeArguments.get(0)
            instanceof WildcardTypeName wildcard) {
      return Wildcards.occurIn(wildcard.upperBounds.get(0));
    }
    return Wildcards.occurIn(declared);
  }

  /** What the implementation returns, as the runtime takes it. */
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
