package io.tightwire.processor.contract;

import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an operation, or a component of a structure. On the wire it is known by its
 * position alone. Its name is for people, and for the comparison with a lock file. Immutable.
 *
 * @param name its name
 * @param form how its values look on the wire
 * @param mayBeMissing whether it has a value if an older peer does not send it; not in lock files
 * @param nullabilityKnown whether it is known where null is allowed in it
 * @param origin where it is declared; null if it was read from a lock file
 */
public record Field(
    String name,
    WireForm form,
    boolean mayBeMissing,
    boolean nullabilityKnown,
    @Nullable Element origin) {

  @Override
  public String toString() {
    return name + ' ' + form;
  }
}
