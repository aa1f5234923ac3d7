package io.tightwire.processor.validate;

import io.tightwire.processor.contract.Field;
import io.tightwire.processor.contract.Operation;
import io.tightwire.processor.contract.Shape;
import io.tightwire.processor.contract.WireForm;
import io.tightwire.processor.validate.EvolutionRules.Direction;
import java.util.List;
import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * Checks which changes of parameters and components are compatible. On the wire they are known by
 * their position: a name may change, but must not move to another position. Confined to one
 * comparison.
 */
final class FieldRules {

  /** Compares the types that two references refer to. Confined to one comparison. */
  @FunctionalInterface
  interface References {
    void compare(WireForm old, WireForm present, Direction direction);
  }

  private static final String UNREADABLE =
      "neither side can read what the other sends if it was built before";

  private final BreakingChanges changes;
  private final References references;

  FieldRules(BreakingChanges changes, References references) {
    this.changes = changes;
    this.references = references;
  }

  void parameters(String label, Operation old, Operation present) {
    List<Field> was = old.parameters();
    List<Field> is = present.parameters();
    if (was.size() != is.size()) {
      changes.add(
          label + " takes " + count(is.size()) + ", and took " + count(was.size()),
          "calls of clients that were built before are refused",
          present.origin());
    } else if (keepPositions("Parameter", label, was, is, present.origin())) {
      for (int i = 0; i < was.size(); i++) {
        Field field = is.get(i);
        String subject = "Parameter \"" + field.name() + "\" of " + label;
        form(subject, field.origin(), was.get(i).form(), field.form(), Direction.REQUEST);
      }
    }
  }

  private static String count(int parameters) {
    return parameters == 1 ? "one parameter" : parameters + " parameters";
  }

  void structure(String label, Shape.Structure old, Shape.Structure present, Direction direction) {
    List<Field> was = old.fields();
    List<Field> is = present.fields();
    if (!keepPositions("Component", label, was, is, present.origin())) {
      return;
    }
    for (int i = 0; i < was.size(); i++) {
      if (i < is.size()) {
        Field field = is.get(i);
        String subject = label + '.' + field.name();
        form(subject, field.origin(), was.get(i).form(), field.form(), direction);
      } else {
        removed("Component", label, was.get(i), present.origin());
      }
    }
    for (Field added : is.subList(Math.min(was.size(), is.size()), is.size())) {
      if (!added.mayBeMissing()) {
        changes.add(
            label + '.' + added.name() + " is new, and must not be null",
            "peers that were built before do not send it, and are refused; make it nullable, an"
                + " Optional, a collection or a primitive",
            added.origin());
      }
    }
  }

  /**
   * Returns whether all fields have kept their positions. Only the first that has moved, or is
   * gone, is reported, since those after it have moved too.
   */
  private boolean keepPositions(
      String kind, String label, List<Field> was, List<Field> is, @Nullable Element origin) {
    for (int i = 0; i < Math.min(was.size(), is.size()); i++) {
      Field old = was.get(i);
      Field present = is.get(i);
      if (old.name().equals(present.name())) {
        continue;
      }
      int place = indexOf(old.name(), is);
      if (place >= 0) {
        changes.add(
            kind
                + " \""
                + old.name()
                + "\" of "
                + label
                + " is at place "
                + (place + 1)
                + ", and was at place "
                + (i + 1),
            "peers that were built before take it for another; new ones belong at the end",
            is.get(place).origin());
        return false;
      }
      if (indexOf(present.name(), was) >= 0) {
        removed(kind, label, old, origin);
        return false;
      }
    }
    return true;
  }

  private void removed(String kind, String label, Field field, @Nullable Element origin) {
    changes.add(
        kind + " \"" + field.name() + "\" of " + label + " is gone",
        "peers that were built before still count on it, and on the places of those behind it",
        origin);
  }

  private static int indexOf(String name, List<Field> fields) {
    return fields.stream().map(Field::name).toList().indexOf(name);
  }

  /** Compares the forms of a parameter, a component or a result. */
  void form(
      String subject,
      @Nullable Element element,
      WireForm old,
      WireForm present,
      Direction direction) {
    if (!old.looksLike(present)) {
      changes.add(change(subject, old, present), UNREADABLE, element);
      return;
    }
    if (allowsMoreNulls(old, present)) {
      changes.add(
          change(subject, old, present),
          direction == Direction.REQUEST
              ? "clients that were built before may still send null, which is refused"
              : "servers that were built before may still respond with null, which rebuilt clients"
                  + " refuse",
          element);
    } else if (direction == Direction.RESPONSE && allowsMoreNulls(present, old)) {
      changes.add(
          change(subject, old, present), "clients that were built before refuse null", element);
    }
    references(old, present, direction);
  }

  private static String change(String subject, WireForm old, WireForm present) {
    return subject + " is \"" + present + "\" on the wire, and was \"" + old + '"';
  }

  /** Returns whether null is allowed somewhere in the one where it is not in the other. */
  private static boolean allowsMoreNulls(WireForm one, WireForm other) {
    boolean more = one.nullable() && !other.nullable();
    for (int i = 0; !more && i < one.parts().size(); i++) {
      more = allowsMoreNulls(one.parts().get(i), other.parts().get(i));
    }
    return more;
  }

  private void references(WireForm old, WireForm present, Direction direction) {
    if (old.isReference()) {
      references.compare(old, present, direction);
    }
    for (int i = 0; i < old.parts().size(); i++) {
      references(old.parts().get(i), present.parts().get(i), direction);
    }
  }
}
