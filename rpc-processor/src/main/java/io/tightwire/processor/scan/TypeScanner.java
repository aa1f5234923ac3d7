package io.tightwire.processor.scan;

import com.google.auto.common.MoreElements;
import com.google.auto.common.MoreTypes;
import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Unsupported;
import io.tightwire.processor.model.WireType.Unsupported.Reason;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.RecordComponentElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/**
 * Finds the shape of Java types on the wire, and collects the definitions that it meets on the way.
 * One for each service. Confined to the compiler's thread.
 */
final class TypeScanner {

  private static final Set<String> ASYNCHRONOUS =
      Set.of(
          "java.util.concurrent.CompletionStage",
          "java.util.concurrent.CompletableFuture",
          "java.util.concurrent.Future",
          "java.util.concurrent.Flow.Publisher",
          "java.util.stream.Stream",
          "java.util.Iterator");

  private final Types types;
  private final PackageElement home;
  private final Map<String, Definition> definitions = new LinkedHashMap<>();

  TypeScanner(Types types, PackageElement home) {
    this.types = types;
    this.home = home;
  }

  /** The definitions met so far, in the order in which they were reached. */
  Map<String, Definition> definitions() {
    return definitions;
  }

  /** The type's shape. Total: what can't travel is {@link Unsupported}. */
  WireType scan(TypeMirror type) {
    return switch (type.getKind()) {
      case BOOLEAN, BYTE, SHORT, CHAR, INT, LONG, FLOAT, DOUBLE ->
          new WireType.Primitive(PrimitiveType.valueOf(type.getKind().name()));
      case VOID -> new WireType.Nothing();
      case ARRAY -> array((ArrayType) type);
      case DECLARED -> declared((DeclaredType) type);
      case ERROR -> unsupported(type, Reason.UNRESOLVED);
      case TYPEVAR -> unsupported(type, Reason.TYPE_VARIABLE);
      case WILDCARD -> unsupported(type, Reason.WILDCARD);
      default -> unsupported(type, Reason.NO_CODEC);
    };
  }

  private WireType array(ArrayType type) {
    return type.getComponentType().getKind() == TypeKind.BYTE
        ? new WireType.Scalar(ScalarType.BYTES)
        : unsupported(type, Reason.NO_CODEC);
  }

  private WireType declared(DeclaredType type) {
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
      case "java.lang.Void" -> new WireType.Nothing();
      case "java.util.List" -> sequence(WireType.Sequence.Kind.LIST, type);
      case "java.util.Map" -> new WireType.Mapping(argument(type, 0), argument(type, 1));
      case "java.util.Optional" -> new WireType.Maybe(argument(type, 0));
      default -> definition(type, element);
    };
  }

  private WireType sequence(WireType.Sequence.Kind kind, DeclaredType type) {
    return new WireType.Sequence(kind, argument(type, 0));
  }

  private WireType argument(DeclaredType type, int index) {
    return scan(type.getTypeArguments().get(index));
  }

  private WireType definition(DeclaredType type, TypeElement element) {
    return switch (element.getKind()) {
      case ENUM, RECORD ->
          isAccessible(element) ? named(type, element) : unsupported(type, Reason.INACCESSIBLE);
      default -> unsupported(type, Reason.NO_CODEC);
    };
  }

  private WireType named(DeclaredType type, TypeElement element) {
    String id = TypeNames.qualified(type);
    if (!definitions.containsKey(id)) {
      String label = TypeNames.nested(element);
      String name = TypeNames.identifier(type);
      // Entered before its components are scanned: they may lead back here.
      definitions.put(id, new Definition.Enumeration(label, name, type));
      if (element.getKind() == ElementKind.RECORD) {
        definitions.replace(
            id, new Definition.Structure(label, name, type, components(type, element)));
      }
    }
    return new WireType.Named(id);
  }

  private List<Component> components(DeclaredType type, TypeElement element) {
    List<Component> components = new ArrayList<>();
    for (RecordComponentElement component : element.getRecordComponents()) {
      TypeMirror javaType =
          MoreTypes.asExecutable(types.asMemberOf(type, component.getAccessor())).getReturnType();
      String name = component.getSimpleName().toString();
      components.add(new Component(name, name, javaType, scan(javaType)));
    }
    return components;
  }

  /** Whether generated code, which lives in the service's package, may name the type. */
  boolean isAccessible(TypeElement type) {
    return TypeNames.withEnclosing(type).stream().allMatch(this::isVisible);
  }

  /** The same for a member of a type, the type aside. */
  boolean isVisible(Element member) {
    Set<Modifier> modifiers = member.getModifiers();
    return modifiers.contains(Modifier.PUBLIC)
        || (!modifiers.contains(Modifier.PRIVATE) && MoreElements.getPackage(member).equals(home));
  }

  private static WireType unsupported(TypeMirror type, Reason reason) {
    return new Unsupported(TypeNames.qualified(type), reason);
  }
}
