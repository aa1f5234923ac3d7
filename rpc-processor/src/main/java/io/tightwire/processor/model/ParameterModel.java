package io.tightwire.processor.model;

import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeMirror;

/**
 * One parameter of a service method. Immutable.
 *
 * @param origin where it is declared
 * @param name its name
 * @param javaType its type, as declared
 * @param nullability where null is allowed in it
 * @param annotations the annotations of the parameter that say so, which are no part of the type
 * @param type its type on the wire
 */
public record ParameterModel(
    Element origin,
    String name,
    TypeMirror javaType,
    Nullability nullability,
    List<TypeElement> annotations,
    WireType type) {}
