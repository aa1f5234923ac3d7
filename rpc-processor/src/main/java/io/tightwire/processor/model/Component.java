package io.tightwire.processor.model;

import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * One field of a {@link Definition.Structure}. Immutable.
 *
 * @param origin where it is declared
 * @param name its name
 * @param accessor the method that returns it
 * @param javaType its type, as declared
 * @param type its type on the wire
 * @param nullabilityKnown whether it is known where null is allowed in it
 * @param boxed whether the accessor returns the box of the primitive type, and so may return null
 */
public record Component(
    Element origin,
    String name,
    String accessor,
    TypeMirror javaType,
    WireType type,
    boolean nullabilityKnown,
    boolean boxed) {}
