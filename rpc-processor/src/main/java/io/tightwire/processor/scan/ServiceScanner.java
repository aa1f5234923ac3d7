package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import io.tightwire.annotation.RpcService;
import io.tightwire.processor.model.GeneratedNames;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.ServiceModel.Trait;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import javax.annotation.processing.ProcessingEnvironment;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads an annotated type. Confined to the compiler's thread. */
public final class ServiceScanner {

  private final Types types;
  private final Elements elements;
  private final Nullness nullness = new Nullness();
  private final String codecInterface;

  /**
   * A scanner for one compilation.
   *
   * @param environment the compilation
   * @param codecInterface the name of the interface that codecs implement
   */
  public ServiceScanner(ProcessingEnvironment environment, String codecInterface) {
    this.codecInterface = codecInterface;
    this.types = environment.getTypeUtils();
    this.elements = environment.getElementUtils();
  }

  /** Takes note of types that are compiled from source. */
  public void addSources(Set<? extends Element> roots) {
    nullness.addSources(roots);
  }

  /** The service that the type describes. Total: mistakes are part of the model. */
  public ServiceModel scan(TypeElement type) {
    PackageElement home = MoreElements.getPackage(type);
    CodecScanner codecs = new CodecScanner(types, codecInterface, type);
    Visibility visibility = new Visibility(home);
    Deprecations deprecations = new Deprecations(elements);
    TypeScanner scanner =
        new TypeScanner(types, visibility, nullness, codecs.foreign(), deprecations);
    List<MethodModel> methods =
        methods(type, new MethodScanner(types, elements, scanner, nullness, visibility));
    deprecations.see(type);
    methods.forEach(method -> deprecations.see(method.origin()));
    methods.forEach(method -> method.exceptions().forEach(e -> deprecations.see(e.javaType())));
    String label = TypeNames.nested(type);
    return new ServiceModel(
        type,
        label,
        wireName(type),
        new GeneratedNames(home.getQualifiedName().toString(), label.replace('.', '_')),
        traits(type, home, deprecations.found()),
        methods,
        Collections.unmodifiableMap(new LinkedHashMap<>(scanner.definitions())),
        codecs.codecs(),
        Deprecations.of(type),
        Javadoc.of(elements, type));
  }

  private List<MethodModel> methods(TypeElement type, MethodScanner scanner) {
    DeclaredType self = (DeclaredType) type.asType();
    List<MethodModel> methods = new ArrayList<>();
    for (ExecutableElement method :
        MoreElements.getLocalAndInheritedMethods(type, types, elements)) {
      if (!redeclaresObject(method)) {
        methods.add(scanner.scan(self, method));
      }
    }
    return List.copyOf(methods);
  }

  /** {@code String toString();} in an interface documents; it adds nothing that could be called. */
  private boolean redeclaresObject(ExecutableElement method) {
    TypeElement object = elements.getTypeElement("java.lang.Object");
    return object.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.METHOD)
        .map(MoreElements::asExecutable)
        .filter(member -> member.getModifiers().contains(Modifier.PUBLIC))
        .anyMatch(member -> elements.overrides(method, member, asType(method)));
  }

  private static TypeElement asType(ExecutableElement method) {
    return MoreElements.asType(method.getEnclosingElement());
  }

  private static String wireName(TypeElement type) {
    @Nullable RpcService service = type.getAnnotation(RpcService.class);
    return service == null || service.name().isEmpty()
        ? type.getQualifiedName().toString()
        : service.name();
  }

  private Set<Trait> traits(TypeElement type, PackageElement home, boolean deprecated) {
    Set<Trait> traits = EnumSet.noneOf(Trait.class);
    if (type.getKind() != ElementKind.INTERFACE) {
      traits.add(Trait.NOT_AN_INTERFACE);
    }
    if (!type.getTypeParameters().isEmpty()) {
      traits.add(Trait.GENERIC);
    }
    if (deprecated) {
      traits.add(Trait.DEPRECATED);
    }
    if (type.getModifiers().contains(Modifier.SEALED)) {
      traits.add(Trait.SEALED);
    }
    List<TypeElement> around = TypeNames.withEnclosing(type);
    if (around.stream().anyMatch(e -> e.getModifiers().contains(Modifier.PRIVATE))) {
      traits.add(Trait.PRIVATE);
    }
    if (around.stream().allMatch(e -> e.getModifiers().contains(Modifier.PUBLIC))) {
      traits.add(Trait.PUBLIC);
    }
    if (home.getEnclosedElements().stream().anyMatch(this::isNamedAsInJavaLang)) {
      traits.add(Trait.SHADOWS_JAVA_LANG);
    }
    return Collections.unmodifiableSet(traits);
  }

  private boolean isNamedAsInJavaLang(Element type) {
    return elements.getTypeElement("java.lang." + type.getSimpleName()) != null;
  }
}
