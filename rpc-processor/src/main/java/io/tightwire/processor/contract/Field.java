package io.tightwire.processor.contract;

import javax.lang.model.element.Element;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of an operation, or a component of a structure. Its place is what counts on the wire;
 * its name tells people, and the judge of changes, which is which. Immutable.
 *
 * @param name its name
 * @param form what it looks like
 * @param mayBeMissing whether it has a value if an older peer has not sent it; not in lock files
 * @param nullabilityKnown whether it is known where null is allowed in it
 * @param origin where it is written; null if it was read from a lock file
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
