package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.annotation.RpcService;
import io.tightwire.processor.model.GeneratedNames;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.ServiceModel.Trait;
import io.tightwire.processor.model.ServiceModel.Unwritable;
import java.lang.annotation.AnnotationTypeMismatchException;
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
import javax.lang.model.type.ExecutableType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.jspecify.annotations.Nullable;

/** Reads an annotated type. Confined to the compiler's thread. */
public final class ServiceScanner {

  private final Types types;
  private final Elements elements;
  private final ClassFiles files;
  private final String codecInterface;

  /**
   * Creates a scanner for one compilation.
   *
   * @param environment the compilation
   * @param codecInterface the name of the interface that codecs implement
   */
  public ServiceScanner(ProcessingEnvironment environment, String codecInterface) {
    this.codecInterface = codecInterface;
    this.types = environment.getTypeUtils();
    this.elements = environment.getElementUtils();
    this.files = new ClassFiles(environment);
  }

  /** Records types that are compiled from source. */
  public void addSources(Set<? extends Element> roots) {
    files.addSources(roots);
  }

  /** Returns whether the type is compiled from source, so that compilers can point at it. */
  public boolean isSource(TypeElement type) {
    return files.isSource(type);
  }

  /**
   * Returns the model of the service. Never fails because of mistakes, which become part of the
   * model.
   */
  public ServiceModel scan(TypeElement type) {
    PackageElement home = MoreElements.getPackage(type);
    MissingTypes missing = new MissingTypes();
    CodecScanner codecs = new CodecScanner(types, codecInterface, type, missing);
    Visibility visibility = new Visibility(home);
    NullabilityScanner nullabilityScanner =
        new NullabilityScanner(elements, files, visibility, new JvmDescriptors(types, elements));
    Deprecations deprecations = new Deprecations(types, elements);
    TypeScanner scanner =
        new TypeScanner(
            types, visibility, nullabilityScanner, codecs.customTypes(), deprecations, missing);
    MethodScanner methodScanner =
        new MethodScanner(types, elements, scanner, nullabilityScanner, visibility, missing);
    List<Unwritable> unwritable = new ArrayList<>();
    List<MethodModel> methods = new ArrayList<>();
    for (ExecutableElement method : methods(type, nullabilityScanner, missing)) {
      if (Visibility.isWritable(method.getSimpleName())) {
        methods.add(methodScanner.scan((DeclaredType) type.asType(), method));
      } else {
        unwritable.add(new Unwritable(method.getSimpleName().toString(), method));
      }
    }
    addUnwritableOfKotlin(type, unwritable);
    deprecations.inspect(type);
    methods.forEach(deprecations::inspect);
    scanner.definitions().values().forEach(deprecations::inspect);
    String label = TypeNames.nested(type);
    return new ServiceModel(
        type,
        label,
        wireName(type, missing),
        new GeneratedNames(home.getQualifiedName().toString(), label.replace('.', '_')),
        traits(type, home, deprecations.found()),
        List.copyOf(methods),
        List.copyOf(unwritable),
        Collections.unmodifiableMap(new LinkedHashMap<>(scanner.definitions())),
        codecs.codecs(),
        missing.names(),
        Deprecations.of(type));
  }

  private List<ExecutableElement> methods(
      TypeElement type, NullabilityScanner nullabilityScanner, MissingTypes missing) {
    List<ExecutableElement> methods = new ArrayList<>();
    collect(type, (DeclaredType) type.asType(), methods, nullabilityScanner, missing);
    return methods;
  }

  /** Adds methods that Kotlin's compiler does not show to processors. */
  private static void addUnwritableOfKotlin(TypeElement type, List<Unwritable> unwritable) {
    KotlinFunctions.of(type).stream()
        .filter(name -> !Visibility.isWritable(name))
        .filter(name -> unwritable.stream().noneMatch(other -> other.name().equals(name)))
        .forEach(name -> unwritable.add(new Unwritable(name, type)));
    for (TypeMirror parent : type.getInterfaces()) {
      if (parent.getKind() == TypeKind.DECLARED) {
        addUnwritableOfKotlin(MoreTypes.asTypeElement(parent), unwritable);
      }
    }
  }

  /** Collects inherited methods first. A method that overrides one takes its position. */
  private void collect(
      TypeElement type,
      DeclaredType self,
      List<ExecutableElement> methods,
      NullabilityScanner nullabilityScanner,
      MissingTypes missing) {
    for (int i = 0; i < type.getInterfaces().size(); i++) {
      TypeMirror parent = type.getInterfaces().get(i);
      if (parent.getKind() == TypeKind.DECLARED) {
        nullabilityScanner.addParent(type, i, (DeclaredType) parent);
        collect(MoreTypes.asTypeElement(parent), self, methods, nullabilityScanner, missing);
      } else {
        missing.collectFrom(parent);
      }
    }
    for (ExecutableElement method : ElementFilter.methodsIn(type.getEnclosedElements())) {
      Set<Modifier> modifiers = method.getModifiers();
      if (!modifiers.contains(Modifier.STATIC)
          && !modifiers.contains(Modifier.PRIVATE)
          && !redeclaresObject(method)) {
        missing.collectFrom(
            Members.typeOf(types, self, method)); // before it is compared with others
        addOnce(methods, method, self);
      }
    }
  }

  /**
   * Adds a method, unless a parent has declared it already. Of these, the one with the narrowest
   * result counts.
   */
  private void addOnce(
      List<ExecutableElement> methods, ExecutableElement method, DeclaredType self) {
    ExecutableType type = Members.typeOf(types, self, method);
    for (int i = 0; i < methods.size(); i++) {
      ExecutableElement other = methods.get(i);
      ExecutableType otherType = Members.typeOf(types, self, other);
      if (other.getSimpleName().equals(method.getSimpleName())
          && (types.isSubsignature(type, otherType) || types.isSubsignature(otherType, type))) {
        if (overrides(method, other) || isNarrower(type, otherType)) {
          methods.set(i, method);
        }
        return;
      }
    }
    methods.add(method);
  }

  private boolean overrides(ExecutableElement method, ExecutableElement other) {
    TypeElement owner = asType(method);
    TypeElement otherOwner = asType(other);
    return !owner.equals(otherOwner)
        && types.isSubtype(types.erasure(owner.asType()), types.erasure(otherOwner.asType()));
  }

  private boolean isNarrower(ExecutableType type, ExecutableType other) {
    TypeMirror result = type.getReturnType();
    TypeMirror otherResult = other.getReturnType();
    // By erasure, since not all compilers compare types that asMemberOf() made.
    boolean same =
        result.getKind() == otherResult.getKind()
            && (result.getKind() != TypeKind.DECLARED
                || types.isSameType(types.erasure(result), types.erasure(otherResult)));
    return same
        ? type.getThrownTypes().size() < other.getThrownTypes().size()
        : result.getKind() == TypeKind.DECLARED
            && types.isSubtype(types.erasure(result), types.erasure(otherResult));
  }

  /**
   * Returns whether an interface only redeclares a method of {@code Object}, such as {@code String
   * toString();}. That adds no method.
   */
  private boolean redeclaresObject(ExecutableElement method) {
    @Nullable TypeElement object = TypeLookup.findInBase(elements, "java.lang.Object");
    return object != null
        && object.getEnclosedElements().stream()
            .filter(member -> member.getKind() == ElementKind.METHOD)
            .map(MoreElements::asExecutable)
            .filter(member -> member.getModifiers().contains(Modifier.PUBLIC))
            .anyMatch(member -> elements.overrides(method, member, asType(method)));
  }

  private static TypeElement asType(ExecutableElement method) {
    return MoreElements.asType(method.getEnclosingElement());
  }

  private static String wireName(TypeElement type, MissingTypes missing) {
    String name = "";
    try {
      if (missing.names().isEmpty()) { // otherwise javac may fail if a codec is missing
        @Nullable RpcService service = type.getAnnotation(RpcService.class);
        name = service == null ? "" : service.name();
      }
    } catch (AnnotationTypeMismatchException e) {
      missing.add("a constant in its @RpcService");
    }
    return name.isEmpty() ? type.getQualifiedName().toString() : name;
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
    if (NullabilityScanner.isMarked(type)) {
      traits.add(Trait.NULL_MARKED);
    }
    return Collections.unmodifiableSet(traits);
  }

  /**
   * Returns whether {@code java.lang} has a type of that name. Only one module is asked, since
   * asking all is slow for large packages.
   */
  private boolean isNamedAsInJavaLang(Element type) {
    return TypeLookup.findInBase(elements, "java.lang." + type.getSimpleName()) != null;
  }
}
