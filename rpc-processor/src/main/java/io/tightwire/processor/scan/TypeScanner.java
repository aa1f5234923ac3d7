package io.tightwire.processor.scan;

import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.Nullability;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Sequence;
import io.tightwire.processor.model.WireType.Unsupported;
import io.tightwire.processor.model.WireType.Unsupported.Reason;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Types;

/**
 * Finds the wire types of Java types, and collects the definitions that they reach. There is one
 * scanner for each service. Confined to the compiler's thread.
 */
final class TypeScanner {

  /** The limit on nested type arguments. Types with more are taken to grow without end. */
  private static final int MAX_NESTING = 16;

  private static final Set<String> ASYNCHRONOUS =
      Set.of(
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.Future",
          "java.util.concurrent.Flow.Publisher",
          "java.util.stream.Stream",
          "java.util.Iterator");

  private final Types types;
  private final Bounds bounds;
  private final Visibility visibility;
  private final NullabilityScanner nullabilityScanner;
  private final SealedTypes sealedTypes;
  private final Map<String, Definition.CustomType> customTypes;
  private final Deprecations deprecations;
  private final MissingTypes missing;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  TypeScanner(
      Types types,
      Visibility visibility,
      NullabilityScanner nullabilityScanner,
      Map<String, Definition.CustomType> customTypes,
      Deprecations deprecations,
      MissingTypes missing) {
    this.types = types;
    this.bounds = new Bounds(types);
    this.visibility = visibility;
    this.nullabilityScanner = nullabilityScanner;
    this.sealedTypes = new SealedTypes(types, missing);
    this.customTypes = customTypes;
    this.deprecations = deprecations;
    this.missing = missing;
  }

  /** Returns the definitions so far, in the order in which they were reached. */
  Map<String, Definition> definitions() {
    return definitions;
  }

  /**
   * Returns the wire type of a Java type. A type whose values can't be sent is {@link Unsupported}.
   *
   * @param nullability where null is allowed in it
   * @param what the name of the value in messages
   */
  WireType scan(TypeMirror type, Nullability nullability, String what) {
    missing.collectFrom(type);
    WireType bare = bare(type, nullability);
    boolean mayBeAbsent =
        bare instanceof WireType.Primitive
            || bare instanceof WireType.VoidType
            || bare instanceof WireType.OptionalType
            || bare instanceof WireType.OptionalPrimitive
            || bare instanceof Unsupported;
    return mayBeAbsent || nullability.allowed() ? bare : new WireType.NonNull(bare, what);
  }

  private WireType bare(TypeMirror type, Nullability nullability) {
    return switch (type.getKind()) {
      case BOOLEAN, BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE ->
          new WireType.Primitive(PrimitiveType.valueOf(type.getKind().name()));
      case VOID -> new WireType.VoidType();
      case ARRAY -> array((ArrayType) type, nullability);
      case DECLARED -> declared((DeclaredType) type, nullability);
      case ERROR -> unsupported(type, Reason.UNRESOLVED);
      case TYPEVAR -> unsupported(type, Reason.TYPE_VARIABLE);
      case WILDCARD ->
          Bounds.isUpper(type)
              ? bare(Bounds.of(type), nullability)
              : unsupported(type, Reason.WILDCARD);
      default -> unsupported(type, Reason.NO_CODEC);
    };
  }

  private WireType array(ArrayType type, Nullability nullability) {
    return type.getComponentType().getKind() == TypeKind.BYTE
        ? new WireType.Scalar(ScalarType.BYTES)
        : new WireType.Array(scan(type.getComponentType(), nullability.part(0), "An element"));
  }

  private WireType declared(DeclaredType type, Nullability nullability) {
    TypeElement element = MoreTypes.asTypeElement(type);
    if (type.getTypeArguments().size() != element.getTypeParameters().size()) {
      return unsupported(type, Reason.RAW);
    }
    String name = element.getQualifiedName().toString();
    Optional<ScalarType> scalar = ScalarType.named(name);
    if (scalar.isPresent()) {
      return new WireType.Scalar(scalar.get());
    }
    if (ASYNCHRONOUS.contains(name)) {
      return unsupported(type, Reason.ASYNCHRONOUS_INSIDE);
    }
    return switch (name) {
      case "java.lang.Void" -> new WireType.VoidType();
      case "java.util.List" -> sequence(Sequence.Kind.LIST, type, nullability);
      case "java.util.Set" -> sequence(Sequence.Kind.SET, type, nullability);
      case "java.util.Collection" -> sequence(Sequence.Kind.COLLECTION, type, nullability);
      case "java.util.Map" ->
          new WireType.Mapping(
              argument(type, 0, nullability, "A key"), argument(type, 1, nullability, "A value"));
      case "java.util.Optional" ->
          new WireType.OptionalType(
              scan(type.getTypeArguments().get(0), nullability.part(0).allowingNull(), ""));
      case "java.util.OptionalInt" -> new WireType.OptionalPrimitive(PrimitiveType.INT);
      case "java.util.OptionalLong" -> new WireType.OptionalPrimitive(PrimitiveType.LONG);
      case "java.util.OptionalDouble" -> new WireType.OptionalPrimitive(PrimitiveType.DOUBLE);
      default -> definition(type, element, nullability);
    };
  }

  private WireType sequence(Sequence.Kind kind, DeclaredType type, Nullability nullability) {
    return new Sequence(kind, argument(type, 0, nullability, "An element"));
  }

  private WireType argument(DeclaredType type, int index, Nullability nullability, String what) {
    return scan(type.getTypeArguments().get(index), nullability.part(index), what);
  }

  private WireType definition(DeclaredType declared, TypeElement element, Nullability nullability) {
    DeclaredType type = bounds.replaced(declared);
    deprecations.inspect(element);
    String name = element.getQualifiedName().toString();
    if (customTypes.containsKey(name)) {
      definitions.put(name, customTypes.get(name));
      return new WireType.Named(name);
    }
    boolean isDefined =
        switch (element.getKind()) {
          case ENUM, RECORD -> true;
          case INTERFACE -> element.getModifiers().contains(Modifier.SEALED);
          default -> false;
        };
    if (!isDefined) {
      boolean isSealed = element.getModifiers().contains(Modifier.SEALED);
      return unsupported(type, isSealed ? Reason.SEALED_CLASS : Reason.NO_CODEC);
    }
    if (!visibility.isAccessible(element)) {
      return unsupported(type, Reason.INACCESSIBLE);
    }
    if (TypeNames.nesting(type) > MAX_NESTING) {
      return unsupported(type, Reason.ENDLESS);
    }
    String id = TypeNames.id(type, nullability);
    if (!definitions.containsKey(id)) {
      define(id, type, element, nullability);
    }
    return new WireType.Named(id);
  }

  private void define(String id, DeclaredType type, TypeElement element, Nullability nullability) {
    String label = TypeNames.nested(element);
    String name = TypeNames.identifier(type);
    // Put in its place before its parts are scanned, since they may lead back here.
    definitions.put(id, new Definition.Enumeration(element, label, name, type, constants(element)));
    if (element.getKind() == ElementKind.RECORD) {
      definitions.replace(
          id,
          new Definition.Structure(
              element, label, name, type, components(type, element, nullability)));
    } else if (element.getKind() == ElementKind.INTERFACE) {
      definitions.replace(
          id, new Definition.Union(element, label, name, type, cases(type, nullability)));
    }
  }

  /** Returns the component's field, since not all compilers know where components are declared. */
  private static Element field(TypeElement element, RecordComponentElement component) {
    return ElementFilter.fieldsIn(element.getEnclosedElements()).stream()
        .filter(field -> field.getSimpleName().equals(component.getSimpleName()))
        .map(Element.class::cast)
        .findFirst()
        .orElse(component);
  }

  private static List<String> constants(TypeElement element) {
    return element.getEnclosedElements().stream()
        .filter(member -> member.getKind() == ElementKind.ENUM_CONSTANT)
        .map(member -> member.getSimpleName().toString())
        .toList();
  }

  private List<Component> components(
      DeclaredType type, TypeElement element, Nullability nullability) {
    String label = TypeNames.nested(element);
    List<Component> components = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      String name = component.getSimpleName().toString();
      ExecutableElement accessor = component.getAccessor();
      TypeMirror javaType =
          type.getTypeArguments().isEmpty()
              ? component.asType()
              : MoreTypes.asExecutable(types.asMemberOf(type, accessor)).getReturnType();
      Nullability componentNullability = nullabilityScanner.ofComponent(component, nullability);
      components.add(
          new Component(
              field(element, component),
              name,
              name,
              javaType,
              Visibility.isWritable(name)
                  ? scan(javaType, componentNullability, label + '.' + name)
                  : unsupported(javaType, Reason.UNWRITABLE),
              componentNullability.isFullyKnown(),
              false));
    }
    return components;
  }

  private List<Definition.Union.Case> cases(DeclaredType type, Nullability nullability) {
    List<Definition.Union.Case> cases = new ArrayList<>();
    for (SealedTypes.Leaf leaf : sealedTypes.leaves(type, nullability)) {
      String tag = leaf.type().asElement().getSimpleName().toString();
      WireType shape =
          leaf.determined()
              ? bare(leaf.type(), leaf.nullability())
              : unsupported(leaf.type(), Reason.UNDETERMINED);
      cases.add(new Definition.Union.Case(tag, leaf.type(), shape));
    }
    return cases;
  }

  private WireType unsupported(TypeMirror type, Reason reason) {
    List<String> supertypes =
        reason == Reason.NO_CODEC && type.getKind() == TypeKind.DECLARED
            ? supertypes(type)
            : List.of();
    return new Unsupported(TypeNames.qualified(type), reason, supertypes);
  }

  /** Returns the names of the supertypes, the nearest first. */
  private List<String> supertypes(TypeMirror type) {
    Set<String> names = new LinkedHashSet<>();
    Deque<TypeMirror> next = new ArrayDeque<>(List.of(type));
    while (!next.isEmpty()) {
      for (TypeMirror parent : types.directSupertypes(next.remove())) {
        if (parent.getKind() == TypeKind.DECLARED
            && names.add(MoreTypes.asTypeElement(parent).getQualifiedName().toString())) {
          next.add(parent);
        }
      }
    }
    return List.copyOf(names);
  }
}
