package io.tightwire.processor.contract;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** The form of a user's type on the wire. Immutable. */
public sealed interface Shape {

  /** Returns where the type is declared; null if it was read from a lock file. */
  @Nullable Element origin();

  /**
   * Fields one after the other: a record, or the state of an exception. Immutable.
   *
   * @param fields the fields, in order
   * @param origin where it is declared
   */
  record Structure(List<Field> fields, @Nullable Element origin) implements Shape {}

  /**
   * An enum. Immutable.
   *
   * @param constants the names; their order is not on the wire
   * @param origin where it is declared
   */
  record Enumeration(SortedSet<String> constants, @Nullable Element origin) implements Shape {}

  /**
   * A sealed interface: one of its cases, with that case's tag. Immutable.
   *
   * @param cases the cases by their tags; their order is not on the wire
   * @param origin where it is declared
   */
  record Union(SortedMap<String, WireForm> cases, @Nullable Element origin) implements Shape {}

  /**
   * A type with a codec of the user's. Only that codec knows the form, so the type's name stands
   * for it. Immutable.
   *
   * @param javaName the type's qualified name
   * @param origin where the type is declared
   */
  record CustomType(String javaName, @Nullable Element origin) implements Shape {}
}
