package io.tightwire.cli.describe;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the description of a service says. Immutable.
 *
 * @param name its name on the wire
 * @param methods in the order of the description
 * @param types those that the methods reach, by the names that they refer to
 * @param exceptions the state of the declared exceptions, by class name
 */
public record Service(
    String name,
    List<Method> methods,
    Map<String, Definition> types,
    Map<String, List<Field>> exceptions) {

  /**
   * A method.
   *
   * @param input the stream that it takes, with the type of one item; null if it takes none
   * @param result the type of its result, or of the items of its stream
   * @param timeout as ISO text; null if there is none
   */
  public record Method(
      String name,
      String fingerprint,
      boolean streaming,
      boolean idempotent,
      @Nullable String timeout,
      List<Field> parameters,
      @Nullable Field input,
      WireType result,
      List<String> exceptions) {}

  /** A parameter, component, or part of an exception's state. */
  public record Field(String name, WireType type) {}

  /**
   * A type where it is used.
   *
   * @param kind {@code type}, {@code list}, {@code map}, {@code void} or a scalar
   * @param name of a {@code type} only: which of the service's types; else empty
   * @param parts the element of a list; the key and the value of a map
   */
  public record WireType(String kind, String name, boolean nullable, List<WireType> parts) {

    /** Returns whether it refers to one of the service's types. */
    public boolean isReference() {
      return kind.equals("type");
    }
  }

  /** A type of the service. */
  public sealed interface Definition {}

  /** A record. */
  public record Structure(List<Field> components) implements Definition {}

  /** An enum. */
  public record Enumeration(List<String> constants) implements Definition {}

  /** A sealed type: its cases by tag. */
  public record Union(Map<String, WireType> cases) implements Definition {}

  /** A type with a codec that the description does not know. */
  public record Custom(String javaName) implements Definition {}

  /** Returns a method; null if there is none of that name. */
  public @Nullable Method method(String wanted) {
    for (Method method : methods) {
      if (method.name().equals(wanted)) {
        return method;
      }
    }
    return null;
  }

  /** Returns the names of the methods. */
  public List<String> methodNames() {
    return methods.stream().map(Method::name).toList();
  }

  /** Returns the definition that a type refers to. */
  public Definition definition(WireType type) {
    Definition definition = types.get(type.name());
    if (definition == null) {
      throw new DescriptionException(
          "The description of " + name + " has no type " + type.name() + ", which it refers to");
    }
    return definition;
  }

  /** Returns a service with one method only, and the types that it reaches. */
  public Service only(Method method) {
    Set<String> reached = new LinkedHashSet<>();
    method.parameters().forEach(field -> reach(field.type(), reached));
    if (method.input() != null) {
      reach(method.input().type(), reached);
    }
    reach(method.result(), reached);
    for (String exception : method.exceptions()) {
      exceptions.getOrDefault(exception, List.of()).forEach(field -> reach(field.type(), reached));
    }
    return new Service(name, List.of(method), selected(types, reached), throwing(method));
  }

  /** Returns a service without methods, with one type and the types that it reaches. */
  public Service only(String type) {
    Set<String> reached = new LinkedHashSet<>();
    reach(new WireType("type", type, false, List.of()), reached);
    return new Service(name, List.of(), selected(types, reached), Map.of());
  }

  private Map<String, List<Field>> throwing(Method method) {
    return selected(exceptions, new LinkedHashSet<>(method.exceptions()));
  }

  private static <T> Map<String, T> selected(Map<String, T> all, Set<String> names) {
    Map<String, T> some = new LinkedHashMap<>(all);
    some.keySet().retainAll(names);
    return some;
  }

  private void reach(WireType type, Set<String> reached) {
    type.parts().forEach(part -> reach(part, reached));
    if (!type.isReference() || !reached.add(type.name())) {
      return;
    }
    Definition definition = definition(type);
    if (definition instanceof Structure structure) {
      structure.components().forEach(field -> reach(field.type(), reached));
    } else if (definition instanceof Union union) {
      union.cases().values().forEach(each -> reach(each, reached));
    }
  }
}
