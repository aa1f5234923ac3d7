package io.tightwire.processor.model;

import javax.lang.model.element.Element;
import javax.lang.model.type.TypeMirror;

/**
 * One parameter of a service method. Immutable.
 *
 * @param origin where it is written
 * @param name its name
 * @param javaType its type, as declared
 * @param nulls where null may stand in that
 * @param type its shape on the wire
 */
public record ParameterModel(
    Element origin, String name, TypeMirror javaType, Nulls nulls, WireType type) {}
