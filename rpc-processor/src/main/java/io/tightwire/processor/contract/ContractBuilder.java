package io.tightwire.processor.contract;

import io.tightwire.processor.model.Component;
import io.tightwire.processor.model.Definition;
import io.tightwire.processor.model.ExceptionModel;
import io.tightwire.processor.model.MethodModel;
import io.tightwire.processor.model.ParameterModel;
import io.tightwire.processor.model.PrimitiveType;
import io.tightwire.processor.model.ScalarType;
import io.tightwire.processor.model.ServiceModel;
import io.tightwire.processor.model.WireType;
import io.tightwire.processor.model.WireType.Sequence;
import io.tightwire.processor.model.WireType.Unsupported;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** Builds the contract of a valid service. Confined to one use. */
final class ContractBuilder implements WireType.Visitor<WireForm> {

  private final ServiceModel service;
  private final Map<String, String> names = new HashMap<>();
  private final SortedMap<String, Shape> shapes = new TreeMap<>();
  private final SortedMap<String, Shape.Structure> exceptions = new TreeMap<>();

  ContractBuilder(ServiceModel service) {
    this.service = service;
  }

  Contract build() {
    nameDefinitions();
    service.definitions().forEach((id, definition) -> shapes.put(name(id), shape(id, definition)));
    SortedMap<String, Operation> operations = new TreeMap<>();
    service.methods().forEach(method -> operations.put(method.wireName(), operation(method)));
    return new Contract(
        service.wireName(),
        Collections.unmodifiableSortedMap(operations),
        Collections.unmodifiableSortedMap(shapes),
        Collections.unmodifiableSortedMap(exceptions));
  }

  /**
   * Names the definitions in the order of their ids, so that the order in which methods reach them
   * has no influence.
   */
  private void nameDefinitions() {
    SortedSet<String> taken = new TreeSet<>();
    new TreeMap<>(service.definitions())
        .forEach(
            (id, definition) -> {
              String name = definition.name();
              for (int i = 2; !taken.add(name); i++) {
                name = definition.name() + i;
              }
              names.put(id, name);
            });
  }

  private String name(String id) {
    return names.getOrDefault(id, id);
  }

  private Operation operation(MethodModel method) {
    SortedSet<String> thrown = new TreeSet<>();
    for (ExceptionModel exception : method.exceptions()) {
      String name = binaryName(exception);
      thrown.add(name);
      exception.state().ifPresent(state -> exceptions.put(name, structure(state)));
    }
    return new Operation(
        method.wireName(),
        method.kind().isStreaming(),
        method.parameters().stream().map(this::field).toList(),
        method.input().map(input -> field(input.parameter())).orElse(null),
        method.result().accept(this),
        isNullabilityKnown(method.nullability().isFullyKnown(), method.result()),
        Collections.unmodifiableSortedSet(thrown),
        hints(method.settings()),
        method.origin());
  }

  private static Operation.Hints hints(MethodModel.Settings settings) {
    return new Operation.Hints(settings.idempotent(), settings.timeout(), settings.hedge());
  }

  /**
   * Returns {@code com.acme.Outer$Failure}, which is what {@code getClass().getName()} returns in
   * the server.
   */
  private static String binaryName(ExceptionModel exception) {
    String name = exception.id();
    int nested = name.length() - exception.label().length();
    return name.substring(0, nested) + exception.label().replace('.', '$');
  }

  private Field field(ParameterModel parameter) {
    return new Field(
        parameter.name(),
        parameter.type().accept(this),
        false,
        isNullabilityKnown(parameter.nullability().isFullyKnown(), parameter.type()),
        parameter.origin());
  }

  private Shape shape(String id, Definition definition) {
    if (definition instanceof Definition.Structure structure) {
      return structure(structure);
    }
    if (definition instanceof Definition.Enumeration enumeration) {
      return new Shape.Enumeration(
          Collections.unmodifiableSortedSet(new TreeSet<>(enumeration.constants())),
          definition.origin());
    }
    if (definition instanceof Definition.Union union) {
      SortedMap<String, WireForm> cases = new TreeMap<>();
      union
          .cases()
          .forEach(each -> cases.put(each.tag(), each.type().accept(this).nullable(false)));
      return new Shape.Union(Collections.unmodifiableSortedMap(cases), definition.origin());
    }
    return new Shape.CustomType(id, definition.origin());
  }

  private Shape.Structure structure(Definition.Structure structure) {
    List<Field> fields = structure.components().stream().map(this::field).toList();
    return new Shape.Structure(fields, structure.origin());
  }

  private Field field(Component component) {
    return new Field(
        component.name(),
        component.type().accept(this),
        mayBeMissing(component.type()),
        isNullabilityKnown(component.nullabilityKnown(), component.type()),
        component.origin());
  }

  /**
   * Returns whether a component may be missing: it is then zero, false, null or empty. A component
   * that must not be null, and has no empty value, may not.
   */
  private static boolean mayBeMissing(WireType type) {
    return !(type instanceof WireType.NonNull)
        || type.bare() instanceof Sequence
        || type.bare() instanceof WireType.Mapping;
  }

  /**
   * Returns whether it is known where null is allowed in a type. For optionals it always is, unless
   * their element has parts.
   */
  private static boolean isNullabilityKnown(boolean known, WireType type) {
    return known
        || type instanceof WireType.OptionalPrimitive
        || (type instanceof WireType.OptionalType optional && optional.element().parts().isEmpty());
  }

  @Override
  public WireForm primitive(PrimitiveType type) {
    return WireForm.of(type.name().toLowerCase(Locale.ROOT)).nullable(false);
  }

  @Override
  public WireForm scalar(ScalarType type) {
    ScalarType looks = type == ScalarType.BYTE_BUFFER ? ScalarType.BYTES : type;
    return WireForm.of(looks.name().toLowerCase(Locale.ROOT));
  }

  @Override
  public WireForm voidType() {
    return WireForm.of(WireForm.VOID).nullable(false);
  }

  @Override
  public WireForm named(String id) {
    return WireForm.referenceTo(name(id));
  }

  @Override
  public WireForm sequence(Sequence.Kind kind, WireType element) {
    return WireForm.of(WireForm.LIST, element.accept(this));
  }

  @Override
  public WireForm mapping(WireType key, WireType value) {
    return WireForm.of(WireForm.MAP, key.accept(this), value.accept(this));
  }

  @Override
  public WireForm optional(WireType element) {
    return element.accept(this).nullable(true);
  }

  @Override
  public WireForm optionalPrimitive(PrimitiveType type) {
    return primitive(type).nullable(true);
  }

  @Override
  public WireForm array(WireType component) {
    return WireForm.of(WireForm.LIST, component.accept(this));
  }

  @Override
  public WireForm nonNull(WireType type, String what) {
    return type.accept(this).nullable(false);
  }

  @Override
  public WireForm unsupported(Unsupported type) {
    throw new IllegalArgumentException("Passed validation: " + type);
  }
}
