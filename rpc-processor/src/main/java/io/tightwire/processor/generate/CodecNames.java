package io.tightwire.processor.generate;

import com.squareup.javapoet.NameAllocator;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Sequence;
import io.tightwire.processor.model.WireType.Unsupported;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The types that a service's holder of codecs holds, and their names: {@code Account}, {@code
 * ListOfAccount}. Two types never have the same name. Immutable.
 */
final class CodecNames implements WireType.Visitor<String> {

  private final Set<String> definitions;
  private final Set<WireType> composed = new LinkedHashSet<>();
  private final Map<String, ExceptionModel> exceptions = new LinkedHashMap<>();
  private final NameAllocator names = new NameAllocator();
  private final NameAllocator constants = new NameAllocator();

  CodecNames(ServiceModel service) {
    definitions = service.definitions().keySet();
    service.definitions().values().stream()
        .filter(Definition.Enumeration.class::isInstance)
        .map(CodecNames::outermost)
        .distinct()
        .forEach(constants::newName); // OS.values() must not find a constant called OS
    service.definitions().forEach((id, definition) -> allocate(id, definition.name()));
    for (MethodModel method : service.methods()) {
      method.types().forEach(this::collect);
      for (ExceptionModel exception : method.exceptions()) {
        if (exceptions.putIfAbsent(exception.id(), exception) == null) {
          exception.state().ifPresent(state -> state.parts().forEach(this::collect));
        }
      }
    }
    service.definitions().values().forEach(d -> d.parts().forEach(this::collect));
    composed.forEach(type -> allocate(type, type.accept(this)));
    exceptions.forEach((id, exception) -> allocate(exception, exception.label()));
  }

  private static String outermost(Definition definition) {
    String label = definition.label();
    return label.contains(".") ? label.substring(0, label.indexOf('.')) : label;
  }

  private void collect(WireType type) {
    WireType bare = type.bare();
    if (!bare.parts().isEmpty() && composed.add(bare)) {
      bare.parts().forEach(this::collect);
    }
  }

  private void allocate(Object key, String name) {
    String unique = names.newName(name.substring(name.lastIndexOf('.') + 1), key);
    constants.newName(Identifiers.constant(unique), key);
  }

  /** Returns the containers and optionals, which are composed of other types. */
  Set<WireType> composed() {
    return composed;
  }

  /** Returns whether the service needs no codecs. */
  boolean isEmpty() {
    return definitions.isEmpty() && composed.isEmpty() && exceptions.isEmpty();
  }

  /** Returns the declared exceptions, each once. */
  Iterable<ExceptionModel> exceptions() {
    return exceptions.values();
  }

  /** Returns the name of a definition, by its id. */
  String definition(String id) {
    return names.get(id);
  }

  /** Returns the name of a composed type. */
  String composed(WireType type) {
    return names.get(type);
  }

  /** Returns the name of a definition or composed type. */
  String methods(WireType type) {
    return type instanceof WireType.Named named ? definition(named.id()) : composed(type);
  }

  /** Returns the name of an exception. */
  String exception(ExceptionModel exception) {
    return names.get(exceptions.get(exception.id()));
  }

  /** Returns the name of the constant that holds a type's codec. */
  String constant(WireType type) {
    return constants.get(type instanceof WireType.Named named ? named.id() : type);
  }

  /** Returns the name of the constant that holds an exception. */
  String exceptionConstant(ExceptionModel exception) {
    return constants.get(exceptions.get(exception.id()));
  }

  @Override
  public String primitive(PrimitiveType type) {
    return type.capitalized();
  }

  @Override
  public String scalar(ScalarType type) {
    return type.simpleName();
  }

  @Override
  public String voidType() {
    return "Void";
  }

  @Override
  public String named(String id) {
    return definition(id);
  }

  @Override
  public String sequence(Sequence.Kind kind, WireType element) {
    return kind.simpleName() + "Of" + element.accept(this);
  }

  @Override
  public String mapping(WireType key, WireType value) {
    return "MapOf" + key.accept(this) + "To" + value.accept(this);
  }

  @Override
  public String optional(WireType element) {
    return "OptionalOf" + element.accept(this);
  }

  @Override
  public String optionalPrimitive(PrimitiveType type) {
    return "Optional" + type.capitalized();
  }

  @Override
  public String array(WireType component) {
    return "ArrayOf" + component.accept(this);
  }

  @Override
  public String nonNull(WireType type, String what) {
    return type.accept(this);
  }

  @Override
  public String unsupported(Unsupported type) {
    throw new IllegalArgumentException("Passed validation: " + type);
  }
}
