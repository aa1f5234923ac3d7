package io.tightwire.processor.generate;

import com.squareup.javapoet.AnnotationSpec;
import com.squareup.javapoet.ClassName;
import com.squareup.javapoet.JavaFile;
import com.squareup.javapoet.TypeSpec;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.ServiceModel.Trait;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;

/**
 * The source files of a service. This class marks all of them as generated, and from which
 * interface. Stateless.
 */
public final class Artifacts {

  private static final String JSPECIFY = "org.jspecify.annotations";
  private static final String GENERATOR = "io.tightwire.processor.RpcProcessor";

  private Artifacts() {}

  /** Returns all source files of a valid service, whose methods have the given fingerprints. */
  public static List<JavaFile> of(ServiceModel service, Map<String, String> fingerprints) {
    ServiceContext context = ServiceContext.of(service, fingerprints);
    Stream<TypeSpec> types =
        Stream.of(
            inScope(
                service,
                "NullMarked",
                new StubGenerator(context.names(), new StubBodies(context)).generate()),
            inScope(
                service,
                "NullUnmarked",
                new SkeletonGenerator(context.names(), new SkeletonBodies(context)).generate()),
            inScope(service, "NullUnmarked", new MethodsGenerator(context).generate()));
    Stream<TypeSpec> codecs =
        context.codecNames().isEmpty()
            ? Stream.empty()
            : Stream.of(inScope(service, "NullUnmarked", new CodecsGenerator(context).generate()));
    return Stream.concat(types, codecs).map(type -> file(service, type)).toList();
  }

  /**
   * Returns the classes that other code names, without bodies, so that it compiles although the
   * service has mistakes.
   */
  public static List<JavaFile> outlineOf(ServiceModel service) {
    if (service.is(Trait.PRIVATE) || service.is(Trait.GENERIC)) {
      return List.of(); // nothing could name it
    }
    ServiceNames names = new ServiceNames(service);
    OutlineBodies bodies = new OutlineBodies();
    return Stream.of(
            inScope(service, "NullMarked", new StubGenerator(names, bodies).generate()),
            inScope(service, "NullUnmarked", new SkeletonGenerator(names, bodies).generate()))
        .map(type -> file(service, type))
        .toList();
  }

  /**
   * Marks a class as the service is: stubs as null-marked. Other classes are not: codecs accept
   * null, and check at run time where it is not allowed.
   */
  private static TypeSpec inScope(ServiceModel service, String mark, TypeSpec type) {
    return service.is(Trait.NULL_MARKED)
        ? type.toBuilder().addAnnotation(ClassName.get(JSPECIFY, mark)).build()
        : type;
  }

  private static JavaFile file(ServiceModel service, TypeSpec type) {
    AnnotationSpec generated =
        AnnotationSpec.builder(Generated.class).addMember("value", "$S", GENERATOR).build();
    TypeSpec.Builder marked = type.toBuilder().addOriginatingElement(service.origin());
    marked.annotations.add(0, generated);
    if (service.is(Trait.DEPRECATED)) {
      marked.addAnnotation(
          AnnotationSpec.builder(SuppressWarnings.class)
              .addMember("value", "{$S, $S}", "deprecation", "removal")
              .build());
    }
    return JavaFile.builder(service.names().packageName(), marked.build())
        .indent("  ")
        .skipJavaLangImports(!service.is(Trait.SHADOWS_JAVA_LANG))
        .build();
  }
}
