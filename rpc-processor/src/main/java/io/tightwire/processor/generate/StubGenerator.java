package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.CHANNEL;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_CALL;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_DUPLEX;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_STREAMING_CALL;
import static io.tightwire.processor.generate.RuntimeTypes.REMOTE_UPLOAD;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.InputModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import java.util.List;

/**
 * Writes {@code CalculatorStub}: what clients call. The signatures are the same whether the service
 * is valid or not; the bodies differ. Confined to the compiler's thread.
 */
final class StubGenerator {

  /** The constructor's parameter. */
  static final String CHANNEL_PARAMETER = "channel";

  /** The code inside a stub. Confined to the compiler's thread. */
  interface Bodies {

    /** Returns the constructor's body. */
    CodeBlock constructor();

    /** Returns the body of a method that describes a call. */
    CodeBlock call(MethodModel method);

    /** Returns the body of a method that describes a call whose items are sent one by one. */
    CodeBlock open(MethodModel method, InputModel input);

    /** Returns the body of the method that returns the blocking view. */
    CodeBlock blocking();

    /** Adds the private members that the bodies need. */
    void addMembers(TypeSpec.Builder stub);
  }

  private final ServiceNames names;
  private final Bodies bodies;
  private final StubComments comments;
  private final OpenNames openNames;

  StubGenerator(ServiceNames names, Bodies bodies) {
    this.names = names;
    this.bodies = bodies;
    this.comments = new StubComments(names.interfaceName());
    this.openNames = OpenNames.of(names.service());
  }

  TypeSpec generate() {
    TypeSpec.Builder stub =
        TypeSpec.classBuilder(names.stub())
            .addModifiers(names.classModifiers())
            .addJavadoc(
                """
                The client's side of {@link $T}. Each method describes a call; nothing is sent
                until one of the description's {@code remote} methods is called. Immutable;
                as thread-safe as its channel is.
                """,
                names.interfaceName())
            .addMethod(constructor());
    names
        .service()
        .deprecation()
        .ifPresent(deprecated -> stub.addAnnotation(AnnotationSpec.get(deprecated)));
    names.service().methods().stream()
        .filter(method -> !method.generic() && !method.isReserved())
        .forEach(method -> addCalls(stub, method));
    stub.addMethod(blocking());
    bodies.addMembers(stub);
    return stub.build();
  }

  /** Emits {@code public CalculatorStub(RpcChannel channel)}. */
  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(names.memberModifiers())
        .addJavadoc("Creates a stub.\n\n@param channel what its calls go through\n")
        .addParameter(CHANNEL, CHANNEL_PARAMETER)
        .addCode(bodies.constructor())
        .build();
  }

  private void addCalls(TypeSpec.Builder stub, MethodModel method) {
    stub.addMethod(call(method));
    method.input().ifPresent(input -> stub.addMethod(open(method, input)));
  }

  /** Returns what describes a call of the method. */
  static ClassName callType(MethodModel method) {
    return method.kind().isStreaming() ? REMOTE_STREAMING_CALL : REMOTE_CALL;
  }

  /** Returns what describes a call of the method whose items are sent one by one. */
  static ClassName openCallType(MethodModel method) {
    return method.kind().isStreaming() ? REMOTE_DUPLEX : REMOTE_UPLOAD;
  }

  /** Emits {@code public RemoteCall<Integer> add(int a, int b)}. */
  private MethodSpec call(MethodModel method) {
    return described(
            method, Signatures.declare(method), method.declaredParameters(), comments.of(method))
        .returns(ParameterizedTypeName.get(callType(method), Signatures.result(method)))
        .addCode(bodies.call(method))
        .build();
  }

  /** Emits {@code public RemoteUpload<Line, Receipt> upload(String name)}. */
  private MethodSpec open(MethodModel method, InputModel input) {
    return described(
            method,
            Signatures.declare(method, openNames.of(method), method.parameters()),
            method.parameters(),
            comments.ofOpen(method))
        .returns(
            ParameterizedTypeName.get(
                openCallType(method), Signatures.item(input), Signatures.result(method)))
        .addCode(bodies.open(method, input))
        .build();
  }

  private MethodSpec.Builder described(
      MethodModel method,
      MethodSpec.Builder builder,
      List<ParameterModel> parameters,
      CodeBlock comment) {
    builder.addJavadoc(comment);
    AnnotationSpec.Builder suppressed = AnnotationSpec.builder(SuppressWarnings.class);
    if (parameters.stream()
        .anyMatch(parameter -> Wildcards.occurIn(TypeName.get(parameter.javaType())))) {
      suppressed.addMember("value", "$S", "unchecked");
    }
    if (Signatures.hasGenericVarargs(method)) {
      suppressed.addMember("value", "$S", "varargs");
    }
    if (!suppressed.members.isEmpty()) {
      builder.addAnnotation(suppressed.build());
    }
    return builder.addModifiers(names.memberModifiers());
  }

  /** Emits {@code public Calculator blocking()}. */
  private MethodSpec blocking() {
    return MethodSpec.methodBuilder(blockingName())
        .addModifiers(names.memberModifiers())
        .addJavadoc(
            """
            This stub as the interface itself: each call blocks until its result is there, and
            throws what the interface declares. Futures and publishers don't block.

            @return a view of this stub
            """)
        .returns(names.interfaceName())
        .addCode(bodies.blocking())
        .build();
  }

  /** Returns {@code blocking}, unless the service has a method of that signature itself. */
  private String blockingName() {
    boolean taken =
        names.service().methods().stream()
            .anyMatch(m -> m.name().equals("blocking") && m.declaredParameters().isEmpty());
    return taken ? "blockingView" : "blocking";
  }
}
