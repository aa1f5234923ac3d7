package io.tightwire.processor.model;

import java.util.List;
import java.util.Optional;
import javax.lang.model.type.TypeMirror;

/**
 * A checked exception that a method declares. Immutable.
 *
 * @param id the same for the same exception, whatever method declares it
 * @param label its name in messages
 * @param javaType the Java type
 * @param creatable whether generated code may create instances of it, if it may call a constructor
 * @param state how it travels; empty if no constructor can rebuild it
 * @param skipped a constructor that takes more than what travels, if there is one
 */
public record ExceptionModel(
    String id,
    String label,
    TypeMirror javaType,
    boolean creatable,
    Optional<Definition.Structure> state,
    Optional<SkippedConstructor> skipped) {

  /**
   * A constructor that is not used.
   *
   * @param signature the constructor as messages show it
   * @param unfilled its parameters that no accessor fills
   */
  public record SkippedConstructor(String signature, List<String> unfilled) {}
}
