package io.tightwire.processor.generate;

import static io.tightwire.processor.generate.RuntimeTypes.SERVER_METHOD;
import static io.tightwire.processor.generate.RuntimeTypes.SKELETON;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.CodeBlock;
import com.squareup.javapoet.MethodSpec;
import com.squareup.javapoet.ParameterizedTypeName;
import com.squareup.javapoet.TypeName;
import com.squareup.javapoet.TypeSpec;
import com.squareup.javapoet.WildcardTypeName;
import java.util.List;
import java.util.Optional;
import javax.lang.model.element.Modifier;

/**
 * Writes {@code CalculatorSkeleton}: what servers host. The signatures are the same whether the
 * service is valid or not; the bodies differ. Confined to the compiler's thread.
 */
final class SkeletonGenerator {

  /** The constructor's parameter. */
  static final String IMPLEMENTATION_PARAMETER = "implementation";

  /** The type of a method of any result. */
  static final TypeName ANY_METHOD =
      ParameterizedTypeName.get(SERVER_METHOD, WildcardTypeName.subtypeOf(Object.class));

  /** The code inside a skeleton. Confined to the compiler's thread. */
  interface Bodies {

    /** Returns the constructor's body. */
    CodeBlock constructor();

    /** Returns the body of the method that returns the service's name. */
    CodeBlock serviceName();

    /** Returns the body of the method that returns the service's methods. */
    CodeBlock methods();

    /** Returns the body of the method that returns the service's description. */
    CodeBlock description();

    /** Adds the private members that the bodies need. */
    void addMembers(TypeSpec.Builder skeleton);
  }

  private final ServiceNames names;
  private final Bodies bodies;

  SkeletonGenerator(ServiceNames names, Bodies bodies) {
    this.names = names;
    this.bodies = bodies;
  }

  TypeSpec generate() {
    TypeSpec.Builder skeleton =
        TypeSpec.classBuilder(names.skeleton())
            .addModifiers(names.classModifiers())
            .addSuperinterface(SKELETON)
            .addJavadoc(
                """
                The server's side of {@link $T}: decodes calls and runs them on an
                implementation, which many threads call concurrently. Immutable.
                """,
                names.interfaceName())
            .addMethod(constructor())
            .addMethod(override("serviceName", ClassName.get(String.class), bodies.serviceName()))
            .addMethod(
                override(
                    "methods",
                    ParameterizedTypeName.get(ClassName.get(List.class), ANY_METHOD),
                    bodies.methods()))
            .addMethod(
                override(
                    "description",
                    ParameterizedTypeName.get(Optional.class, String.class),
                    bodies.description()));
    names
        .service()
        .deprecation()
        .ifPresent(deprecated -> skeleton.addAnnotation(AnnotationSpec.get(deprecated)));
    bodies.addMembers(skeleton);
    return skeleton.build();
  }

  /** Emits {@code public CalculatorSkeleton(Calculator implementation)}. */
  private MethodSpec constructor() {
    return MethodSpec.constructorBuilder()
        .addModifiers(names.memberModifiers())
        .addJavadoc("Creates a skeleton.\n\n@param implementation what runs the calls\n")
        .addParameter(names.interfaceName(), IMPLEMENTATION_PARAMETER)
        .addCode(bodies.constructor())
        .build();
  }

  private static MethodSpec override(String name, TypeName result, CodeBlock body) {
    return MethodSpec.methodBuilder(name)
        .addAnnotation(Override.class)
        .addModifiers(Modifier.PUBLIC)
        .returns(result)
        .addCode(body)
        .build();
  }
}
