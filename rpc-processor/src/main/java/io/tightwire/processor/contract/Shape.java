package io.tightwire.processor.contract;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/** What a type of the user's looks like on the wire. Immutable. */
public sealed interface Shape {

  /** Where it is written; null if it was read from a lock file. */
  @Nullable Element origin();

  /**
   * Fields one after the other: a record, or the state of an exception.
   *
   * @param fields the fields, in order
   * @param origin where it is written
   */
  record Structure(List<Field> fields, @Nullable Element origin) implements Shape {}

  /**
   * One of some names.
   *
   * @param constants the names; their order is not on the wire
   * @param origin where it is written
   */
  record Enumeration(SortedSet<String> constants, @Nullable Element origin) implements Shape {}

  /**
   * One of some cases, with its tag: a sealed interface.
   *
   * @param cases the cases by their tags; their order is not on the wire
   * @param origin where it is written
   */
  record Union(SortedMap<String, WireForm> cases, @Nullable Element origin) implements Shape {}

  /**
   * What a codec of the user's writes: known to nobody else, so the type's name stands for it.
   *
   * @param javaName the type's qualified name
   * @param origin where the type is written
   */
  record CustomType(String javaName, @Nullable Element origin) implements Shape {}
}
