package io.tightwire.processor.model;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/**
 * Where null is allowed in a type: a tree with a node for the type and for each type inside it.
 * Immutable.
 *
 * @param allowed whether null is a value of the type itself
 * @param known whether that is known; where it is not, null is taken to be allowed
 * @param annotations the annotations that say so, as far as generated code may name them
 * @param parts the nullability of the type arguments, or of an array's elements
 */
public record Nullability(
    boolean allowed, boolean known, List<TypeElement> annotations, List<Nullability> parts) {

  /** Null is allowed everywhere. */
  public static final Nullability ANYWHERE = new Nullability(true, true, List.of(), List.of());

  /** It is unknown where null is allowed, so it is taken to be allowed everywhere. */
  public static final Nullability UNKNOWN = new Nullability(true, false, List.of(), List.of());

  /** The simple names of annotations that allow null, in any of the usual libraries. */
  private static final Set<String> DIALECTS = Set.of("Nullable", "CheckForNull");

  /** Returns whether an annotation of that simple name allows null. */
  public static boolean isAllowedBy(CharSequence annotation) {
    return DIALECTS.contains(annotation.toString());
  }

  /** Returns the nullability of a type argument, or of an array's elements. */
  public Nullability part(int index) {
    if (index < parts.size()) {
      return parts.get(index);
    }
    return known ? ANYWHERE : UNKNOWN;
  }

  /** Returns a copy that allows null as a value of the type itself. */
  public Nullability allowingNull() {
    return new Nullability(true, known, annotations, parts);
  }

  /** Returns whether it is known for the type and all types inside it. */
  public boolean isFullyKnown() {
    return known && parts.stream().allMatch(Nullability::isFullyKnown);
  }
}
