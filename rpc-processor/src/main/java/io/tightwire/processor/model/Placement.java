package io.tightwire.processor.model;

import javax.lang.model.element.Element;

/**
 * A method that carries {@code @RpcMethod}, and where it stands. Immutable.
 *
 * @param origin where it is written
 * @param label its name in messages: {@code Calculator.add}
 * @param site what kind of place that is
 */
public record Placement(Element origin, String label, Site site) {

  /** Where a method may stand. */
  public enum Site {
    /** In an interface, which is a service or may be the parent of one, even elsewhere. */
    INTERFACE,
    /** In a class, record or enum. */
    CLASS,
    /** In an interface, but static. */
    STATIC,
    /** In an interface, but private. */
    PRIVATE
  }
}
