package io.tightwire.processor.model;

import java.util.List;
import java.util.Set;
import javax.lang.model.element.TypeElement;

/**
 * Where null may stand in a type, as that is written: a tree of the type's own shape. Immutable.
 *
 * @param allowed whether it may stand for the type itself
 * @param known whether that is known, rather than taken to be allowed
 * @param annotations what is written there to say so, as far as generated code may name it
 * @param parts the same of its type arguments, or of what an array holds
 */
public record Nullability(
    boolean allowed, boolean known, List<TypeElement> annotations, List<Nullability> parts) {

  /** Null may stand everywhere. */
  public static final Nullability ANYWHERE = new Nullability(true, true, List.of(), List.of());

  /** Nobody knows; so null may stand everywhere. */
  public static final Nullability UNKNOWN = new Nullability(true, false, List.of(), List.of());

  /** Annotations that say so, in any of the usual dialects, by their simple names. */
  private static final Set<String> DIALECTS = Set.of("Nullable", "CheckForNull");

  /** Whether an annotation of that simple name says that null may stand where it does. */
  public static boolean isAllowedBy(CharSequence annotation) {
    return DIALECTS.contains(annotation.toString());
  }

  /** Those of a type argument, or of what an array holds. */
  public Nullability part(int index) {
    if (index < parts.size()) {
      return parts.get(index);
    }
    return known ? ANYWHERE : UNKNOWN;
  }

  /** The same where null may stand for the type itself. */
  public Nullability allowingNull() {
    return new Nullability(true, known, annotations, parts);
  }

  /** Whether all of it is known. */
  public boolean isFullyKnown() {
    return known && parts.stream().allMatch(Nullability::isFullyKnown);
  }
}
