package io.tightwire.processor.model;

import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * A checked exception that a method declares. Immutable.
 *
 * @param id the same for the same exception, whatever method declares it
 * @param label its name in messages
 * @param javaType the Java type
 * @param state how it travels; empty if no constructor can rebuild it
 */
public record ExceptionModel(
    String id, String label, TypeMirror javaType, Optional<Definition.Structure> state) {}
