package io.tightwire.processor.model;

import javax.lang.model.element.Element;

/**
 * A method that is annotated with {@code @RpcMethod}, and where it is declared. Immutable.
 *
 * @param origin where it is declared
 * @param label its name in messages: {@code Calculator.add}
 * @param site the kind of its surroundings
 */
public record Placement(Element origin, String label, Site site) {

  /** The kinds of surroundings of a method. Immutable. */
  public enum Site {
    /** In an interface, which is a service or may be the parent of one, even in another project. */
    INTERFACE,
    /** In a class, record or enum. */
    CLASS,
    /** In an interface, but static. */
    STATIC,
    /** In an interface, but private. */
    PRIVATE
  }
}
